import { describe, expect, it } from 'vitest';
import { remainingOf } from './given.ts';
import { deductionsLeft } from './settled.ts';
import { cabinet, hinge, onlyWords, order, plan, row, theSpoon, twoHinges } from './remedy.fixture.ts';
import { goodsWorth, partsWorth, stockOf } from './planContext.ts';
import type { PolicyRow } from './runPolicy.ts';

describe('planning what may be offered (RE-2, style 10)', () => {
  it('resends parts from where their goods say, priced, with the row that allowed it', () => {
    expect(plan([row('resend')])).toEqual([
      {
        key: 'resend',
        approver: 'none',
        notes: [],
        plan: {
          remedy: 'resend',
          source: { policy: 'missing-parts', version: 3, row: 1, rowId: 'resend' },
          agentMost: 10_000,
          leadMost: 50_000,
          valueFen: 800,
          costFen: 420,
          sendBack: [],
          wayBack: 'none',
          promisedArrival: '2026-11-24T16:00:00.000Z',
          goods: [
            {
              caseLineId: 'c1',
              orderLineId: 'l1',
              code: 'HJ-35',
              erpCode: 'E-HJ',
              name: '铰链',
              nameEn: 'Hinge',
              quantity: 2,
              warehouseId: 'north',
              costFen: 420,
            },
          ],
        },
      },
    ]);
  });

  it.each<[string, number, number]>([
    ['the whole value', 100, 800],
    ['a share of it', 50, 400],
    ['a fraction of a fen is rounded up', 33.3, 267],
    ['more than it', 120, 960],
  ])('refunds %s', (_, percent, fen) => {
    expect(plan([row('refund', { percent })])[0]?.plan).toMatchObject({ remedy: 'refund', fen, way: 'platform-refund', costFen: fen });
  });

  it('never refunds more than is left of the order, and says so; nothing left, no refund', () => {
    expect(plan([row('refund')], { remainingFen: 500 })[0]).toMatchObject({ plan: { fen: 500 }, notes: [{ note: 'capped', fen: 500 }] });
    expect(plan([row('refund')], { remainingFen: 0 })).toEqual([]);
  });

  it('pays nothing for a value that nobody stated, but lets it count against limits', () => {
    const made = plan([row('refund'), row('resend')], { lines: [twoHinges, onlyWords], worthAtMost: 43_700 });
    expect(made[0]).toMatchObject({ plan: { fen: 800, valueFen: 43_700 }, notes: [{ note: 'value-unknown', name: '一个小铁片' }] });
    expect(made[1]?.plan).toMatchObject({ costFen: null });
    expect(partsWorth({ lines: [onlyWords] })).toBe(0);
  });

  it('takes a gift at its stated value, never 0 (OR-4), and sends it whole', () => {
    expect(plan([row('refund'), row('resend')], { lines: [theSpoon] }).map((each) => each.plan)).toMatchObject([
      { fen: 800 },
      { goods: [{ code: 'LS', name: '量勺', quantity: 1 }] },
    ]);
  });

  it('exchanges the goods, not the gift, and says what comes back', () => {
    const made = plan([row('exchange', { sendBack: 'goods', arriveDays: 7 })], { lines: [twoHinges, theSpoon] });
    expect(made[0]?.plan).toMatchObject({ goods: [{ code: 'FC-120', quantity: 1 }], sendBack: [{ code: 'FC-120' }], valueFen: 42_900 });
    expect(plan([row('exchange')], { order: null })).toEqual([]);
  });

  it.each<[string, Partial<PolicyRow>, number]>([
    ['20 % of ¥8 at 100 a yuan, but at least 200', { percent: 20, fixed: 200 }, 200],
    ['half of ¥8', { percent: 50 }, 400],
    ['rounded up', { percent: 33 }, 264],
  ])('grants points: %s', (_, more, points) => {
    expect(plan([row('points', more)])[0]?.plan).toMatchObject({ points, costFen: points });
  });

  it('tells options of one kind apart', () => {
    expect(plan([row('refund'), row('refund', { percent: 50 })]).map((each) => each.key)).toEqual(['refund', 'refund-2']);
  });

  it('pays back at the counter what was bought there', () => {
    expect(plan([row('refund')], { order: { ...order, platform: 'store', payment: 'counter' } })[0]?.plan).toMatchObject({
      way: 'counter',
    });
  });

  it.each<[string, number | null, number, string]>([
    ['enough', 5, 2, 'enough'],
    ['just enough', 2, 2, 'enough'],
    ['one short', 1, 2, 'short'],
    ['nobody knows', null, 2, 'unknown'],
  ])('knows the stock: %s', (_, stock, quantity, answer) => {
    const stocked = { ...order, lines: [{ ...cabinet, parts: [{ ...hinge, stock }] }] };
    expect(stockOf({ lines: [{ ...twoHinges, quantity }], order: stocked })).toBe(answer);
    expect(goodsWorth({ lines: [twoHinges], order: stocked })).toBe(42_900);
  });

  it('warns before a part is promised that is not there', () => {
    const out = { ...order, lines: [{ ...cabinet, parts: [{ ...hinge, stock: 0, stockUntil: '12-03 到货' }] }] };
    expect(plan([row('resend')], { order: out })[0]?.notes).toEqual([
      { note: 'short-stock', name: '铰链', stock: 0, needed: 2, until: '12-03 到货' },
    ]);
  });

  it('counts what went back already (RE-13)', () => {
    const given = { source: 'platform', number: 'R1', remedy: 'refund', state: 'done', points: null, at: null } as const;
    expect(
      remainingOf(order, [
        { ...given, fen: 42_000 },
        { ...given, fen: null },
      ]),
    ).toBe(900);
    expect(remainingOf(order, [{ ...given, fen: 99_999 }])).toBe(0);
    expect(remainingOf(null, [])).toBeNull();
  });

  it('is deducted once from problems that are answered together: what the first did not take up, from the next (IN-10, RE-13)', () => {
    const before = { settled: [{ basis: '*', fen: 2_000 }], givenFen: 2_500 };
    const rest = deductionsLeft(before, 800);
    expect(rest).toEqual({ settled: [{ basis: '*', fen: 1_200 }], givenFen: 1_700 });
    expect(plan([row('refund')], rest)).toEqual([]);
    expect(deductionsLeft(rest, 1_500)).toEqual({ settled: [], givenFen: 200 });
  });
});
