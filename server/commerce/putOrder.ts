import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { ok, refuse, type Refused, type Result } from '#platform/result.ts';
import { mayOn } from '#staff/contract.ts';
import type { Shop } from './contract.ts';
import { type SavedOrder, saveOrders } from './saveOrders.ts';
import { idsOfLines, idsOfOrders } from './saveStore.ts';
import { shopByCode } from './shopsStore.ts';
import type { OrderGiven } from './wire.ts';

/**
 * Puts one order of a shop, for systems (PUT, safe to repeat). Refuses: `shop-unknown`; `line-unknown` when a trade or
 * parcel names a line that neither this call nor the order has.
 */
export async function putOrder(command: Command, shopCode: string, orderNo: string, given: OrderGiven): Promise<Result<SavedOrder>> {
  const shop = await shopFor(command.tx, command.actor, shopCode);
  if (!shop.ok) return shop;
  const unknown = await unknownLine(command, shop.value, orderNo, given);
  if (unknown !== undefined) return refuse('line-unknown', { field: 'lineNo', data: { lineNo: unknown } });
  const [saved] = await saveOrders(command, shop.value, [{ orderNo, given }]);
  if (!saved) throw new Error('an order that was put did not come back');
  return ok(saved);
}

/** The shop of this code, if the actor may import into it; else `shop-unknown`. */
export async function shopFor(on: Reader, actor: Actor, code: string): Promise<{ ok: true; value: Shop } | Refused> {
  const shop = await shopByCode(on, code);
  return shop && mayOn(actor, 'order.import', { shopId: shop.id })
    ? ok(shop)
    : refuse('shop-unknown', { field: 'shop', data: { shop: code } });
}

async function unknownLine(command: Command, shop: Shop, orderNo: string, given: OrderGiven): Promise<string | undefined> {
  const named = [
    ...(given.trades ?? []).flatMap((trade) => trade.lines ?? []),
    ...(given.parcels ?? []).flatMap((parcel) => parcel.contents ?? []),
  ].map((each) => each.lineNo);
  const known = new Set(
    (given.lines ?? []).flatMap((line) => [line.lineNo, ...(line.components ?? []).map((_, at) => `${line.lineNo}/${at + 1}`)]),
  );
  if (named.every((lineNo) => known.has(lineNo))) return undefined;
  const orderId = (await idsOfOrders(command.tx, shop.id, [orderNo])).get(orderNo);
  if (orderId !== undefined) for (const line of (await idsOfLines(command.tx, [orderId])).values()) known.add(line.lineNo);
  // A bundle's lines that our goods' shares are about to make: <line>/1, <line>/2 …
  return named.find((lineNo) => !known.has(lineNo) && !known.has(lineNo.replace(/\/\d+$/, '')));
}
