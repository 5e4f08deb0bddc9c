import { describe, expect, it } from 'vitest';
import { expectedOf, maskScan, maskWaybill, type Tracked } from './tracking.ts';

const now = new Date('2026-11-21T02:00:00Z');
const daysAgo = (n: number): Date => new Date(now.getTime() - n * 86_400_000);
const parcel = (more: Partial<Tracked>): Tracked => ({
  state: 'in-transit',
  shippedAt: daysAgo(1),
  signedAt: null,
  scanAt: daysAgo(0),
  daysMost: 3,
  lostDays: 7,
  ...more,
});

describe('when a parcel comes, or why nobody can say (EX-2)', () => {
  it.each<[string, Partial<Tracked>, string | null, string | null]>([
    ['on its way', {}, '预计 11 月 23 日前送达', null],
    ['out for delivery', { state: 'delivering' }, '预计今天送达', null],
    ['late', { shippedAt: daysAgo(5) }, null, '已超过通常时效'],
    ['quiet for long', { scanAt: daysAgo(8), shippedAt: daysAgo(9) }, null, '已 8 天没有新的物流记录'],
    ['signed for', { state: 'signed', signedAt: daysAgo(2) }, null, '已于 11 月 19 日签收'],
    ['not collected', { state: 'created' }, null, '还没有揽收'],
    ['a way that nobody wrote down', { daysMost: null }, null, '没有登记时效'],
    ['lost', { state: 'lost' }, null, '已确认遗失'],
  ])('%s', (_, more, expected, why) => {
    const said = expectedOf(parcel(more), now, 'Asia/Shanghai', 'zh');
    expect(said.expected).toBe(expected);
    expect(said.whyNot === null ? null : said.whyNot.includes(why ?? '—')).toBe(why === null ? null : true);
  });
});

describe('what anybody may read of a parcel', () => {
  it('is no number and no name', () => {
    expect(maskWaybill('JL2690000001234')).toBe('JL26*******1234');
    expect(maskScan('已签收，签收人：王小明')).toBe('已签收，签收人：***');
    expect(maskScan('派送员：李师傅 19900000012 正在派送')).toBe('派送员：*** *** 正在派送');
    expect(maskScan('已签收，签收人：本人')).toBe('已签收，签收人：本人');
  });
});
