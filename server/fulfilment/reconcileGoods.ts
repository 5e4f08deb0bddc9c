import type { Actor } from '#platform/actor.ts';
import { splitByShares } from '#platform/money.ts';
import { all, type Reader, sql } from '#platform/db.ts';
import { scopeCondition } from '#staff/contract.ts';

/** What one side knows of a thing, and the others; fen or points. */
export interface Compared {
  readonly key: string;
  readonly caseId: string | null;
  readonly caseNumber: string | null;
  readonly ours: number;
  readonly ledger: number;
  readonly partner: number;
}

interface Row {
  readonly key: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly ours: number;
  readonly booked: readonly { readonly party: string; readonly fen: number }[];
  readonly shares: readonly { readonly party: string; readonly percent: number }[];
}

/**
 * Goods that left (FU-5): what task says that they and their freight cost · what was booked for them · what of that is charged to
 * whom the round's latest liability names, in its shares (LI-2). Goods that were recalled or never left cost nothing.
 */
export async function goodsCompared(on: Reader, actor: Actor): Promise<Compared[]> {
  const rows = await all(
    sql<Row>`select t.key, t.case_id as "caseId", c.number as "caseNumber",
        case when t.shipped_at is not null or t.state = 'done' then t.cost_fen + coalesce(t.freight_fen, 0) else 0 end::bigint as ours,
        coalesce((select jsonb_agg(jsonb_build_object('party', l.party, 'fen', l.debit) order by l.position) from ledger_entries e
          join ledger_lines l on l.entry_id = e.id where e.key = 'goods:' || t.key and l.account = 'remedy-cost'), '[]') as booked,
        coalesce((select jsonb_agg(jsonb_build_object('percent', s.percent,
            'party', concat_ws(':', s.party, coalesce(s.carrier_id::text, s.warehouse_id::text, s.staff_id::text, nullif(s.name, '')))) order by s.position)
          from liability_shares s where s.liability_id = (select l.id from liabilities l where l.case_id = t.case_id and l.round <= t.round
            order by l.round desc, l.seq desc limit 1)), '[{"party": "own", "percent": 100}]') as shares
      from fulfilment_tasks t join cases c on c.id = t.case_id
      where t.kind in ('resend', 'reship', 'exchange', 'repair') and ${scopeCondition(actor, 'ledger.read', { shop: 't.shop_id' })} order by t.key`,
    on,
  );
  return rows
    .map(({ key, caseId, caseNumber, ours, booked, shares }) => {
      const ledger = booked.reduce((sum, each) => sum + each.fen, 0);
      return { key, caseId, caseNumber, ours, ledger, partner: wellCharged(booked, shares, ledger) };
    })
    .filter((row) => row.ours !== 0 || row.ledger !== 0);
}

/** What of an amount is charged to whom it should be. Pure. */
export function wellCharged(booked: Row['booked'], shares: Row['shares'], fen: number): number {
  const due = splitByShares(
    fen,
    shares.map((each) => each.percent),
  );
  return shares.reduce((sum, share, i) => {
    const charged = booked.filter((each) => each.party === share.party).reduce((total, each) => total + each.fen, 0);
    return sum + Math.min(charged, due[i] ?? 0);
  }, 0);
}
