import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { returnedRoutes } from '#fulfilment/returnedWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import type { BodyIn } from '#platform/wire.ts';
import { policyRoutes } from '#remedy/policyWire.ts';
import { type PaymentDouble, startPaymentDouble } from '../doubles/paymentDouble.ts';
import { openStory, type Story } from './telling.ts';

let story: Story;
let partner: PaymentDouble;
beforeAll(async () => {
  partner = await startPaymentDouble();
  story = await openStory({ config: { payment: partner.payment } });
  const { table } = JSON.parse(readFileSync(join(import.meta.dirname, '../../playbooks/policies/damaged-lost.json'), 'utf8')) as {
    table: BodyIn<typeof policyRoutes.addVersion>['table'];
  };
  await story.desk.as('operations').ok(policyRoutes.addVersion, {
    params: { name: 'missing-parts' },
    body: { table, note: '缺件也可退货', basedOn: 1 },
  });
});
afterAll(async () => {
  await story.desk.close();
  await partner.stop();
});

/** Missing parts carries a choice out without a step that waits for goods; here it offers what damaged goods offer. */
async function returning(orderNo: string) {
  await story.order(orderNo);
  const told = await story.report({ orderNo });
  await told.leadTo('choice');
  return told;
}

describe('a return where no step waits for the goods (FU-11)', () => {
  it('begins its refund only when the goods were found as agreed', async () => {
    const told = await returning('26111650000001');
    await told.leadTo('carry-out', 'return');
    await story.desk.settle();
    expect(partner.paid()).toHaveLength(0);
    expect(await told.step()).toBe('carry-out');
    const logistics = story.desk.as('logistics');
    const { number } = await told.now();
    const { returnedId } = await logistics.ok(returnedRoutes.arrive, { body: { words: number } });
    await logistics.ok(returnedRoutes.inspect, {
      params: { returnedId: returnedId ?? '' },
      body: { lines: [{ code: 'FC-120', grade: 'resell' }] },
    });
    await story.desk.settle();
    expect(partner.paid()).toMatchObject([{ amount_fen: 42_900 }]);
    expect(await told.step()).toBe('confirm');
    const { items } = await logistics.ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    expect(items.map((task) => [task.kind, task.state])).toEqual([
      ['return', 'done'],
      ['refund', 'done'],
    ]);
    // Its money is given once: not with the goods that came back, and again with their refund (RE-13).
    const money = await story.desk.as('lead').ok(fulfilmentRoutes.money, { params: { caseId: told.id } });
    expect(money).toMatchObject({ givenFen: 42_900, cost: { expectedFen: 42_900, realFen: 42_900 } });
  });

  it('fails when what came is not what was agreed, and the case goes to a new offer', async () => {
    const told = await returning('26111650000002');
    await told.leadTo('carry-out', 'return');
    const logistics = story.desk.as('logistics');
    const { returnedId } = await logistics.ok(returnedRoutes.arrive, { body: { words: (await told.now()).number } });
    await logistics.ok(returnedRoutes.inspect, {
      params: { returnedId: returnedId ?? '' },
      body: { lines: [{ code: 'FC-120', grade: 'not-ours' }] },
    });
    await story.desk.settle();
    expect(partner.paid()).toHaveLength(1);
    expect(await told.step()).toBe('offer');
  });
});
