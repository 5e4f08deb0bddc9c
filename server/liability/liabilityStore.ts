import { casesOf } from '#customers/contract.ts';
import type { Command } from '#platform/command.ts';
import { all, jsonb, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { Cause, LiabilityRule } from './byRule.ts';
import type { z } from 'zod';
import type { impact, liableParties, Share } from './wire.ts';

/** A party's share in a liability, in per cent; all of one add up to 100. */
export interface ShareRow {
  readonly party: (typeof liableParties)[number];
  readonly id: string | null;
  readonly name: string;
  readonly percent: number;
  /** Names of the thing, for readers. */
  readonly zh: string | null;
  readonly en: string | null;
}

/** A decision on liability of one round, by a person or by rule (LI-2, LI-6). */
export interface LiabilityRow {
  readonly id: string;
  readonly round: number;
  readonly cause: Cause;
  readonly text: string;
  readonly evidence: readonly string[];
  readonly impact: z.output<typeof impact> | null;
  readonly rule: string | null;
  readonly byRule: boolean;
  readonly by: string | null;
  readonly at: Date;
  readonly shares: readonly ShareRow[];
}

const shares = sql`(select jsonb_agg(jsonb_build_object('party', s.party, 'id', coalesce(s.carrier_id, s.warehouse_id, s.staff_id), 'name', s.name, 'percent', s.percent,
    'zh', coalesce(k.name, w.name, p.name), 'en', coalesce(k.name_en, w.name_en, p.name)) order by s.position)
  from liability_shares s left join carriers k on k.id = s.carrier_id left join warehouses w on w.id = s.warehouse_id left join staff p on p.id = s.staff_id
  where s.liability_id = l.id)`;

/** All decisions of liability of a case, the newest first. */
export function liabilitiesOf(on: Reader, caseId: string): Promise<LiabilityRow[]> {
  return all(
    sql<LiabilityRow>`select l.id, l.round, l.cause, l.text, l.evidence, l.impact, l.rule, l.by_rule as "byRule", d.name as by, l.at, ${shares} as shares
      from liabilities l left join staff d on l.by_kind = 'staff' and d.id::text = l.by_id where l.case_id = ${caseId} order by l.round desc, l.seq desc`,
    on,
  );
}

export interface NewLiability {
  readonly caseId: string;
  readonly shopId: string;
  readonly round: number;
  readonly problem: string;
  readonly cause: Cause;
  readonly text: string;
  readonly evidence: readonly string[];
  readonly impact: unknown;
  readonly rule: string | null;
  readonly byRule: boolean;
  readonly shares: readonly Share[];
}

export async function insertLiability(command: Command, made: NewLiability): Promise<string> {
  const id = newId(command.now.getTime());
  await sql`insert into liabilities (id, case_id, shop_id, round, seq, problem, cause, text, evidence, impact, rule, by_rule, by_kind, by_id, at)
    values (${id}, ${made.caseId}, ${made.shopId}, ${made.round}, (select coalesce(max(seq), 0) + 1 from liabilities where case_id = ${made.caseId} and round = ${made.round}),
      ${made.problem}, ${made.cause}, ${made.text}, ${[...made.evidence]}, ${made.impact === undefined ? null : jsonb(made.impact)}, ${made.rule}, ${made.byRule},
      ${command.actor.kind}, ${command.actor.id}, ${command.now})`.execute(command.tx);
  for (const [position, share] of made.shares.entries()) {
    const of = (party: Share['party']) => (share.party === party ? share.id : null);
    await sql`insert into liability_shares (liability_id, position, party, carrier_id, warehouse_id, staff_id, name, percent, at)
      values (${id}, ${position}, ${share.party}, ${of('carrier')}, ${of('warehouse')}, ${of('staff')}, ${share.name}, ${share.percent}, ${command.now})`.execute(
      command.tx,
    );
  }
  return id;
}

/** Whether the thing that a share names exists; a supplier is only a name. */
export async function isThing(on: Reader, share: Share): Promise<boolean> {
  if (share.id === null) return true;
  const table = share.party === 'carrier' ? 'carriers' : share.party === 'warehouse' ? 'warehouses' : 'staff';
  const row = await one(sql<{ id: string }>`select id from ${sql.table(table)} where id = ${share.id}`, on);
  return row !== undefined;
}

/** How often a warehouse or carrier bore half or more of the same problem since then. */
export async function historyOf(on: Reader, party: 'warehouse' | 'carrier', id: string, problem: string, since: Date): Promise<number> {
  const column = sql.ref(party === 'warehouse' ? 's.warehouse_id' : 's.carrier_id');
  const row = await one(
    sql<{ n: number }>`select count(distinct l.case_id) as n from liability_shares s join liabilities l on l.id = s.liability_id
      where ${column} = ${id} and s.at >= ${since} and s.percent >= 50 and l.problem = ${problem}`,
    on,
  );
  return row?.n ?? 0;
}

const ruleColumns = sql`id, position, jsonb_build_object('zh', title_zh, 'en', title_en) as title, problems, weight, scans, history_at_least as "historyAtLeast",
  shares, cause, at_most_fen as "atMostFen", active`;

export function liabilityRules(on: Reader): Promise<LiabilityRule[]> {
  return all(sql<LiabilityRule>`select ${ruleColumns} from liability_rules order by position, id`, on);
}

export async function saveRule(command: Pick<Command, 'tx' | 'now'>, rule: LiabilityRule, by: string): Promise<void> {
  await sql`insert into liability_rules (id, position, title_zh, title_en, problems, weight, scans, history_at_least, shares, cause, at_most_fen, active, changed_at, changed_by)
    values (${rule.id}, ${rule.position}, ${rule.title.zh}, ${rule.title.en}, ${[...rule.problems]}, ${rule.weight}, ${rule.scans}, ${rule.historyAtLeast}, ${jsonb(rule.shares)},
      ${rule.cause}, ${rule.atMostFen}, ${rule.active}, ${command.now}, ${by})
    on conflict (id) do update set position = excluded.position, title_zh = excluded.title_zh, title_en = excluded.title_en, problems = excluded.problems, weight = excluded.weight,
      scans = excluded.scans, history_at_least = excluded.history_at_least, shares = excluded.shares, cause = excluded.cause, at_most_fen = excluded.at_most_fen,
      active = excluded.active, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(command.tx);
}

export interface Candidate {
  readonly party: 'carrier' | 'warehouse' | 'staff';
  readonly id: string;
  readonly zh: string;
  readonly en: string;
}

/** Things that can be picked: places of the order's parcels first, then staff who acted on the case. */
export function candidatesOf(on: Reader, caseId: string, orderId: string | null): Promise<Candidate[]> {
  return all(
    sql<Candidate>`select distinct 'warehouse' as party, w.id, w.name as zh, w.name_en as en from order_parcels op join parcels p on p.id = op.parcel_id join warehouses w on w.id = p.warehouse_id where op.order_id = ${orderId}
      union all select distinct 'carrier', k.id, k.name, k.name_en from order_parcels op join parcels p on p.id = op.parcel_id join carriers k on k.id = p.carrier_id where op.order_id = ${orderId}
      union all select 'staff', s.id, s.name, s.name from staff s where s.id::text in (select by_id from journey_steps where case_id = ${caseId} and by_kind = 'staff')
      order by party desc, zh`,
    on,
  );
}

/** Free text of people about a person that was erased; shares and evidence stay (IV-7). */
export async function blankLiability({ tx }: Command, customerId: string): Promise<void> {
  await sql`update liabilities set text = '' where case_id in ${casesOf(customerId)}`.execute(tx);
}
