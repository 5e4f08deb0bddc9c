import { day, hour } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import type { PastCase } from './pastCases.ts';
import type { Stream } from './pastStreams.ts';
import { found, iso, type Put, type Told } from './pastWorld.ts';

/** Its order number, in the form of its shop, on the day of its shipping, out of the way of all other numbers of the sample. */
export function numberOf(stream: Stream, given: PastCase): string {
  const [, year = '', month = '', date = ''] = /^\d\d(\d\d)-(\d\d)-(\d\d)/.exec(iso(given.shippedAt)) ?? [];
  const n = String(given.n).padStart(6, '0');
  if (stream.shop === 'qimu-outlet') return `${year}${month}${date}-500000000${n}`;
  if (stream.shop === 'xianhe') return `XH${year}${month}${date}${n}`;
  const start = stream.shop === 'hexiaochu' ? '69' : '26';
  return `${start}${year}${month}${date}50000${n}`;
}

/** The order as it was sold, and its parcel. */
export function putOrder(told: Told, put: Put): void {
  const { given, ids, goods, orderNo, world } = told;
  const { stream } = given;
  const placed = given.shippedAt - 8 * hour;
  const shop_id = ids.shop;
  const signed_at = given.signedAt === null ? null : iso(given.signedAt);
  put('orders', {
    id: ids.order,
    shop_id,
    order_no: orderNo,
    platform: found(world.shops.get(stream.shop), stream.shop).platform,
    state: 'completed',
    placed_at: iso(placed),
    paid_at: iso(placed),
    shipped_at: iso(given.shippedAt),
    signed_at,
    completed_at: iso(given.shippedAt + 12 * day),
    goods_fen: goods.priceFen,
    freight_fen: 0,
    discount_fen: 0,
    paid_fen: goods.priceFen,
    arrived_at: iso(placed),
    changed_at: iso(placed),
  });
  // A platform shows nobody's name or phone of an order that is that old.
  put('order_contacts', { order_id: ids.order, shop_id, address: `${given.place}****`, buyer_id: `${stream.shop}-past-${given.buyer}` });
  put('sub_orders', {
    id: ids.orderLine,
    order_id: ids.order,
    shop_id,
    line_no: `${orderNo}1`,
    kind: 'goods',
    goods_id: goods.id,
    goods_code: goods.code,
    goods_version: 1,
    title: goods.title,
    quantity: 1,
    price_fen: goods.priceFen,
    paid_fen: goods.priceFen,
  });
  const carrier = stream.carrier === null ? undefined : world.carriers.get(stream.carrier);
  if (!carrier) return;
  const parcel = newId(given.shippedAt);
  put('parcels', {
    id: parcel,
    shop_id,
    waybill: `${stream.carrier?.slice(0, 2).toUpperCase()}25${String(given.n).padStart(10, '0')}`,
    carrier_id: carrier.id,
    warehouse_id: found(world.warehouses.get(stream.warehouse), stream.warehouse),
    state: 'signed',
    shipped_at: iso(given.shippedAt),
    signed_at,
    scan_at: signed_at,
    scan_text: '已签收',
    scan_place: given.place,
  });
  put('order_parcels', { order_id: ids.order, parcel_id: parcel, shop_id });
}
