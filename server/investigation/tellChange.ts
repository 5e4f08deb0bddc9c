import { type Doing, lockCase, playbookOf, saveCase, sayMessage, tellOf } from '#case/contract.ts';
import { markChangeTold, shippingChange } from '#commerce/contract.ts';
import { systemActor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import type { Subscription } from '#platform/module.ts';
import { openCasesOfOrder } from './proofStore.ts';

/** What the customer is told of a change, whoever made it; the new value itself stays out of the letter (FU-9). */
const changeWords = {
  zh: '您好，订单 {orderNo} 的邮寄信息有一处更改已登记（服务单 {caseNumber}）。如果不是您本人的意思，请在包裹发出前通过此链接告诉我们，我们会立即撤回：{link}',
  en: 'Hello, a change to the shipping information of order {orderNo} has been recorded (case {caseNumber}). If it was not what you wanted, tell us here before the parcel leaves and we take it back: {link}',
};

/**
 * Every change of shipping information is confirmed to the customer, with a way to object until the parcel goes out (FU-9):
 * said in the order's open case, once for each change. Without an open case it waits until there is one; the order shows it
 * as not told.
 */
export const tellChanges: Subscription = {
  queue: 'investigation-shipping-changed',
  on: ['order.shipping-changed'],
  perCase: false,
  run: async (event, house) => {
    const { orderId, change } = event.data;
    if (typeof orderId !== 'string' || typeof change !== 'string') throw new Error('order.shipping-changed says which');
    await inTransaction(house.db, async (tx) => {
      const command = { tx, now: house.clock.now(), actor: systemActor, cause: `event:${event.id}` };
      const row = await shippingChange(tx, change);
      if (!row || row.toldAt) return;
      const [caseId] = await openCasesOfOrder(tx, orderId);
      if (!caseId) return;
      const locked = await lockCase(command, caseId, null, 'case.read');
      if (!locked.ok) throw new Error(`case ${caseId}: ${locked.refused.code}`);
      const theCase = locked.value;
      const doing: Doing = { command, theCase, playbook: await playbookOf(tx, theCase.playbookVersionId) };
      await markChangeTold(command, change, caseId);
      await sayMessage(doing, { message: 'shipping-changed', words: changeWords });
      await tellOf(command, theCase, { kind: 'shipping.change-told', data: { change, field: row.field, source: row.source } });
      await saveCase(command, theCase);
    });
  },
};
