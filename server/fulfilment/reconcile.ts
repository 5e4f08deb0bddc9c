import { all, one, type Reader, sql } from '#platform/db.ts';
import type { Actor } from '#platform/actor.ts';
import { scopeCondition } from '#staff/contract.ts';

export interface Difference {
  readonly what: 'refund' | 'points' | 'entry' | 'contradiction';
  readonly key: string;
  readonly caseId: string | null;
  readonly caseNumber: string | null;
  /** By our tasks, by the ledger, and by the partner's answers (points: by the customers' accounts). Fen or points. */
  readonly ours: number;
  readonly ledger: number;
  readonly partner: number;
}

export interface Reconciliation {
  readonly balanced: boolean;
  readonly refunds: { readonly n: number; readonly intentFen: number; readonly ledgerFen: number; readonly partnerFen: number };
  readonly points: { readonly n: number; readonly taskPoints: number; readonly ledgerPoints: number; readonly grantedPoints: number };
  readonly differences: readonly Difference[];
}

interface Compared {
  readonly key: string;
  readonly caseId: string | null;
  readonly caseNumber: string | null;
  readonly ours: number;
  readonly ledger: number;
  readonly partner: number;
}

/**
 * Compares what our tasks say, what the ledger booked and what the partner answered, refund by refund and grant by grant
 * (FU-5): each must be equal. Also shows entries that don't balance (none can) and callbacks that contradicted us.
 */
export async function reconcile(on: Reader, actor: Actor): Promise<Reconciliation> {
  const refunds = await refundsCompared(on, actor);
  const points = await pointsCompared(on, actor);
  const differences: Difference[] = [
    ...refunds.filter(differs).map((row) => ({ what: 'refund' as const, ...row })),
    ...points.filter(differs).map((row) => ({ what: 'points' as const, ...row })),
    ...(await unbalanced(on)),
    ...(await contradictions(on, actor)),
  ];
  return {
    balanced: differences.length === 0,
    refunds: { n: refunds.length, intentFen: sum(refunds, 'ours'), ledgerFen: sum(refunds, 'ledger'), partnerFen: sum(refunds, 'partner') },
    points: {
      n: points.length,
      taskPoints: sum(points, 'ours'),
      ledgerPoints: sum(points, 'ledger'),
      grantedPoints: sum(points, 'partner'),
    },
    differences,
  };
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
      where t.kind in ('refund', 'part-refund', 'difference', 'claim-payment') and ${scopeCondition(actor, 'ledger.read', { shop: 't.shop_id' })} and (t.state = 'done' or i.state = 'done' or l.fen is not null)
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
      where t.kind = 'points' and ${scopeCondition(actor, 'ledger.read', { shop: 't.shop_id' })} and (t.state = 'done' or p.key is not null or l.points is not null)
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
