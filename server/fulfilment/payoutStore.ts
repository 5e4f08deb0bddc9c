import { casesOf } from '#customers/contract.ts';
import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, one, type Reader, type Sql, sql } from '#platform/db.ts';
import { countCap } from '#platform/list.ts';
import { scopeCondition } from '#staff/contract.ts';
import type { PayeeWay, PayoutFailure, PayoutState } from './payoutStates.ts';

/** One payment to an account; `payee` is sealed. Fen. */
export interface PayoutRow {
  readonly taskId: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly shopId: string;
  readonly key: string;
  readonly state: PayoutState;
  readonly amountFen: number;
  readonly way: PayeeWay | null;
  readonly payee: string | null;
  readonly nameMask: string;
  readonly accountMask: string;
  readonly payeeBy: 'customer' | 'staff' | null;
  readonly payeeAt: Date | null;
  readonly failure: PayoutFailure | null;
  readonly failureNote: string | null;
  readonly theirNo: string | null;
  readonly openedAt: Date;
  readonly changedAt: Date;
  readonly paidAt: Date | null;
  /** How often the bank gave it back after it was paid. */
  readonly bounces: number;
}

const columns = sql`p.task_id as "taskId", p.case_id as "caseId", c.number as "caseNumber", p.shop_id as "shopId", t.key, p.state, p.amount_fen as "amountFen", p.way, p.payee,
  p.name_mask as "nameMask", p.account_mask as "accountMask", p.payee_by as "payeeBy", p.payee_at as "payeeAt", p.failure, p.failure_note as "failureNote", p.their_no as "theirNo",
  p.opened_at as "openedAt", p.changed_at as "changedAt", p.paid_at as "paidAt", p.bounces`;
const source = sql`payouts p join cases c on c.id = p.case_id join fulfilment_tasks t on t.id = p.task_id`;

/** Opens the payment of a task; a repeat changes nothing. */
export async function insertPayout(command: Command, of: { taskId: string; caseId: string; shopId: string; fen: number }): Promise<void> {
  await sql`insert into payouts (task_id, case_id, shop_id, state, amount_fen, opened_at, changed_at)
    values (${of.taskId}, ${of.caseId}, ${of.shopId}, 'waiting-payee', ${of.fen}, ${command.now}, ${command.now}) on conflict (task_id) do nothing`.execute(
    command.tx,
  );
}

export async function savePayout(command: Command, row: PayoutRow): Promise<void> {
  await sql`update payouts set state = ${row.state}, way = ${row.way}, payee = ${row.payee}, name_mask = ${row.nameMask}, account_mask = ${row.accountMask},
      payee_by = ${row.payeeBy}, payee_at = ${row.payeeAt}, failure = ${row.failure}, failure_note = ${row.failureNote}, their_no = ${row.theirNo},
      changed_at = ${command.now}, paid_at = ${row.paidAt}, bounces = ${row.bounces}
    where task_id = ${row.taskId}`.execute(command.tx);
}

export function payoutById(on: Reader, taskId: string): Promise<PayoutRow | undefined> {
  return one(sql<PayoutRow>`select ${columns} from ${source} where p.task_id = ${taskId}`, on);
}

/** Held until the command ends, in one order, so that two never wait for each other: cases first, then payouts, then batches. */
export function lockPayouts({ tx }: Command, taskIds: readonly string[]): Promise<PayoutRow[]> {
  return all(
    sql<PayoutRow>`select ${columns} from ${source} where p.task_id = any(${[...taskIds]}::uuid[]) order by p.task_id for update of p`,
    tx,
  );
}

export function payoutsOfCase(on: Reader, caseId: string): Promise<PayoutRow[]> {
  return all(sql<PayoutRow>`select ${columns} from ${source} where p.case_id = ${caseId} order by p.opened_at, p.task_id`, on);
}

export interface PayoutsWanted {
  readonly state?: PayoutState | undefined;
  readonly shopId?: string | undefined;
  readonly caseId?: string | undefined;
}

function matching(actor: Actor, wanted: PayoutsWanted): Sql {
  return sql`${scopeCondition(actor, 'ledger.read', { shop: 'p.shop_id' })}
    and (${wanted.state ?? null}::text is null or p.state = ${wanted.state ?? null})
    and (${wanted.shopId ?? null}::uuid is null or p.shop_id = ${wanted.shopId ?? null}::uuid)
    and (${wanted.caseId ?? null}::uuid is null or p.case_id = ${wanted.caseId ?? null}::uuid)`;
}

export function payoutPage(
  on: Reader,
  actor: Actor,
  wanted: PayoutsWanted,
  after: { at: string; id: string } | null,
  limit: number,
): Promise<PayoutRow[]> {
  return all(
    sql<PayoutRow>`select ${columns} from ${source} where ${matching(actor, wanted)}
      and ${after === null ? sql`true` : sql`(p.opened_at, p.task_id) > (${after.at}::timestamptz, ${after.id}::uuid)`}
      order by p.opened_at, p.task_id limit ${limit}`,
    on,
  );
}

export async function payoutCount(on: Reader, actor: Actor, wanted: PayoutsWanted): Promise<{ n: number; fen: number }> {
  const row = await one(
    sql<{ n: number; fen: number }>`select count(*)::int as n, coalesce(sum(amount_fen), 0)::bigint as fen
      from (select p.amount_fen from payouts p where ${matching(actor, wanted)} limit ${countCap}) x`,
    on,
  );
  return row ?? { n: 0, fen: 0 };
}

/** What has already been given for the goods of a payout. */
export interface GivenRow {
  readonly taskId: string;
  readonly orderNo: string | null;
  readonly paidFen: number | null;
  readonly platformFen: number;
  readonly oursFen: number;
  /** Of ours: freight that was laid out, and coupons, which stand beside what was paid for goods. */
  readonly besideFen: number;
  readonly goodsSent: boolean;
  readonly freightInsured: boolean;
  readonly insuredFen: number | null;
  readonly carrierFen: number;
  /** How often the bank gave this payment back. */
  readonly bounces: number;
}

/** For each payout: what platform, insurance, carrier or we gave for the same goods (RE-13). */
export function givenFor(on: Reader, taskIds: readonly string[]): Promise<GivenRow[]> {
  if (taskIds.length === 0) return Promise.resolve([]);
  return all(
    sql<GivenRow>`select t.id as "taskId", o.order_no as "orderNo", o.paid_fen as "paidFen",
        coalesce((select sum(r.fen) from order_refunds r where r.order_id = t.order_id and r.state <> 'refused'
          and not exists (select from fulfilment_tasks y left join intents i on i.id = y.intent_id where y.order_id = t.order_id and r.refund_no in (y.key, i.answer ->> 'refundNo'))), 0)::bigint as "platformFen",
        coalesce(g.ours, 0)::bigint as "oursFen", coalesce(g.beside, 0)::bigint as "besideFen", coalesce(g.goods, false) as "goodsSent",
        coalesce(o.freight_insured, false) as "freightInsured", o.insured_fen as "insuredFen",
        coalesce((select sum(v.received_fen) from recoveries v where v.case_id = t.case_id), 0)::bigint as "carrierFen",
        coalesce((select p.bounces from payouts p where p.task_id = t.id), 0) as bounces
      from fulfilment_tasks t left join orders o on o.id = t.order_id
      left join lateral (select sum(x.amount_fen) as ours, sum(x.amount_fen) filter (where x.source like 'freight:%' or x.kind = 'coupon') as beside,
          bool_or(x.kind in ('resend', 'reship', 'exchange')) as goods
        from fulfilment_tasks x where x.id <> t.id and x.state not in ('failed', 'refused', 'recalled')
          and (x.amount_fen is null or x.kind <> 'return')
          and x.case_id in (select cases_of_same_goods(t.case_id))) g on true
      where t.id = any(${[...taskIds]}::uuid[])`,
    on,
  );
}

/** The payee goes with the person; what was paid stays. What hasn't begun waits for a payee again. */
export async function blankPayouts({ tx, now }: Command, customerId: string): Promise<void> {
  await sql`update payouts set payee = null, name_mask = '', account_mask = '', payee_by = null, payee_at = null, way = null, failure_note = null, changed_at = ${now},
      state = case when state in ('ready', 'failed') then 'waiting-payee' else state end
    where case_id in ${casesOf(customerId)} and payee is not null`.execute(tx);
  await sql`update reconciliation_ticks set reason = '' where case_id in ${casesOf(customerId)}`.execute(tx);
}
