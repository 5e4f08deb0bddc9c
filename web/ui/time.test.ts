import { describe, expect, test } from 'vitest';
import { sayDay, sayWhen } from './time.ts';

/** An instant of this machine's own zone, as a browser has one. */
const local = (month: number, day: number, hour = 0, minute = 0, year = 2026): string =>
  new Date(year, month - 1, day, hour, minute).toISOString();
const now = Date.parse(local(11, 21, 10));

describe('an instant for people', () => {
  test.each([
    [local(11, 21, 14, 30), '今天 14:30', 'today 14:30'],
    [local(11, 20, 9, 12), '昨天 09:12', 'yesterday 09:12'],
    [local(11, 28, 17, 20), '11月28日 17:20', '28 Nov 17:20'],
    [local(1, 4, 9, 0, 2027), '2027年1月4日 09:00', '4 Jan 2027 09:00'],
  ])('%s', (iso, zh, en) => {
    expect([sayWhen(iso, now, 'zh'), sayWhen(iso, now, 'en')]).toEqual([zh, en]);
  });

  test('midnight is the end of the day before, on cards as in letters', () => {
    expect(sayWhen(local(11, 26), now, 'zh')).toBe('11月25日 24:00');
    expect(sayWhen(local(11, 22), now, 'zh')).toBe('今天 24:00');
    expect(sayDay(local(11, 26), now, 'zh')).toBe('11月25日');
    expect(sayDay(local(1, 1, 0, 0, 2027), now, 'en')).toBe('31 Dec');
  });
});
