import { lockCase, saveCase } from '#case/contract.ts';
import { orderIdsOf } from '#commerce/contract.ts';
import { systemActor } from '#platform/actor.ts';
import { all, inTransaction, type Reader, sql } from '#platform/db.ts';
import type { StoredEvent } from '#platform/events.ts';
import type { House } from '#platform/module.ts';
import { attachOrder, goOnWithOrder } from './matchOrder.ts';

/** Orders came in: the cases that waited for them are matched by themselves and go on (VE-8). */
export async function matchArrived(event: StoredEvent, house: House): Promise<void> {
  const arrived = orderIdsOf(event);
  for (const each of await waitingCases(house.db, arrived)) await matchOne(house, each, `event:${event.id}`);
}

/** The net under it, each minute: an order that was committed while its case was being registered. Answers how many were matched. */
export async function sweepPending(house: House): Promise<number> {
  const waiting = await waitingCases(house.db, null);
  for (const each of waiting) await matchOne(house, each, 'sweep:pending-orders');
  return waiting.length;
}

interface Waiting {
  readonly caseId: string;
  readonly orderId: string;
}

async function waitingCases(on: Reader, orderIds: readonly string[] | null): Promise<Waiting[]> {
  if (orderIds?.length === 0) return [];
  const which = orderIds === null ? sql`true` : sql`o.id = any(${[...orderIds]}::uuid[])`;
  return all(
    sql<Waiting>`select c.id as "caseId", o.id as "orderId" from cases c join orders o on o.shop_id = c.shop_id and o.order_no = c.order_no
      where c.closed_at is null and c.order_id is null and c.order_no is not null and ${which} limit 500`,
    on,
  );
}

/** One case in one transaction; found already matched it is left alone. */
async function matchOne(house: House, { caseId, orderId }: Waiting, cause: string): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    const command = { tx, now: house.clock.now(), actor: systemActor, cause };
    const locked = await lockCase(command, caseId, null, 'case.answer');
    if (!locked.ok || locked.value.orderId !== null || locked.value.closedAt !== null) return;
    await attachOrder(command, locked.value, orderId, 'arrived');
    const gone = await goOnWithOrder(command, locked.value);
    if (!gone.ok) throw new Error(`a matched case does not go on: ${gone.refused.code}`);
    await saveCase(command, locked.value);
  });
  house.wake();
}
