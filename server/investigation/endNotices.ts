import { lockCase, noAnswer, playbookOf, takeStep, type TheCase } from '#case/contract.ts';
import { orderForCase, orderIdsOf } from '#commerce/contract.ts';
import { systemActor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction } from '#platform/db.ts';
import type { StoredEvent } from '#platform/events.ts';
import type { House, Subscription } from '#platform/module.ts';
import { goneOut } from './objectToChange.ts';
import { casesToEnd, ordersOfParcel } from './proofStore.ts';

/** A step that waits until the parcel goes out gives up once it has (FU-9): nothing is left to object to. */
export async function endIfShipped(command: Command, theCase: TheCase): Promise<void> {
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  if (theCase.closedAt || playbook.steps[theCase.step]?.waits?.until !== 'shipped' || !theCase.orderId) return;
  const order = await orderForCase(command.tx, theCase.orderId);
  if (!order || !goneOut(order)) return;
  const taken = await takeStep(command, theCase, { kind: 'answer', answer: noAnswer, by: 'system' });
  if (!taken.ok) throw new Error(`giving up ${theCase.step} of ${theCase.number}: ${taken.refused.code}`);
}

/** An order or a parcel moved on: the notices that waited for that end. */
export const endNotices: Subscription = {
  queue: 'investigation-shipped',
  on: ['order.changed', 'parcel.tracked'],
  perCase: false,
  run: async (event: StoredEvent, house: House) => {
    const { parcelId } = event.data;
    const orders = typeof parcelId === 'string' ? await ordersOfParcel(house.db, parcelId) : orderIdsOf(event);
    for (const caseId of await casesToEnd(house.db, orders))
      await inTransaction(house.db, async (tx) => {
        const command = { tx, now: house.clock.now(), actor: systemActor, cause: `event:${event.id}` };
        const locked = await lockCase(command, caseId, null, 'case.read');
        if (locked.ok) await endIfShipped(command, locked.value);
      });
  },
};
