import { all, one, type Reader, type Sql, sql } from '#platform/db.ts';
import type { ContactFacts, LineFacts, OrderFacts, OrderRef, ParcelFacts, PartFacts, RefundFacts } from './contract.ts';
import { parcelRows } from './parcelStore.ts';

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
  return direct.length > 0 ? direct : byOtherNumber(on, shopId, number);
}

function byOtherNumber(on: Reader, shopId: string | null, number: string): Promise<OrderRef[]> {
  const shop = sql`(${shopId}::uuid is null or o.shop_id = ${shopId}::uuid)`;
  return all(
    sql<OrderRef>`select distinct o.id, o.shop_id as "shopId", o.order_no as "orderNo" from orders o where ${shop} and o.id in (
        select order_id from sub_orders where line_no = ${number}
        union select l.order_id from erp_trades t join sub_order_trades st on st.trade_id = t.id join sub_orders l on l.id = st.line_id where t.trade_no = ${number}
        union select order_id from order_refunds where refund_no = ${number}
        union select op.order_id from parcels p join order_parcels op on op.parcel_id = p.id where p.waybill = ${number}
          and not exists (select from order_parcels x where x.parcel_id = p.id and x.order_id <> op.order_id)) limit 20`,
    on,
  );
}

/** The one order that a number means; undefined when there is none, or when several shops have one (then ask for the shop). */
export async function orderByNumber(on: Reader, shopId: string | null, number: string): Promise<OrderRef | undefined> {
  const found = await ordersByNumber(on, shopId, number);
  return found.length === 1 ? found[0] : undefined;
}

/** Everything about an order that a case decides on, without personal data, in one statement; undefined when there is none. */
export async function orderForCase(on: Reader, orderId: string): Promise<OrderFacts | undefined> {
  const row = await one(sql<OrderRow>`select ${factColumns} from orders o where o.id = ${orderId}`, on);
  return row && factsOf(row);
}

/** An order as a report on it needs it: its lines and its contact. Personal data: never log it nor put it in an event. */
export interface OrderToReport extends OrderRef {
  readonly lines: readonly LineFacts[];
  readonly contact: ContactFacts | null;
}

/** The orders that a number means, as `ordersByNumber` finds them, each with what a report on it asks. */
export async function ordersToReport(on: Reader, shopId: string | null, number: string): Promise<OrderToReport[]> {
  const rows = (which: Sql) =>
    all(
      sql<ToReport>`select o.id, o.shop_id as "shopId", o.order_no as "orderNo", ${linesColumn}, ${contactColumn} from orders o where ${which} limit 20`,
      on,
    );
  const direct = await rows(shopId === null ? sql`o.order_no = ${number}` : sql`o.order_no = ${number} and o.shop_id = ${shopId}::uuid`);
  if (direct.length > 0) return direct.map(toReport);
  const others = await byOtherNumber(on, shopId, number);
  return others.length === 0 ? [] : (await rows(sql`o.id = any(${others.map((each) => each.id)}::uuid[])`)).map(toReport);
}

/** What belongs to an order comes as json in its row, with instants as text. */
type InJson<T> = { readonly [K in keyof T]: T[K] extends Date | null ? string | null : T[K] };
interface OrderRow extends Omit<OrderFacts, 'refunds' | 'lines' | 'parcels'> {
  readonly refunds: readonly InJson<RefundFacts>[];
  readonly lines: readonly InJson<LineFacts>[];
  readonly parcels: readonly InJson<ParcelFacts>[];
}
interface ToReport extends OrderRef {
  readonly lines: readonly InJson<LineFacts>[];
  readonly contact: InJson<ContactFacts> | null;
}

const linesColumn = sql`(select coalesce(json_agg(l), '[]') from (
    select x.id, x.order_id as "orderId", x.line_no as "lineNo", x.kind, x.part_of as "partOf", x.goods_id as "goodsId", x.goods_code as "goodsCode",
      x.title, (select nullif(g.title_en, '') from goods g where g.id = x.goods_id) as "titleEn", x.variant, x.quantity, x.price_fen as "priceFen", x.paid_fen as "paidFen", x.stated_fen as "statedFen", x.ship_by as "shipBy",
      (select coalesce(json_agg(y), '[]') from (${partRows(sql`p.line_id = x.id`, sql`l.id = x.id`)}) y) as parts
    from sub_orders x left join sub_orders b on b.id = x.part_of where x.order_id = o.id
    order by coalesce(b.position, x.position), coalesce(b.line_no, x.line_no), x.part_of nulls first, x.position, x.line_no) l) as lines`;

const factColumns = sql`o.id, o.shop_id as "shopId", o.order_no as "orderNo", o.platform, o.state, o.payment, o.placed_at as "placedAt", o.paid_at as "paidAt",
  o.shipped_at as "shippedAt", o.signed_at as "signedAt", o.completed_at as "completedAt", o.goods_fen as "goodsFen", o.freight_fen as "freightFen",
  o.discount_fen as "discountFen", o.paid_fen as "paidFen", o.flag, o.freight_insured as "freightInsured", o.insured_fen as "insuredFen",
  o.platform_guarantee as "platformGuarantee", o.live_session as "liveSession",
  (select coalesce(json_agg(r), '[]') from (
    select refund_no as "refundNo", fen, state, at from order_refunds where order_id = o.id order by at nulls last, refund_no) r) as refunds,
  ${linesColumn},
  (select coalesce(json_agg(t), '[]') from (
    select t.id, t.trade_no as "tradeNo", t.state, json_agg(json_build_object('lineId', st.line_id, 'quantity', st.quantity) order by l.position, l.line_no) as lines
    from sub_orders l join sub_order_trades st on st.line_id = l.id join erp_trades t on t.id = st.trade_id
    where l.order_id = o.id group by t.id order by t.trade_no) t) as trades,
  (select coalesce(json_agg(p), '[]') from (${parcelRows(sql`order_id = o.id`)}) p) as parcels`;

const contactFields = sql`c.receiver, c.phone, c.phone_kind as "phoneKind", c.extension, c.phone_expires_at as "phoneExpiresAt", c.address, c.buyer_id as "buyerId", c.nick,
  c.seller_note as "sellerNote", c.buyer_message as "buyerMessage"`;
const contactColumn = sql`(select row_to_json(k) from (select ${contactFields} from order_contacts c where c.order_id = o.id) k) as contact`;

function factsOf({ refunds, lines, parcels, ...order }: OrderRow): OrderFacts {
  return {
    ...order,
    refunds: refunds.map((each) => ({ ...each, at: instantOf(each.at) })),
    lines: lines.map(lineOf),
    parcels: parcels.map((each) => ({
      ...each,
      shippedAt: instantOf(each.shippedAt),
      signedAt: instantOf(each.signedAt),
      scanAt: instantOf(each.scanAt),
    })),
  };
}

function toReport({ lines, contact, ...order }: ToReport): OrderToReport {
  return { ...order, lines: lines.map(lineOf), contact: contact && { ...contact, phoneExpiresAt: instantOf(contact.phoneExpiresAt) } };
}

function lineOf(line: InJson<LineFacts>): LineFacts {
  return { ...line, shipBy: instantOf(line.shipBy) };
}

function instantOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** The parts of one line's goods as sold; of today (`asSold: false`) when the order came before its goods (OR-6). */
export function partsOfLine(on: Reader, lineId: string): Promise<PartFacts[]> {
  return partsOfLines(on, [lineId]);
}

async function partsOfLines(on: Reader, lineIds: readonly string[]): Promise<PartFacts[]> {
  return all(partRows(sql`p.line_id = any(${[...lineIds]}::uuid[])`, sql`l.id = any(${[...lineIds]}::uuid[])`), on);
}

/** Parts of lines: as sold by a condition on order_line_parts p, else of today by one on sub_orders l. */
function partRows(sold: Sql, today: Sql): Sql<PartFacts> {
  return sql<PartFacts>`select p.line_id as "lineId", p.code, p.name, p.name_en as "nameEn", p.model, p.erp_code as "erpCode", p.quantity, p.cost_fen as "costFen", p.value_fen as "valueFen",
        p.resent_from as "resentFromId", p.resent_by as "resentBy", g.stock, g.stock_until as "stockUntil", p.picture, true as "asSold", p.position
        from order_line_parts p left join goods_parts g on g.id = p.part_id where ${sold}
      union all
      select l.id, g.code, g.name, g.name_en, g.model, g.erp_code, g.quantity, g.cost_fen, g.value_fen, g.resent_from, g.resent_by, g.stock, g.stock_until, g.picture, false, g.position
        from sub_orders l join goods s on s.shop_id = l.shop_id and s.code = l.goods_code join goods_parts g on g.goods_id = s.id and g.active
        where ${today} and l.goods_id is null
      order by "lineId", position, code`;
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
    sql<ContactFacts>`select ${contactFields} from orders o left join order_contacts c on c.order_id = o.id where o.id = ${orderId}`,
    on,
  );
}
