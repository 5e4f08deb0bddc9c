import { contactOfOrder, orderByNumber, ordersOfBuyer } from '#commerce/contract.ts';
import type { Actor } from '#platform/actor.ts';
import { all, type Reader, sql } from '#platform/db.ts';
import { scopeCondition } from '#staff/contract.ts';
import { tidyNumber } from './findOrder.ts';
import type { EarlierCase } from './wire.ts';

/** By what earlier cases are looked for (IN-7). */
export interface EarlierAsked {
  readonly orderId?: string | undefined;
  readonly orderNo?: string | undefined;
  readonly shopId?: string | undefined;
  readonly customerId?: string | undefined;
  /** Leaves this case out, and takes order and person from it. */
  readonly caseId?: string | undefined;
  readonly problem?: string | undefined;
}

/**
 * Earlier cases of the same order, buyer and address, newest first, at most 30 (IN-7): facts, never a label (IN-6). Only
 * what the actor may see.
 */
export async function earlierCases(on: Reader, actor: Actor, asked: EarlierAsked): Promise<EarlierCase[]> {
  const from = await startingPoint(on, asked);
  const buyerOrders = from.orderId ? (await ordersOfBuyer(on, from.orderId)).map((order) => order.id) : [];
  const contact = from.orderId ? await contactOfOrder(on, from.orderId) : undefined;
  // A masked address is the same for a whole district.
  const address = contact?.address && !contact.address.includes('*') ? contact.address : null;
  const rows = await all(
    sql<Row>`with found as (
        select id, 'order' as same from cases where order_id = ${from.orderId}
        union select id, 'order' from cases where order_no = ${from.orderNo} and shop_id = ${from.shopId}
        union select id, 'buyer' from cases where customer_id = ${from.customerId}
        union select id, 'buyer' from cases where order_id = any(${buyerOrders}::uuid[])
        union select c.id, 'address' from order_contacts a join cases c on c.order_id = a.order_id where a.address = ${address} and c.order_id is distinct from ${from.orderId}::uuid)
      select c.id as "caseId", c.number, c.version, c.problem, c.summary, c.stage, c.outcome, c.received_at as "receivedAt", c.closed_at as "closedAt", c.hurried,
        array_agg(distinct f.same) as same
      from found f join cases c on c.id = f.id
      where c.id is distinct from ${asked.caseId ?? null}::uuid and ${scopeCondition(actor, 'case.read', { shop: 'c.shop_id', team: 'c.team_id', owner: 'c.owner_id' })}
      group by c.id order by c.seq desc limit 30`,
    on,
  );
  return rows.map((row) => ({
    ...row,
    receivedAt: row.receivedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    same: [...row.same, ...(row.problem === (asked.problem ?? from.problem) ? (['problem'] as const) : [])],
  }));
}

type Row = Omit<EarlierCase, 'receivedAt' | 'closedAt'> & { readonly receivedAt: Date; readonly closedAt: Date | null };

interface Start {
  readonly orderId: string | null;
  readonly orderNo: string | null;
  readonly shopId: string | null;
  readonly customerId: string | null;
  readonly problem: string | null;
}

async function startingPoint(on: Reader, asked: EarlierAsked): Promise<Start> {
  const [theCase] = asked.caseId
    ? await all(
        sql<Start>`select order_id as "orderId", order_no as "orderNo", shop_id as "shopId", customer_id as "customerId", problem from cases where id = ${asked.caseId}`,
        on,
      )
    : [];
  const number = asked.orderNo === undefined ? null : tidyNumber(asked.orderNo);
  const order = number ? await orderByNumber(on, asked.shopId ?? null, number) : undefined;
  return {
    orderId: asked.orderId ?? order?.id ?? theCase?.orderId ?? null,
    orderNo: order?.orderNo ?? number ?? theCase?.orderNo ?? null,
    shopId: asked.shopId ?? order?.shopId ?? theCase?.shopId ?? null,
    customerId: asked.customerId ?? theCase?.customerId ?? null,
    problem: asked.problem ?? theCase?.problem ?? null,
  };
}
