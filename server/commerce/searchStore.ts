import type { Actor } from '#platform/actor.ts';
import { all, type Reader, sql, type Sql } from '#platform/db.ts';
import { scopeCondition } from '#staff/contract.ts';
import type { OrderState } from './contract.ts';
import type { Guess, GuessKind } from './recognise.ts';

/** An order that a search found, and by what. */
export interface OrderMatch {
  readonly orderId: string;
  readonly shopId: string;
  readonly orderNo: string;
  readonly state: OrderState;
  readonly placedAt: Date | null;
  readonly paidFen: number | null;
  /** Plain; masked by the presenter. */
  readonly receiver: string | null;
  readonly nick: string | null;
  readonly titles: readonly string[];
  /** The guess that found it. */
  readonly by: string;
  /** What that turned out to be. */
  readonly as: GuessKind;
}

/** Newest 50 orders of the actor's shops that one guess means; exact numbers first, else the beginning or the end of one. */
export async function ordersMatching(on: Reader, actor: Actor, guess: Guess): Promise<OrderMatch[]> {
  for (const ids of idQueries(guess)) {
    const found = await all(
      sql<OrderMatch>`select o.id as "orderId", o.shop_id as "shopId", o.order_no as "orderNo", o.state, o.placed_at as "placedAt", o.paid_fen as "paidFen", c.receiver, c.nick,
        coalesce((select array_agg(l.title order by l.position, l.line_no) from sub_orders l where l.order_id = o.id and l.part_of is null), '{}') as titles, ${guess.value} as by, hit.as
        from (select id, min(as_kind) as as from (${ids}) found (id, as_kind) group by id) hit join orders o on o.id = hit.id left join order_contacts c on c.order_id = o.id
        where ${scopeCondition(actor, 'order.read', { shop: 'o.shop_id' })}
        order by o.placed_at desc nulls last, o.id desc limit 50`,
      on,
    );
    if (found.length > 0) return found;
  }
  return [];
}

function idQueries(guess: Guess): Sql<unknown>[] {
  switch (guess.kind) {
    case 'phone':
      return [byPhone(guess.value)];
    case 'phoneTail':
      return [byPhoneTail(guess.value), byPieces(guess.value)];
    case 'nick':
      return byNick(guess.value);
    case 'case':
    case 'email':
    case 'paragraph':
      return [];
    default:
      // Order, sub-order, ERP trade, after-sale number, waybill: numbers overlap, so all of them are looked at.
      return guess.value.length >= 4 ? [byNumber(guess.value), byPieces(guess.value)] : [];
  }
}

function byNumber(value: string): Sql<unknown> {
  const either = [value, value.toLowerCase()];
  return sql`select id, 'order' from orders where order_no = any(${either})
    union select order_id, 'order' from sub_orders where line_no = any(${either})
    union select order_id, 'afterSale' from order_refunds where refund_no = any(${either})
    union select l.order_id, 'erpTrade' from erp_trades t join sub_order_trades st on st.trade_id = t.id join sub_orders l on l.id = st.line_id where t.trade_no = any(${either})
    union select op.order_id, 'waybill' from parcels p join order_parcels op on op.parcel_id = p.id where p.waybill = any(${either})`;
}

/** Beginnings and ends; an agent reads the last digits from a label. */
function byPieces(value: string): Sql<unknown> {
  const start = `${literal(value)}%`;
  const end = `${literal(Array.from(value).toReversed().join(''))}%`;
  return sql`(select id, 'order' from orders where order_no like ${start} limit 200)
    union (select id, 'order' from orders where reverse(order_no) like ${end} limit 200)
    union (select op.order_id, 'waybill' from parcels p join order_parcels op on op.parcel_id = p.id where p.waybill like ${start} limit 200)
    union (select op.order_id, 'waybill' from parcels p join order_parcels op on op.parcel_id = p.id where reverse(p.waybill) like ${end} limit 200)`;
}

function byPhone(value: string): Sql<unknown> {
  const [main = '', extension = null] = value.split('-');
  return sql`select order_id, 'phone' from order_contacts where phone = ${main} and (${extension}::text is null or extension = ${extension})
    union select order_id, 'phone' from order_contacts where phone_tail = ${main.slice(-4)} and phone_kind = 'masked' and left(phone, 3) = ${main.slice(0, 3)}`;
}

function byPhoneTail(value: string): Sql<unknown> {
  return sql`(select order_id, 'phoneTail' from order_contacts where phone_tail = ${value} limit 500)
    union (select order_id, 'phoneTail' from order_contacts where extension = ${value} limit 500)`;
}

function byNick(value: string): Sql<unknown>[] {
  const nick = value.toLowerCase();
  const exact = sql`select order_id, 'nick' from order_contacts where lower(nick) = ${nick} union select order_id, 'nick' from order_contacts where buyer_id = ${value}`;
  if (nick.includes('*'))
    return [
      exact,
      sql`(select order_id, 'nick' from order_contacts where lower(nick) like ${nick.split(/\*+/).map(literal).join('%')} limit 200)`,
    ];
  // One character holds no pair: it is sought as a beginning. Two and more are found anywhere.
  const part =
    Array.from(nick).length < 2
      ? sql`lower(nick) like ${`${literal(nick)}%`}`
      : sql`pieces_of_two(lower(nick)) @> pieces_of_two(${nick}) and lower(nick) like ${`%${literal(nick)}%`}`;
  return [exact, sql`(select order_id, 'nick' from order_contacts where ${part} limit 200)`];
}

function literal(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}
