import { all, type Reader, type Sql, sql } from '#platform/db.ts';
import type { ParcelFacts } from './contract.ts';

/**
 * Every parcel that holds something of these orders, with contents (OR-3). A parcel of which nobody said what is in it
 * holds its order's lines, marked `assumed`, when it is the order's only one; components count instead of their bundle.
 */
export function parcelsOfOrders(on: Reader, orderIds: readonly string[]): Promise<ParcelFacts[]> {
  if (orderIds.length === 0) return Promise.resolve([]);
  // One order by itself keeps its plan; an array of unknown length is planned anew each time, which costs more than the answer.
  return all(parcelRows(orderIds.length === 1 ? sql`order_id = ${orderIds[0]}::uuid` : sql`order_id = any(${[...orderIds]}::uuid[])`), on);
}

/** The rows of parcels that hold something of the orders that a condition on order_parcels names. */
export function parcelRows(which: Sql): Sql<ParcelFacts> {
  return sql<ParcelFacts>`with wanted as (select distinct parcel_id from order_parcels where ${which})
      select p.id, p.shop_id as "shopId", p.waybill, p.carrier_id as "carrierId", p.carrier_name as "carrierName", p.warehouse_id as "warehouseId", p.state,
        p.weight_g as "weightG", p.weight_expected_g as "weightExpectedG", p.shipped_at as "shippedAt", p.signed_at as "signedAt",
        p.scan_at as "scanAt", p.scan_text as "scanText", p.scan_place as "scanPlace", p.trip,
        (select array_agg(op.order_id order by op.order_id) from order_parcels op where op.parcel_id = p.id) as "orderIds",
        coalesce((select array_agg(t.trade_no order by t.trade_no) from trade_parcels tp join erp_trades t on t.id = tp.trade_id where tp.parcel_id = p.id), '{}') as "tradeNos",
        coalesce(
          (select jsonb_agg(jsonb_build_object('lineId', l.id, 'orderId', l.order_id, 'title', l.title, 'variant', l.variant, 'quantity', c.quantity, 'assumed', false) order by l.position, l.line_no)
            from parcel_contents c join sub_orders l on l.id = c.line_id where c.parcel_id = p.id),
          (select jsonb_agg(jsonb_build_object('lineId', l.id, 'orderId', l.order_id, 'title', l.title, 'variant', l.variant, 'quantity', l.quantity, 'assumed', true) order by l.position, l.line_no)
            from order_parcels op join sub_orders l on l.order_id = op.order_id
            where op.parcel_id = p.id and l.kind <> 'service'
              and not exists (select 1 from sub_orders part where part.part_of = l.id)
              and not exists (select 1 from order_parcels other where other.order_id = op.order_id and other.parcel_id <> p.id)),
          '[]') as contents
      from wanted w join parcels p on p.id = w.parcel_id
      order by p.shipped_at nulls last, p.waybill`;
}

/** Of these orders, those that are still open: not over, or with a parcel that isn't signed for. */
export async function openOrders(on: Reader, orderIds: readonly string[]): Promise<string[]> {
  if (orderIds.length === 0) return [];
  const rows = await all(
    sql<{ id: string }>`select o.id from orders o where o.id = any(${[...orderIds]}::uuid[]) and o.state <> 'cancelled'
      and (o.state not in ('signed', 'completed')
        or exists (select 1 from order_parcels op join parcels p on p.id = op.parcel_id where op.order_id = o.id and p.state not in ('signed', 'returned')))`,
    on,
  );
  return rows.map((row) => row.id);
}
