import { all, type Reader, sql } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { ordersByNumber } from './orderFacts.ts';

/** By what somebody proved to be the buyer of an order (TA-5). */
export interface Proven {
  readonly orderId: string;
  readonly shopId: string;
  readonly orderNo: string;
  readonly by: 'phone' | 'virtual-phone' | 'waybill';
}

/**
 * Proves on the portal that somebody has to do with an order: its number and the last four of the phone, of the virtual
 * number (main number or extension, expired or not: it stands on the label) or of a waybill (TA-5). A waybill may stand for the
 * order's number; then its own last four prove nothing, for it stands on the label for everybody to read. Whether the order or
 * the tail was wrong isn't told: refusal `identity-not-proved` (the portal has its words). Limiting the tries is the caller's part.
 */
export async function verifyIdentity(
  on: Reader,
  asked: { orderNo: string; tail: string; shopId?: string | null },
): Promise<Result<Proven>> {
  const tail = asked.tail
    .normalize('NFKC')
    .replace(/[^0-9A-Za-z]/g, '')
    .toUpperCase();
  const number = asked.orderNo.normalize('NFKC').replace(/\s/g, '');
  if (tail.length !== 4 || number === '') return refuse('identity-not-proved');
  const orders = await ordersByNumber(on, asked.shopId ?? null, number);
  for (const order of orders) {
    const by = await tailFits(on, order.id, tail, number);
    if (by) return ok({ orderId: order.id, shopId: order.shopId, orderNo: order.orderNo, by });
  }
  return refuse('identity-not-proved');
}

async function tailFits(on: Reader, orderId: string, tail: string, number: string): Promise<Proven['by'] | undefined> {
  const rows = await all(
    sql<{ by: Proven['by'] }>`select case when phone_kind = 'virtual' then 'virtual-phone' else 'phone' end as by from order_contacts
        where order_id = ${orderId} and erased_at is null and (phone_tail = ${tail} or right(extension, 4) = ${tail})
      union all
      select 'waybill' from order_parcels op join parcels p on p.id = op.parcel_id where op.order_id = ${orderId} and upper(right(p.waybill, 4)) = ${tail} and upper(p.waybill) <> upper(${number})
      limit 1`,
    on,
  );
  return rows[0]?.by;
}
