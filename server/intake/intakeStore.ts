import { createHash } from 'node:crypto';
import type { TheCase } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import type { OrderFacts } from '#commerce/contract.ts';
import { all, freshRows, jsonb, later, one, type Reader, sql, type Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { Matter } from './duplicates.ts';
import type { Line } from './lines.ts';
import type { Registered } from './registered.ts';

/** A report as stored, in the customer's own words; blank once erased. */
export interface ReportRow {
  readonly caseId: string;
  readonly round: number;
  readonly channel: string;
  readonly reporterId: string | null;
  readonly words: string;
  readonly registered: Registered;
  readonly claimedFen: number | null;
  readonly claimedBasis: string | null;
  readonly wish: string | null;
  readonly neededBy: Date | null;
  readonly receivedAt: Date;
}

/** A line of a case (IN-10). */
export interface CaseLine extends Line {
  readonly id: string;
  readonly caseId: string;
  readonly round: number;
  readonly lineNo: number;
  readonly goods: string | null;
  readonly finding: string | null;
  readonly remedy: string | null;
}

/** Words that were given as a material (VE-6). */
export interface MaterialRow {
  readonly round: number;
  readonly material: string;
  readonly fileId: string | null;
  readonly words: string | null;
  readonly at: Date;
  readonly by: string;
}

/** Lines of a case that was registered in this command. */
const freshLines = freshRows<CaseLine[]>('case_lines');

/** Serialises reports of one order and problem until the commit; other matters aren't held up. */
export async function lockMatter(tx: Tx, matter: Matter): Promise<void> {
  const key = createHash('sha256')
    .update(`report\n${matter.shopId}\n${matter.orderNo ?? matter.customerId ?? ''}\n${matter.problem}`)
    .digest()
    .readBigInt64BE(0);
  await later(tx, sql`select pg_advisory_xact_lock(${key.toString()}::bigint)`);
}

export async function insertReport(
  command: Command,
  theCase: TheCase,
  report: {
    words: string;
    channel: string;
    registered: Registered;
    customerId: string;
    receivedAt: Date;
    wish: string | null;
    neededBy?: string | undefined;
  },
): Promise<void> {
  const claimed = report.registered['amountClaimed'];
  const basis = report.registered['amountClaimedBasis'];
  await later(
    command.tx,
    sql`insert into reports (case_id, round, channel, reporter_id, words, registered, claimed_fen, claimed_basis, wish, needed_by, received_at)
    values (${theCase.id}, ${theCase.round}, ${report.channel}, ${report.customerId}, ${report.words}, ${jsonb(report.registered)},
      ${typeof claimed === 'number' ? claimed : null}, ${typeof basis === 'string' ? basis : null}, ${report.wish}, ${report.neededBy ?? null}::timestamptz, ${report.receivedAt})`,
  );
}

/** @param order whose titles the lines go by, of a case that this command registers: its lines are then known without reading them back */
export async function insertLines(
  command: Command,
  theCase: TheCase,
  given: readonly Line[],
  order?: Pick<OrderFacts, 'lines'>,
): Promise<void> {
  if (given.length === 0) return;
  const lines = given.map((line) => ({ ...line, id: newId() }));
  const rows = lines.map(
    (
      line,
      at,
    ) => sql`(${line.id}, ${theCase.id}, ${theCase.round}, ${at + 1}, ${line.orderLineId}::uuid, ${line.partCode}, ${line.name}, ${line.model}, ${line.quantity}::int,
      ${line.problem}, ${line.valueFen}::bigint, ${line.valueBasis}, ${line.onList}, ${command.now}::timestamptz)`,
  );
  await later(
    command.tx,
    sql`insert into case_lines (id, case_id, round, line_no, order_line_id, part_code, name, model, quantity, problem, value_fen, value_basis, on_list, written_at)
    values ${sql.join(rows)}`,
  );
  if (!order) return;
  const titles = new Map(order.lines.map((each) => [each.id, each.title]));
  const { id: caseId, round } = theCase;
  const known = lines.map((line, at): CaseLine => {
    const goods = line.orderLineId === null ? null : (titles.get(line.orderLineId) ?? null);
    return { ...line, caseId, round, lineNo: at + 1, goods, finding: null, remedy: null };
  });
  freshLines.keep(command.tx, caseId, known);
}

/** Puts the lines of the case's round aside; they stay to be read (IV-7). */
export async function replaceLines(command: Command, theCase: TheCase, lines: readonly Line[]): Promise<void> {
  await sql`update case_lines set replaced_at = ${command.now} where case_id = ${theCase.id} and round = ${theCase.round} and replaced_at is null`.execute(
    command.tx,
  );
  await insertLines(command, theCase, lines);
}

/** Writes what a line was found to be once its order is here. */
export async function updateLine(command: Command, id: string, line: Line): Promise<void> {
  await sql`update case_lines set order_line_id = ${line.orderLineId}, part_code = ${line.partCode}, name = ${line.name}, model = ${line.model},
    value_fen = ${line.valueFen}, value_basis = ${line.valueBasis}, on_list = ${line.onList} where id = ${id}`.execute(command.tx);
}

/** What a later stage found or decided for a line, as its code (IN-10). */
export async function markLine(command: Command, lineId: string, mark: { finding?: string; remedy?: string }): Promise<void> {
  await sql`update case_lines set finding = coalesce(${mark.finding ?? null}, finding), remedy = coalesce(${mark.remedy ?? null}, remedy) where id = ${lineId}`.execute(
    command.tx,
  );
}

/** Materials that came as words (VE-6): a description, a serial number. */
export async function insertWords(
  command: Command,
  theCase: Pick<TheCase, 'id' | 'round'>,
  material: string,
  words: string,
): Promise<void> {
  await sql`insert into case_materials (id, case_id, round, material, words, at, by_kind, by_id)
    values (${newId()}, ${theCase.id}, ${theCase.round}, ${material}, ${words}, ${command.now}, ${command.actor.kind}, ${command.actor.id})`.execute(
    command.tx,
  );
}

export async function relate(
  command: Command,
  caseId: string,
  otherId: string,
  kind: 'duplicates' | 'earlier',
  reason: string | null,
): Promise<void> {
  await sql`insert into case_relations (case_id, other_id, kind, reason, at, by_kind, by_id)
    values (${caseId}, ${otherId}, ${kind}, ${reason}, ${command.now}, ${command.actor.kind}, ${command.actor.id}) on conflict do nothing`.execute(
    command.tx,
  );
}

export async function insertHurry(command: Command, caseId: string, hurry: { channel: string; words: string }): Promise<void> {
  await sql`insert into hurries (id, case_id, channel, words, at, by_kind, by_id)
    values (${newId()}, ${caseId}, ${hurry.channel}, ${hurry.words}, ${command.now}, ${command.actor.kind}, ${command.actor.id})`.execute(
    command.tx,
  );
}

/** The report of a case: that of the latest round in which the customer reported anew. */
export function reportOf(on: Reader, caseId: string): Promise<ReportRow | undefined> {
  return one(
    sql<ReportRow>`select case_id as "caseId", round, channel, reporter_id as "reporterId", words, registered, claimed_fen as "claimedFen", claimed_basis as "claimedBasis",
      wish, needed_by as "neededBy", received_at as "receivedAt" from reports where case_id = ${caseId} order by round desc limit 1`,
    on,
  );
}

/** The lines as they stand in a round (the current one when left out): those of the latest round that wrote its own. */
export function linesOf(on: Reader, caseId: string, round?: number): Promise<CaseLine[]> {
  const fresh = freshLines.of(on, caseId);
  if (fresh) return Promise.resolve(fresh);
  return all(
    sql<CaseLine>`select l.id, l.case_id as "caseId", l.round, l.line_no as "lineNo", l.order_line_id as "orderLineId", o.title as goods, l.part_code as "partCode", l.name,
        l.model, l.quantity, l.problem, l.value_fen as "valueFen", l.value_basis as "valueBasis", l.on_list as "onList", l.finding, l.remedy
      from case_lines l left join sub_orders o on o.id = l.order_line_id
      where l.case_id = ${caseId} and l.replaced_at is null
        and l.round = (select max(round) from case_lines where case_id = ${caseId} and replaced_at is null and (${round ?? null}::int is null or round <= ${round ?? null}::int))
      order by l.line_no`,
    on,
  );
}

/** What was brought, files and words, oldest first. A file without a material came as plain evidence. */
export function materialsOf(on: Reader, caseId: string): Promise<MaterialRow[]> {
  return all(
    sql<MaterialRow>`select m.round, m.material, m.file_id as "fileId", m.words, m.at, coalesce(s.name, m.by_kind) as by
      from (select round, material, null::uuid as file_id, words, at, by_kind, by_id from case_materials where case_id = ${caseId}
        union all select round, coalesce(material, 'other'), file_id, null, added_at, by_kind, by_id from case_files where case_id = ${caseId}) m
      left join staff s on m.by_kind = 'staff' and s.id::text = m.by_id order by m.at, m.file_id`,
    on,
  );
}

export function relationsOf(
  on: Reader,
  caseId: string,
): Promise<{ caseId: string; number: string; kind: 'duplicates' | 'earlier'; stage: string; outcome: string | null }[]> {
  return all(
    sql<{
      caseId: string;
      number: string;
      kind: 'duplicates' | 'earlier';
      stage: string;
      outcome: string | null;
    }>`select distinct c.id as "caseId", c.number, r.kind, c.stage, c.outcome
      from (select other_id as id, kind from case_relations where case_id = ${caseId} union select case_id, kind from case_relations where other_id = ${caseId}) r
      join cases c on c.id = r.id order by c.number`,
    on,
  );
}

export function hurriesOf(on: Reader, caseId: string): Promise<{ at: Date; channel: string; words: string }[]> {
  return all(
    sql<{ at: Date; channel: string; words: string }>`select at, channel, words from hurries where case_id = ${caseId} order by at`,
    on,
  );
}
