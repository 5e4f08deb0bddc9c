import { casesOf } from '#customers/contract.ts';
import { all, jsonb, one, type Reader, sql, type Tx } from '#platform/db.ts';
import type { Command } from '#platform/command.ts';
import { newId } from '#platform/ids.ts';

/** What was found, by whom, on which evidence; the last one of a round counts (IV-1). */
export interface FindingRow {
  readonly id: string;
  readonly round: number;
  readonly step: string;
  readonly answer: string;
  readonly text: string;
  readonly reason: string;
  readonly lines: readonly { readonly lineId: string; readonly finding: string }[];
  readonly evidence: readonly string[];
  readonly byRule: boolean;
  readonly by: string | null;
  readonly at: Date;
}

export interface NewFinding {
  readonly caseId: string;
  readonly round: number;
  readonly step: string;
  readonly answer: string;
  readonly text: string;
  readonly reason: string;
  readonly lines: readonly { lineId: string; finding: string }[];
  readonly evidence: readonly string[];
  readonly byRule: boolean;
}

export async function insertFinding(command: Command, finding: NewFinding): Promise<string> {
  const id = newId(command.now.getTime());
  await sql`insert into findings (id, case_id, round, seq, step, answer, text, reason, lines, evidence, by_rule, by_kind, by_id, at)
    values (${id}, ${finding.caseId}, ${finding.round}, (select coalesce(max(seq), 0) + 1 from findings where case_id = ${finding.caseId} and round = ${finding.round}),
      ${finding.step}, ${finding.answer}, ${finding.text}, ${finding.reason}, ${jsonb(finding.lines)}, ${[...finding.evidence]}, ${finding.byRule},
      ${command.actor.kind}, ${command.actor.id}, ${command.now})`.execute(command.tx);
  return id;
}

/** All findings of a case, the newest first. */
export function findingsOf(on: Reader, caseId: string): Promise<FindingRow[]> {
  return all(
    sql<FindingRow>`select f.id, f.round, f.step, f.answer, f.text, f.reason, f.lines, f.evidence, f.by_rule as "byRule", s.name as by, f.at
      from findings f left join staff s on f.by_kind = 'staff' and s.id::text = f.by_id where f.case_id = ${caseId} order by f.round desc, f.seq desc`,
    on,
  );
}

export interface ExtensionRow {
  readonly id: string;
  readonly round: number;
  readonly step: string;
  readonly reason: string;
  readonly dueBefore: Date;
  readonly dueAt: Date;
  readonly by: string | null;
  readonly at: Date;
}

export function extensionsOf(on: Reader, caseId: string): Promise<ExtensionRow[]> {
  return all(
    sql<ExtensionRow>`select e.id, e.round, e.step, e.reason, e.due_before as "dueBefore", e.due_at as "dueAt", s.name as by, e.at
      from extensions e left join staff s on e.by_kind = 'staff' and s.id::text = e.by_id where e.case_id = ${caseId} order by e.at, e.round, e.seq`,
    on,
  );
}

/** How often this step was extended in this round. */
export async function countExtensions(on: Reader, caseId: string, round: number, step: string): Promise<number> {
  const row = await one(
    sql<{ n: number }>`select count(*) as n from extensions where case_id = ${caseId} and round = ${round} and step = ${step}`,
    on,
  );
  return row?.n ?? 0;
}

export async function insertExtension(
  tx: Tx,
  e: {
    caseId: string;
    round: number;
    step: string;
    seq: number;
    n: number;
    unit: string;
    reason: string;
    dueBefore: Date;
    dueAt: Date;
    by: Command['actor'];
    at: Date;
  },
): Promise<void> {
  await sql`insert into extensions (id, case_id, round, step, seq, n, unit, reason, due_before, due_at, by_kind, by_id, at)
    values (${newId(e.at.getTime())}, ${e.caseId}, ${e.round}, ${e.step}, ${e.seq}, ${e.n}, ${e.unit}, ${e.reason}, ${e.dueBefore}, ${e.dueAt}, ${e.by.kind}, ${e.by.id}, ${e.at})`.execute(
    tx,
  );
}

/** Free text of people about a person that was erased; what was found stays (IV-7). */
export async function blankInvestigation({ tx }: Command, customerId: string): Promise<void> {
  const cases = casesOf(customerId);
  await sql`update findings set text = '', reason = '' where case_id in ${cases}`.execute(tx);
  await sql`update extensions set reason = '' where case_id in ${cases}`.execute(tx);
  await sql`update questions set answer = case when answer is null then null else '' end, ask_zh = case when task is null then '' else ask_zh end,
    ask_en = case when task is null then '' else ask_en end where case_id in ${cases}`.execute(tx);
}
