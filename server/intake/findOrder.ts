import { looksLikeOrderOf, ordersToReport, type OrderToReport, type Shop, shopById } from '#commerce/contract.ts';
import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { mayOn } from '#staff/contract.ts';

/** Which shop and order a report is about. `pending`: the number has the shop's form but the order isn't here yet (VE-8). */
export interface Place {
  readonly shop: Shop;
  readonly order: OrderToReport | undefined;
  readonly orderNo: string | null;
  readonly pending: boolean;
}

/**
 * Finds the order by (shop, number), also by sub-order, ERP trade or after-sale number (OR-2). A number that nobody knows
 * is kept: it is pending when it fits the shop's form, else for the order check to refuse (VE-2, VE-8).
 * Refusals: `which-shop` (data.shops), `shop-needed`, `not-allowed` for another's shop.
 */
export async function findOrder(
  command: Command,
  given: { shopId?: string | undefined; orderNo?: string | undefined },
): Promise<Result<Place>> {
  const number = tidyNumber(given.orderNo ?? '');
  const found = number === '' ? [] : await ordersToReport(command.tx, given.shopId ?? null, number);
  const seen = found.filter((each) => reaches(command.actor, each.shopId));
  const [only, second] = seen;
  if (only && second)
    return refuse('which-shop', {
      field: 'shopId',
      data: {
        shops: await shopNames(
          command,
          seen.map((each) => each.shopId),
        ),
      },
    });
  if (only) return placed(command, only.shopId, only.orderNo, only);
  const fitting =
    number === ''
      ? []
      : (await looksLikeOrderOf(command.tx, number, given.shopId ?? null)).filter((shop) => reaches(command.actor, shop.id));
  if (given.shopId) return placed(command, given.shopId, number || null, undefined, fitting.length > 0);
  if (fitting[0] && fitting.length === 1) return placed(command, fitting[0].id, number, undefined, true);
  if (fitting.length > 1)
    return refuse('which-shop', {
      field: 'shopId',
      data: { shops: fitting.map((shop) => ({ id: shop.id, zh: shop.name, en: shop.nameEn })) },
    });
  return refuse('shop-needed', { field: 'shopId' });
}

/** A number as it is compared: full-width digits plain, no blanks. */
export function tidyNumber(orderNo: string): string {
  return orderNo.normalize('NFKC').replace(/\s/g, '');
}

async function placed(
  command: Command,
  shopId: string,
  orderNo: string | null,
  order: OrderToReport | undefined,
  pending = false,
): Promise<Result<Place>> {
  const shop = reaches(command.actor, shopId) ? await shopById(command.tx, shopId) : undefined;
  return shop?.active ? ok({ shop, order, orderNo, pending }) : refuse('not-allowed', { field: 'shopId' });
}

/** Staff and keys register for their shops; a customer's shop was proven by the portal before. */
function reaches(actor: Actor, shopId: string): boolean {
  return actor.kind === 'customer' || mayOn(actor, 'case.register', { shopId });
}

async function shopNames(command: Command, ids: readonly string[]): Promise<{ id: string; zh: string; en: string }[]> {
  const shops = await Promise.all([...new Set(ids)].map((shopId) => shopById(command.tx, shopId)));
  return shops.flatMap((shop) => (shop ? [{ id: shop.id, zh: shop.name, en: shop.nameEn }] : []));
}
