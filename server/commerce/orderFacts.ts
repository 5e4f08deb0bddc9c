import { all, one, type Reader, sql } from '#platform/db.ts';
import type { ContactFacts, LineFacts, OrderFacts, OrderRef, PartFacts, RefundFacts } from './contract.ts';
import { parcelsOfOrders } from './parcelStore.ts';

/**
 * Orders that a number means: order number first, else sub-order, ERP trade or after-sale number. Without a shop all
 * shops are searched, since numbers of two platforms may collide (OR-2).
 */
export async function ordersByNumber(on: Reader, shopId: string | null, number: string): Promise<OrderRef[]> {
  const shop = sql`(${shopId}::uuid is null or o.shop_id = ${shopId}::uuid)`;
  const direct = await all(
    sql<OrderRef>`select o.id, o.shop_id as "shopId", o.order_no as "orderNo" from orders o where o.order_no = ${number} and ${shop} limit 20`,
    on,
  );
  if (direct.length > 0) return direct;
  return all(
    sql<OrderRef>`select distinct o.id, o.shop_id as "shopId", o.order_no as "orderNo" from orders o where ${shop} and o.id in (
        select order_id from sub_orders where line_no = ${number}
        union select l.order_id from erp_trades t join sub_order_trades st on st.trade_id = t.id join sub_orders l on l.id = st.line_id where t.trade_no = ${number}
        union select order_id from order_refunds where refund_no = ${number}) limit 20`,
    on,
  );
}

/** The one order that a number means; undefined when there is none, or when several shops have one (then ask for the shop). */
export async function orderByNumber(on: Reader, shopId: string | null, number: string): Promise<OrderRef | undefined> {
  const found = await ordersByNumber(on, shopId, number);
  return found.length === 1 ? found[0] : undefined;
}

interface OrderRow extends Omit<OrderFacts, 'refunds' | 'lines' | 'trades' | 'parcels'> {
  readonly id: string;
}

/** Everything about an order that a case decides on, without personal data; undefined when there is none. */
export async function orderForCase(on: Reader, orderId: string): Promise<OrderFacts | undefined> {
  const row = one(
    sql<OrderRow>`select id, shop_id as "shopId", order_no as "orderNo", platform, state, payment, placed_at as "placedAt", paid_at as "paidAt", shipped_at as "shippedAt",
      signed_at as "signedAt", completed_at as "completedAt", goods_fen as "goodsFen", freight_fen as "freightFen", discount_fen as "discountFen", paid_fen as "paidFen", flag,
      freight_insured as "freightInsured", insured_fen as "insuredFen", platform_guarantee as "platformGuarantee" from orders where id = ${orderId}`,
    on,
  );
  const [order, refunds, lines, trades, parcels] = await Promise.all([
    row,
    refundsOf(on, orderId),
    linesOf(on, orderId),
    tradesOf(on, orderId),
    parcelsOfOrders(on, [orderId]),
  ]);
  return order && { ...order, refunds, lines, trades, parcels };
}

function refundsOf(on: Reader, orderId: string): Promise<RefundFacts[]> {
  return all(
    sql<RefundFacts>`select refund_no as "refundNo", fen, state, at from order_refunds where order_id = ${orderId} order by at nulls last, refund_no`,
    on,
  );
}

async function linesOf(on: Reader, orderId: string): Promise<LineFacts[]> {
  const lines = await all(
    sql<
      Omit<LineFacts, 'parts'>
    >`select l.id, l.order_id as "orderId", l.line_no as "lineNo", l.kind, l.part_of as "partOf", l.goods_id as "goodsId", l.goods_code as "goodsCode",
      l.title, l.variant, l.quantity, l.price_fen as "priceFen", l.paid_fen as "paidFen", l.stated_fen as "statedFen", l.ship_by as "shipBy"
      from sub_orders l left join sub_orders b on b.id = l.part_of where l.order_id = ${orderId}
      order by coalesce(b.position, l.position), coalesce(b.line_no, l.line_no), l.part_of nulls first, l.position, l.line_no`,
    on,
  );
  const parts = await partsOfLines(
    on,
    lines.map((line) => line.id),
  );
  return lines.map((line) => ({ ...line, parts: parts.filter((part) => part.lineId === line.id) }));
}

/** The parts of one line's goods as sold; of today (`asSold: false`) when the order came before its goods (OR-6). */
export function partsOfLine(on: Reader, lineId: string): Promise<PartFacts[]> {
  return partsOfLines(on, [lineId]);
}

async function partsOfLines(on: Reader, lineIds: readonly string[]): Promise<PartFacts[]> {
  if (lineIds.length === 0) return [];
  return all(
    sql<PartFacts>`select p.line_id as "lineId", p.code, p.name, p.name_en as "nameEn", p.model, p.erp_code as "erpCode", p.quantity, p.cost_fen as "costFen", p.value_fen as "valueFen",
        p.resent_from as "resentFromId", p.resent_by as "resentBy", g.stock, g.stock_until as "stockUntil", p.picture, true as "asSold", p.position
        from order_line_parts p left join goods_parts g on g.id = p.part_id where p.line_id = any(${[...lineIds]}::uuid[])
      union all
      select l.id, g.code, g.name, g.name_en, g.model, g.erp_code, g.quantity, g.cost_fen, g.value_fen, g.resent_from, g.resent_by, g.stock, g.stock_until, g.picture, false, g.position
        from sub_orders l join goods s on s.shop_id = l.shop_id and s.code = l.goods_code join goods_parts g on g.goods_id = s.id and g.active
        where l.id = any(${[...lineIds]}::uuid[]) and l.goods_id is null
      order by "lineId", position, code`,
    on,
  );
}

async function tradesOf(on: Reader, orderId: string): Promise<OrderFacts['trades'][number][]> {
  return all(
    sql<OrderFacts['trades'][number]>`select t.id, t.trade_no as "tradeNo", t.state,
        jsonb_agg(jsonb_build_object('lineId', st.line_id, 'quantity', st.quantity) order by l.position, l.line_no) as lines
      from sub_orders l join sub_order_trades st on st.line_id = l.id join erp_trades t on t.id = st.trade_id
      where l.order_id = ${orderId} group by t.id order by t.trade_no`,
    on,
  );
}

/**
 * Other orders of the same buyer (by buyer id, else nick, on the same platform, else the same unmasked phone), newest
 * first, at most 50 (OR-3, IN-7).
 */
export function ordersOfBuyer(on: Reader, orderId: string): Promise<OrderRef[]> {
  return all(
    sql<OrderRef>`with me as (select c.*, o.platform from order_contacts c join orders o on o.id = c.order_id where c.order_id = ${orderId}),
      same as (
        select c.order_id from me join order_contacts c on c.buyer_id = me.buyer_id
        union select c.order_id from me join order_contacts c on lower(c.nick) = lower(me.nick) and (c.buyer_id is null or me.buyer_id is null))
      select o.id, o.shop_id as "shopId", o.order_no as "orderNo" from orders o, me where o.id <> ${orderId} and (
        (o.platform = me.platform and o.id in (select order_id from same))
        or o.id in (select c.order_id from order_contacts c where me.phone_kind = 'real' and c.phone_kind = 'real' and c.phone = me.phone))
      order by o.placed_at desc nulls last, o.id desc limit 50`,
    on,
  );
}

/** An order's personal data in plain; undefined when there is no order. The caller masks it or logs why it was read (OR-5). */
export function contactOfOrder(on: Reader, orderId: string): Promise<ContactFacts | undefined> {
  return one(
    sql<ContactFacts>`select c.receiver, c.phone, c.phone_kind as "phoneKind", c.extension, c.phone_expires_at as "phoneExpiresAt", c.address, c.buyer_id as "buyerId", c.nick,
      c.seller_note as "sellerNote", c.buyer_message as "buyerMessage" from orders o left join order_contacts c on c.order_id = o.id where o.id = ${orderId}`,
    on,
  );
}
