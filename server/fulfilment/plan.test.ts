import { describe, expect, it } from 'vitest';
import { defaultPace, type Plan, tasksOf } from './plan.ts';

const now = new Date('2026-11-20T09:20:00Z');
const item = { lineId: 'line', partCode: 'M4', name: '螺丝', quantity: 2, warehouseId: null, erpCode: null, costFen: 120 };
const bare: Plan = {
  source: 'choice:1',
  remedy: 'resend',
  amountFen: null,
  payWay: null,
  points: null,
  items: [item],
  promisedArrival: null,
  goodsBack: false,
};

describe('the tasks of a plan', () => {
  it('are one for each line, promised by the settings when the offer promised nothing', () => {
    const tasks = tasksOf({ ...bare, items: [item, { ...item, partCode: 'M6' }] }, now, defaultPace);
    expect(tasks.map((task) => task.slot)).toEqual(['line/M4', 'line/M6']);
    expect(tasks[0]).toMatchObject({ shipBy: new Date('2026-11-21T09:20:00Z'), promisedAt: new Date('2026-11-24T09:20:00Z') });
  });

  it('keep the promise of the offer, and never let the warehouse take longer', () => {
    const promisedArrival = new Date('2026-11-20T20:00:00Z');
    expect(tasksOf({ ...bare, promisedArrival }, now, defaultPace)[0]).toMatchObject({
      shipBy: promisedArrival,
      promisedAt: promisedArrival,
    });
  });

  it('await what the customer sends back for an exchange', () => {
    expect(tasksOf({ ...bare, remedy: 'exchange', goodsBack: true }, now, defaultPace)[0]).toMatchObject({
      kind: 'exchange',
      goodsBack: 'awaited',
    });
  });

  it.each(['refund', 'points'] as const)('of a %s without an amount are a fault', (remedy) => {
    expect(() => tasksOf({ ...bare, remedy, items: [] }, now, defaultPace)).toThrow('without an amount');
  });

  it('of a resend of nothing are a fault', () => {
    expect(() => tasksOf({ ...bare, items: [] }, now, defaultPace)).toThrow('nothing to send');
  });
});
