import { writeAccess } from '#customers/contract.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Answer } from '#platform/wire.ts';
import { mayOn } from '#staff/contract.ts';
import type { Actor } from '#platform/actor.ts';
import { shippingChanged } from './contract.ts';
import { orderForCase } from './orderFacts.ts';
import { shopFor } from './putOrder.ts';
import { idsOfOrders } from './saveStore.ts';
import { fillShippingChange, insertShippingChange, shippingChangeByKey, shippingChangesOf } from './shippingStore.ts';
import { presentChange } from './shippingView.ts';
import type { ShippingChangeGiven, shippingRoutes } from './shippingWire.ts';

/**
 * Keeps a change of shipping information (IV-2), for systems. Safe to repeat by the source's own key. Refuses `shop-unknown`,
 * `order-unknown`, and `change-contradicts` when the same key now says another field or value.
 */
export async function putShippingChange(
  command: Command,
  shopCode: string,
  orderNo: string,
  given: ShippingChangeGiven,
): Promise<Result<Answer<typeof shippingRoutes.put>>> {
  const shop = await shopFor(command.tx, command.actor, shopCode);
  if (!shop.ok) return shop;
  const orderId = (await idsOfOrders(command.tx, shop.value.id, [orderNo])).get(orderNo);
  if (orderId === undefined) return refuse('order-unknown', { field: 'orderNo', data: { orderNo } });
  const known = await shippingChangeByKey(command.tx, shop.value.id, given.source, given.key);
  if (known) {
    if (known.orderId !== orderId || known.field !== given.field || (known.new !== null && known.new !== given.new))
      return refuse('change-contradicts', { field: 'key', data: { key: given.key } });
    const changed = await fillShippingChange(command, known.id, given);
    if (changed) await tell(command, shop.value.id, orderId, known.id, given);
    return ok({ id: known.id, outcome: changed ? 'changed' : 'unchanged' });
  }
  const id = await insertShippingChange(command, { shopId: shop.value.id, orderId }, given);
  await tell(command, shop.value.id, orderId, id, given);
  return ok({ id, outcome: 'arrived' });
}

async function tell(command: Command, shopId: string, orderId: string, change: string, given: ShippingChangeGiven): Promise<void> {
  await writeEvents(command, [{ kind: shippingChanged, shopId, data: { orderId, change, field: given.field, source: given.source } }]);
}

/** The changes of an order with values masked. Refuses `not-found` outside the actor's shops. */
export async function presentShippingChanges(
  on: Reader,
  actor: Actor,
  orderId: string,
): Promise<Result<Answer<typeof shippingRoutes.list>>> {
  const order = await orderForCase(on, orderId);
  if (!order || !mayOn(actor, 'order.read', { shopId: order.shopId })) return refuse('not-found');
  return ok({ items: (await shippingChangesOf(on, orderId)).map(presentChange) });
}

/** Old and new in plain, for whoever may and says why (OR-5); it is written down. */
export async function revealShippingChanges(
  command: Command,
  orderId: string,
  why: string,
): Promise<Result<Answer<typeof shippingRoutes.reveal>>> {
  const order = await orderForCase(command.tx, orderId);
  if (!order || !mayOn(command.actor, 'case.reveal', { shopId: order.shopId })) return refuse('not-found');
  await writeAccess(command, { act: 'reveal', subject: 'order', subjectId: orderId, why });
  await writeEvents(command, [{ kind: 'order.revealed', shopId: order.shopId, data: { orderId } }]);
  const rows = await shippingChangesOf(command.tx, orderId);
  return ok({ items: rows.map((row) => ({ id: row.id, old: row.old, new: row.new, account: row.account })) });
}
