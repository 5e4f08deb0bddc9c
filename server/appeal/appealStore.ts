import type { Command } from '#platform/command.ts';
import { all, jsonb, one, type Reader, sql } from '#platform/db.ts';
import type { Frozen } from '#remedy/contract.ts';

export interface AppealRow {
  readonly id: string;
  readonly caseId: string;
  readonly level: number;
  readonly round: number;
  readonly journeyId: string;
  readonly outcome: string;
  readonly reason: string;
  readonly evidence: readonly Frozen[];
  readonly hash: string;
  readonly reviewerId: string | null;
  readonly reviewer: string | null;
  readonly filedAt: Date;
  readonly byKind: 'customer' | 'staff' | 'key' | 'system';
  readonly decision: {
    readonly answer: string;
    readonly step: string;
    readonly reasons: string;
    readonly by: string | null;
    readonly at: string;
  } | null;
}

export function appealsOf(on: Reader, caseId: string): Promise<AppealRow[]> {
  return all(
    sql<AppealRow>`select a.id, a.case_id as "caseId", a.level, a.round, a.journey_id as "journeyId", a.outcome, a.reason, a.evidence, a.hash,
        a.reviewer_id as "reviewerId", s.name as reviewer, a.filed_at as "filedAt", a.by_kind as "byKind",
        case when d.id is null then null else json_build_object('answer', d.answer, 'step', d.step, 'reasons', d.reasons, 'by', ds.name,
          'at', to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as decision
      from appeals a left join staff s on s.id = a.reviewer_id left join appeal_decisions d on d.appeal_id = a.id
      left join staff ds on d.by_kind = 'staff' and ds.id::text = d.by_id
      where a.case_id = ${caseId} order by a.level`,
    on,
  );
}

export async function insertAppeal(
  command: Command,
  row: Omit<AppealRow, 'reviewer' | 'filedAt' | 'byKind' | 'decision'> & { readonly shopId: string },
): Promise<void> {
  await sql`insert into appeals (id, case_id, shop_id, level, round, journey_id, outcome, reason, evidence, hash, reviewer_id, filed_at, by_kind, by_id)
    values (${row.id}, ${row.caseId}, ${row.shopId}, ${row.level}, ${row.round}, ${row.journeyId}, ${row.outcome}, ${row.reason}, ${jsonb(row.evidence)},
      ${row.hash}, ${row.reviewerId}, ${command.now}, ${command.actor.kind}, ${command.actor.id})`.execute(command.tx);
}

export async function insertDecision(
  command: Command,
  row: { id: string; appealId: string; caseId: string; round: number; step: string; answer: string; reasons: string },
): Promise<void> {
  await sql`insert into appeal_decisions (id, appeal_id, case_id, round, step, answer, reasons, by_kind, by_id, at)
    values (${row.id}, ${row.appealId}, ${row.caseId}, ${row.round}, ${row.step}, ${row.answer}, ${row.reasons}, ${command.actor.kind}, ${command.actor.id}, ${command.now})`.execute(
    command.tx,
  );
}

export async function insertWords(
  command: Command,
  row: { id: string; appealId: string; caseId: string; round: number; words: string },
): Promise<void> {
  await sql`insert into appeal_words (id, appeal_id, case_id, round, words, at, by_kind, by_id)
    values (${row.id}, ${row.appealId}, ${row.caseId}, ${row.round}, ${row.words}, ${command.now}, ${command.actor.kind}, ${command.actor.id})`.execute(
    command.tx,
  );
}

/** What can be shown of these things: a file's name, or the words. */
export async function shownOf(
  on: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { file: string | null; words: string | null }>> {
  const wanted = sql`any(${[...ids]}::uuid[])`;
  const rows = await all(
    sql<{
      id: string;
      file: string | null;
      words: string | null;
    }>`select id, name as file, null::text as words from files where id = ${wanted}
      union all select id, null, words from case_materials where id = ${wanted}
      union all select id, null, answer from questions where id = ${wanted}
      union all select id, null, nullif(text, '') from findings where id = ${wanted}
      union all select id, null, nullif(text, '') from liabilities where id = ${wanted}
      union all select id, null, nullif(message, '') from offers where id = ${wanted}`,
    on,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** What was brought for the appeal: words, and files of its round, oldest first. */
export function addedTo(
  on: Reader,
  appeal: Pick<AppealRow, 'id' | 'caseId' | 'round'>,
): Promise<{ kind: 'file' | 'words'; id: string; file: string | null; words: string | null; round: number; at: Date }[]> {
  return all(
    sql<{ kind: 'file' | 'words'; id: string; file: string | null; words: string | null; round: number; at: Date }>`select * from (
        select 'words' as kind, id, null as file, words, round, at from appeal_words where appeal_id = ${appeal.id}
        union all select 'file', f.id, f.name, null, e.round, e.added_at from case_files e join files f on f.id = e.file_id
          where e.case_id = ${appeal.caseId} and e.round = ${appeal.round}
      ) x order by at, id`,
    on,
  );
}

/** Who could review: leads and operations of this shop who are there, the least loaded first. Whether they decided before is asked of the case. */
export function reviewersFor(on: Reader, shopId: string): Promise<{ id: string }[]> {
  return all(
    sql<{ id: string }>`select s.id from staff s where s.active and s.role in ('lead', 'operations')
        and (s.all_shops or exists (select from staff_shops x where x.staff_id = s.id and x.shop_id = ${shopId}))
      order by not s.present, s.role <> 'lead', (select count(*) from cases c where c.owner_id = s.id and c.closed_at is null), s.id limit 50`,
    on,
  );
}

/** Names of the members of staff who decided something in the case so far, in the order of the decisions. */
export async function decidersOf(on: Reader, caseId: string): Promise<{ id: string; name: string }[]> {
  return all(
    sql<{ id: string; name: string }>`select s.id, s.name from journey_steps j join staff s on j.by_kind = 'staff' and s.id::text = j.by_id
      where j.case_id = ${caseId} and j.left_at is not null group by s.id, s.name order by min(j.seq)`,
    on,
  );
}

/** The step that ended the case: the last one that was left. */
export function lastStep(on: Reader, caseId: string): Promise<{ id: string } | undefined> {
  return one(
    sql<{ id: string }>`select id from journey_steps where case_id = ${caseId} and left_at is not null order by seq desc limit 1`,
    on,
  );
}

export async function blankAppeals(command: Command, customerId: string): Promise<void> {
  const cases = sql`(select id from cases where customer_id = ${customerId})`;
  await sql`update appeals set reason = '' where case_id in ${cases}`.execute(command.tx);
  await sql`update appeal_words set words = '' where case_id in ${cases}`.execute(command.tx);
  await sql`update appeal_decisions set reasons = '' where case_id in ${cases}`.execute(command.tx);
}
