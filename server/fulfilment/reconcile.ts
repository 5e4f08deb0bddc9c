import { all, one, type Reader, type Sql, sql } from '#platform/db.ts';
import type { Actor } from '#platform/actor.ts';
import { scopeCondition } from '#staff/contract.ts';
import { type Compared, goodsCompared } from './reconcileGoods.ts';
import { type Tick, ticksOf } from './reconcileTicks.ts';
import type { reconciledKinds } from './viewWire.ts';

type Reconciled = (typeof reconciledKinds)[number];

export interface Difference {
  readonly what: Reconciled | 'entry' | 'contradiction';
  readonly key: string;
  readonly caseId: string | null;
  readonly caseNumber: string | null;
  /** By our own rows, by the ledger, and by whoever else knows (see `sides`). Fen or points. */
  readonly ours: number;
  readonly ledger: number;
  readonly partner: number;
  /** Somebody has looked into it as it is. */
  readonly tick?: Tick | undefined;
}

export interface Reconciliation {
  readonly balanced: boolean;
  readonly totals: readonly {
    readonly what: Reconciled;
    readonly n: number;
    readonly ours: number;
    readonly ledger: number;
    readonly partner: number;
  }[];
  readonly differences: readonly Difference[];
}

/**
 * What is compared, row by row (FU-5): `ours` · `ledger` · `partner`.
 * refund: task paid · booked as paid by the partner · partner's answer. payout: task paid · booked as paid less what came back · rows
 * of batches whose result says paid, so that a second payment shows. goods: reconcileGoods.ts. owed: what tasks owe or have paid · chosen less reversed. cash: handed over ·
 * booked. coupon: task given · booked · a code is the task's. points: task · booked · the customer's account. recovery: received ·
 * booked · what was entered as paid.
 */
const sides: Readonly<Record<Reconciled, (on: Reader, actor: Actor) => Promise<Compared[]>>> = {
  refund: refundsCompared,
  payout: payoutsCompared,
  owed: owedCompared,
  cash: cashCompared,
  goods: goodsCompared,
  coupon: couponsCompared,
  points: pointsCompared,
  recovery: recoveriesCompared,
};

/**
 * Compares all sides; each must be equal. Also shows entries that don't balance (none can) and partners that contradicted us. What somebody
 * has ticked off is shown, and lets it balance.
 */
export async function reconcile(on: Reader, actor: Actor): Promise<Reconciliation> {
  const totals: Reconciliation['totals'][number][] = [];
  const differences: Difference[] = [];
  for (const what of Object.keys(sides) as Reconciled[]) {
    const rows = await sides[what](on, actor);
    totals.push({ what, n: rows.length, ours: sum(rows, 'ours'), ledger: sum(rows, 'ledger'), partner: sum(rows, 'partner') });
    differences.push(...rows.filter(differs).map((row) => ({ what, ...row })));
  }
  differences.push(...(await unbalanced(on)), ...(await contradictions(on, actor)), ...(await payoutContradictions(on, actor)));
  const tickFor = await ticksOf(on, differences);
  const ticked = differences.map((each) => ({ ...each, tick: tickFor(each) }));
  return { balanced: ticked.every((each) => each.tick), totals, differences: ticked };
}

const inScope = (actor: Actor): Sql<boolean> => scopeCondition(actor, 'ledger.read', { shop: 't.shop_id' });

/** What an entry moved on one account, by its key. */
const booked = (
  key: Sql,
  account: string,
  side: 'debit' | 'credit',
): Sql => sql`(select sum(x.${sql.raw(side)})::bigint from ledger_entries e
  join ledger_lines x on x.entry_id = e.id where e.key = ${key} and x.account = ${account})`;

function payoutsCompared(on: Reader, actor: Actor): Promise<Compared[]> {
  return all(
    sql<Compared>`select t.key, t.case_id as "caseId", c.number as "caseNumber", case when t.state = 'done' then t.amount_fen else 0 end as ours,
        coalesce(l.fen, 0) as ledger, coalesce(r.fen, 0) as partner
      from fulfilment_tasks t join cases c on c.id = t.case_id
      left join lateral (select sum(x.credit - x.debit)::bigint as fen from ledger_entries e join ledger_lines x on x.entry_id = e.id
        where x.account = 'payout-account' and e.key in (select unnest(array[case n when 0 then 'paid:' || t.key else 'paid:' || t.key || ':' || n end, 'bounced:' || t.key || ':' || n])
          from generate_series(0, coalesce((select p.bounces from payouts p where p.task_id = t.id), 0)) n)) l on true
      left join lateral (select sum(amount_fen)::bigint as fen from payout_rows where task_id = t.id and outcome = 'paid') r on true
      where t.kind = 'payout' and ${inScope(actor)} and (t.state = 'done' or l.fen is not null or r.fen is not null) order by t.key`,
    on,
  );
}

/** Nobody else knows what we owe: the third side is the task's as well. */
function owedCompared(on: Reader, actor: Actor): Promise<Compared[]> {
  return all(
    sql<Compared>`select key, "caseId", "caseNumber", ours, ledger, ours as partner from (select t.key, t.case_id as "caseId", c.number as "caseNumber",
        case when t.state in ('failed', 'recalled') then 0 else t.amount_fen end as ours,
        coalesce(${booked(sql`'chosen:' || t.key`, 'payable-to-customer', 'credit')}, 0) - coalesce(${booked(sql`'reversed:' || t.key`, 'payable-to-customer', 'debit')}, 0) as ledger
      from fulfilment_tasks t join cases c on c.id = t.case_id
      where t.kind in ('refund', 'part-refund', 'difference', 'claim-payment', 'payout') and ${inScope(actor)}) o
      where ours <> 0 or ledger <> 0 order by key`,
    on,
  );
}

/** Handed over at the counter; what was booked before there was an account for cash stands with the partner. */
function cashCompared(on: Reader, actor: Actor): Promise<Compared[]> {
  return all(
    sql<Compared>`select key, "caseId", "caseNumber", ours, ledger, ours as partner from (select t.key, t.case_id as "caseId", c.number as "caseNumber",
        case when t.state = 'done' then t.amount_fen else 0 end as ours,
        coalesce(${booked(sql`'paid:' || t.key`, 'cash', 'credit')}, ${booked(sql`'paid:' || t.key`, 'payment-partner', 'credit')}, 0) as ledger
      from fulfilment_tasks t join cases c on c.id = t.case_id
      where t.pay_way = 'counter' and t.kind in ('refund', 'part-refund', 'difference', 'claim-payment') and ${inScope(actor)}) o
      where ours <> 0 or ledger <> 0 order by key`,
    on,
  );
}

function couponsCompared(on: Reader, actor: Actor): Promise<Compared[]> {
  return all(
    sql<Compared>`select key, "caseId", "caseNumber", ours, ledger, partner from (select t.key, t.case_id as "caseId", c.number as "caseNumber",
        case when t.state = 'done' then t.amount_fen else 0 end as ours, coalesce(${booked(sql`'coupon:' || t.key`, 'coupons-issued', 'credit')}, 0) as ledger,
        case when exists (select from coupon_codes k where k.task_id = t.id) then t.amount_fen else 0 end as partner
      from fulfilment_tasks t join cases c on c.id = t.case_id where t.kind = 'coupon' and t.amount_fen is not null and ${inScope(actor)}) o
      where ours <> 0 or ledger <> 0 or partner <> 0 order by key`,
    on,
  );
}

function recoveriesCompared(on: Reader, actor: Actor): Promise<Compared[]> {
  return all(
    sql<Compared>`select 'recovery:' || t.id as key, t.case_id as "caseId", c.number as "caseNumber", t.received_fen as ours,
        coalesce(${booked(sql`'recovery-received:' || t.id`, 'recovered', 'debit')}, 0) as ledger,
        coalesce((select sum(m.fen) from recovery_moves m where m.recovery_id = t.id and m.move = 'pay'), 0)::bigint as partner
      from recoveries t join cases c on c.id = t.case_id
      where ${inScope(actor)} and (t.received_fen > 0 or t.state = 'paid') order by t.id`,
    on,
  );
}

/**
 * The bank's file said the opposite of what we hold; that a payment failed is true once it was entered as returned. Or it paid another
 * amount than the batch says, and no other result came since.
 */
function payoutContradictions(on: Reader, actor: Actor): Promise<Difference[]> {
  return all(
    sql<Difference>`select distinct 'contradiction' as what, f ->> 'key' as key, t.case_id as "caseId", c.number as "caseNumber",
        case when r.outcome = 'paid' then r.amount_fen else 0 end as ours, case when r.outcome = 'paid' then r.amount_fen else 0 end as ledger,
        case when f ->> 'code' = 'payout-row-amount' then (f ->> 'theirs')::bigint when r.outcome = 'paid' then 0 else r.amount_fen end as partner
      from payout_results s cross join lateral jsonb_array_elements(s.refused) f
      join payout_batches b on b.number = regexp_replace(f ->> 'key', '-[0-9]+$', '')
      join payout_rows r on r.batch_id = b.id and r.position = substring(f ->> 'key' from '[0-9]+$')::int
      join payouts t on t.task_id = r.task_id join cases c on c.id = t.case_id
      where (f ->> 'code' = 'payout-row-contradicts' and not (r.outcome = 'bounced' and coalesce(f ->> 'theirs', 'failed') = 'failed')
          or f ->> 'code' = 'payout-row-amount' and r.outcome = 'waiting') and ${inScope(actor)}`,
    on,
  );
}

/** Refunds through the partner that any of the three knows as paid. What a person settled by hand has no partner's amount: the person's word stands for it. */
function refundsCompared(on: Reader, actor: Actor): Promise<Compared[]> {
  return all(
    sql<Compared>`select t.key, t.case_id as "caseId", c.number as "caseNumber",
        case when t.state = 'done' then t.amount_fen else 0 end as ours, coalesce(l.fen, 0) as ledger,
        case when i.state = 'done' then coalesce((i.answer ->> 'amountFen')::bigint, 0) else 0 end as partner
      from fulfilment_tasks t join cases c on c.id = t.case_id join intents i on i.id = t.intent_id
      left join lateral (select sum(x.credit)::bigint as fen from ledger_entries e join ledger_lines x on x.entry_id = e.id
        where e.key = 'paid:' || t.key and x.account = 'payment-partner') l on true
      where t.kind in ('refund', 'part-refund', 'difference', 'claim-payment') and ${inScope(actor)} and (t.state = 'done' or i.state = 'done' or l.fen is not null)
      order by t.key`,
    on,
  );
}

function pointsCompared(on: Reader, actor: Actor): Promise<Compared[]> {
  return all(
    sql<Compared>`select t.key, t.case_id as "caseId", c.number as "caseNumber", case when t.state = 'done' then t.points else 0 end::bigint as ours,
        coalesce(l.points, 0) as ledger, coalesce(p.points, 0)::bigint as partner
      from fulfilment_tasks t join cases c on c.id = t.case_id left join points_entries p on p.key = t.key
      left join lateral (select sum(x.credit)::bigint as points from ledger_entries e join ledger_lines x on x.entry_id = e.id
        where e.key = 'points:' || t.key and x.account = 'points-issued') l on true
      where t.kind = 'points' and ${inScope(actor)} and (t.state = 'done' or p.key is not null or l.points is not null)
      order by t.key`,
    on,
  );
}

function unbalanced(on: Reader): Promise<Difference[]> {
  return all(
    sql<Difference>`select 'entry' as what, e.key, e.case_id as "caseId", c.number as "caseNumber", 0::bigint as ours, sum(l.debit - l.credit)::bigint as ledger, 0::bigint as partner
      from ledger_entries e join ledger_lines l on l.entry_id = e.id left join cases c on c.id = e.case_id group by e.key, e.case_id, c.number, l.unit having sum(l.debit) <> sum(l.credit)`,
    on,
  );
}

function contradictions(on: Reader, actor: Actor): Promise<Difference[]> {
  return all(
    sql<Difference>`select distinct 'contradiction' as what, i.key, i.case_id as "caseId", c.number as "caseNumber", 0::bigint as ours, 0::bigint as ledger,
        coalesce((i.payload ->> 'amountFen')::bigint, 0) as partner
      from events e join intents i on i.id = (e.data ->> 'intent')::uuid left join cases c on c.id = i.case_id
      where e.kind = 'payment.contradicted' and ${scopeCondition(actor, 'ledger.read', { shop: 'i.shop_id' })}`,
    on,
  );
}

/** When the daily comparison last ran, kept in the settings. */
export async function lastReconciled(on: Reader): Promise<Date | null> {
  const row = await one(sql<{ at: string }>`select value ->> 'at' as at from settings where key = 'reconciliation.last'`, on);
  return row ? new Date(row.at) : null;
}

function differs(row: Compared): boolean {
  return row.ours !== row.ledger || row.ledger !== row.partner;
}

function sum(rows: readonly Compared[], of: 'ours' | 'ledger' | 'partner'): number {
  return rows.reduce((total, row) => total + row[of], 0);
}
