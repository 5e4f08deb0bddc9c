import { describe, expect, it } from 'vitest';
import type { GoodsPlan, MoneyPlan, PlannedGoods, PointsPlan, RemedyPlan } from '#remedy/contract.ts';
import { tasksOf } from './plan.ts';
import { defaultPace } from './taskKind.ts';

const now = new Date('2026-11-20T09:20:00Z');
const when = { now, pace: defaultPace };
const common = { source: { policy: 'p', version: 1, row: 1, rowId: 'r' }, agentMost: 0, leadMost: 0, valueFen: 0, costFen: null };
const M4: PlannedGoods = {
  caseLineId: 'line',
  orderLineId: null,
  code: 'M4',
  erpCode: null,
  name: '螺丝',
  nameEn: 'Screw',
  quantity: 2,
  warehouseId: null,
  costFen: 120,
};
const resend: GoodsPlan = {
  ...common,
  remedy: 'resend',
  goods: [M4],
  sendBack: [],
  wayBack: 'none',
  promisedArrival: '2026-11-24T15:59:59.000Z',
};
const points: PointsPlan = { ...common, remedy: 'points', points: 50 };
const refund: MoneyPlan = {
  ...common,
  remedy: 'refund',
  fen: 800,
  way: 'platform-refund',
  payWords: { zh: '', en: '' },
  basis: 'parts-value',
};
const of = (plan: RemedyPlan, more: { anew?: boolean; only?: ReadonlySet<string> } = {}) =>
  tasksOf({ source: 'choice:1', plan, anew: false, ...more }, when);

describe('the tasks of a plan', () => {
  it('are one for each line', () => {
    const tasks = of({ ...resend, goods: [M4, { ...M4, code: 'M6' }] });
    expect(tasks.map((task) => task.slot)).toEqual(['line/M4', 'line/M6']);
    expect(tasks[0]).toMatchObject({ shipBy: new Date('2026-11-21T09:20:00Z'), promisedAt: new Date('2026-11-24T15:59:59Z') });
  });

  it('keep the promise of the offer, and never let the warehouse take longer', () => {
    const early = new Date('2026-11-20T20:00:00Z');
    expect(of({ ...resend, promisedArrival: early.toISOString() })[0]).toMatchObject({ shipBy: early, promisedAt: early });
    // Old goods came back first, or the choice was late: a day that is past is promised to nobody (FU-1).
    const past = of({ ...resend, promisedArrival: '2026-11-19T16:00:00Z' })[0];
    expect(past).toMatchObject({ shipBy: new Date('2026-11-21T09:20:00Z'), promisedAt: new Date('2026-11-24T09:20:00Z') });
    const work = { ...common, remedy: 'reissue-invoice', party: 'finance' } as const;
    expect(of({ ...work, doneBy: '2026-11-19T16:00:00Z' })[0]?.promisedAt).toEqual(new Date('2026-11-21T09:20:00Z'));
    expect(of({ ...work, doneBy: '2026-11-23T16:00:00Z' })[0]?.promisedAt).toEqual(new Date('2026-11-23T16:00:00Z'));
  });

  it('that are handed back are promised anew, by the settings', () => {
    expect(of(resend, { anew: true })[0]).toMatchObject({ promisedAt: new Date('2026-11-24T09:20:00Z') });
  });

  it('await what the customer sends back for an exchange', () => {
    expect(of({ ...resend, remedy: 'exchange', sendBack: [M4] })[0]).toMatchObject({ kind: 'exchange', goodsBack: 'awaited' });
  });

  it('of a repair are what comes in, when the plan names nothing that goes out', () => {
    expect(of({ ...resend, remedy: 'repair', goods: [], sendBack: [M4] })[0]).toMatchObject({ kind: 'repair', shipBy: null });
  });

  it('that go together are carried out together, each in a slot of its own', () => {
    const both = of({ ...refund, also: [points, { ...refund, fen: 300 }] });
    expect(both.map(({ kind, slot }) => [kind, slot])).toEqual([
      ['refund', 'refund'],
      ['points', '+1/points'],
      ['refund', '+2/refund'],
    ]);
  });

  it('that reached the customer are not opened again when the rest is tried once more', () => {
    expect(of({ ...resend, also: [points] }, { anew: true, only: new Set(['line/M4']) }).map((task) => task.kind)).toEqual(['resend']);
  });

  it('of money by payout wait for finance, whatever remedy it pays', () => {
    expect(of({ ...refund, remedy: 'claim-payment', way: 'payout' })[0]).toMatchObject({ kind: 'payout', detail: { of: 'claim-payment' } });
  });

  it.each([refund, points])('of $remedy without an amount are a fault', (plan) => {
    expect(() => of({ ...plan, ...('fen' in plan ? { fen: 0 } : { points: 0 }) })).toThrow('without an amount');
  });

  it('of a resend of nothing are a fault', () => {
    expect(() => of({ ...resend, goods: [] })).toThrow('nothing to send');
  });
});
