import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql, type Tx } from '#platform/db.ts';

/** One remedy for all cases of an incident, as it stands. Fen. */
export interface RemedyRow {
  readonly id: string;
  readonly incidentId: string;
  readonly state: 'waiting' | 'running' | 'done' | 'returned';
  readonly key: string;
  readonly message: string;
  readonly sumFen: number;
  readonly cases: number;
  readonly askedBy: string;
  readonly asker: string;
  readonly askedAt: Date;
  readonly decidedBy: string | null;
  readonly decider: string | null;
  readonly reason: string;
}

export interface RowRow {
  readonly remedyId: string;
  readonly caseId: string;
  readonly number: string;
  readonly state: 'waiting' | 'done' | 'failed';
  readonly fen: number | null;
  readonly why: string | null;
}

const columns = sql`r.id, r.incident_id as "incidentId", r.state, r.remedy_key as key, r.message, r.sum_fen as "sumFen", r.cases, r.asked_by as "askedBy",
  (select name from staff where id = r.asked_by) as asker, r.asked_at as "askedAt", r.decided_by as "decidedBy", (select name from staff where id = r.decided_by) as decider, r.reason`;

export function remediesOf(on: Reader, incidentId: string): Promise<RemedyRow[]> {
  return all(
    sql<RemedyRow>`select ${columns} from incident_remedies r where r.incident_id = ${incidentId} order by r.asked_at desc, r.id desc`,
    on,
  );
}

export function remedyById(on: Reader, id: string): Promise<RemedyRow | undefined> {
  return one(sql<RemedyRow>`select ${columns} from incident_remedies r where r.id = ${id}`, on);
}

/** The same under a lock. */
export async function lockRemedy(tx: Tx, id: string): Promise<RemedyRow | undefined> {
  await sql`select 1 from incident_remedies where id = ${id} for update`.execute(tx);
  return remedyById(tx, id);
}

export function rowsOf(on: Reader, incidentId: string): Promise<RowRow[]> {
  return all(
    sql<RowRow>`select r.remedy_id as "remedyId", r.case_id as "caseId", c.number, r.state, r.fen, r.why from incident_rows r join cases c on c.id = r.case_id
      where r.incident_id = ${incidentId} order by c.seq`,
    on,
  );
}

/** Writes a remedy that waits for approval, with a row per case. */
export async function insertRemedy(
  command: Command,
  row: { id: string; incidentId: string; key: string; message: string; sumFen: number; rows: readonly { caseId: string; fen: number }[] },
): Promise<void> {
  await sql`insert into incident_remedies (id, incident_id, state, remedy_key, message, sum_fen, cases, asked_by, asked_at)
    values (${row.id}, ${row.incidentId}, 'waiting', ${row.key}, ${row.message}, ${row.sumFen}, ${row.rows.length}, ${command.actor.id}, ${command.now})`.execute(
    command.tx,
  );
  await sql`insert into incident_rows (remedy_id, incident_id, case_id, state, fen)
    select ${row.id}, ${row.incidentId}, x.case_id, 'waiting', x.fen
    from unnest(${row.rows.map((each) => each.caseId)}::uuid[], ${row.rows.map((each) => each.fen)}::bigint[]) x (case_id, fen)`.execute(
    command.tx,
  );
}

export async function decideRemedy(command: Command, id: string, state: 'running' | 'returned', reason: string): Promise<void> {
  await sql`update incident_remedies set state = ${state}, decided_by = ${command.actor.id}, decided_at = ${command.now}, reason = ${reason} where id = ${id}`.execute(
    command.tx,
  );
}

/** Failed rows wait again, where the case hasn't been offered it since. Answers how many. */
export async function waitAgain(command: Command, id: string): Promise<number> {
  const rows = await all(
    sql<{ id: string }>`update incident_rows r set state = 'waiting', why = null where r.remedy_id = ${id} and r.state = 'failed'
      and not exists (select from incident_rows d where d.incident_id = r.incident_id and d.case_id = r.case_id and d.state = 'done') returning case_id as id`,
    command.tx,
  );
  if (rows.length > 0) await sql`update incident_remedies set state = 'running' where id = ${id}`.execute(command.tx);
  return rows.length;
}

/** Waiting rows of remedies that run, the oldest remedy first. */
export function waitingRows(on: Reader, limit: number): Promise<{ remedyId: string; caseId: string }[]> {
  return all(
    sql<{
      remedyId: string;
      caseId: string;
    }>`select w.remedy_id as "remedyId", w.case_id as "caseId" from incident_rows w join incident_remedies r on r.id = w.remedy_id
      where w.state = 'waiting' and r.state = 'running' order by r.asked_at, w.case_id limit ${limit}`,
    on,
  );
}

/** Takes one waiting row under a lock; undefined when somebody else has it or it is done. */
export async function takeRow(tx: Tx, remedyId: string, caseId: string): Promise<{ fen: number } | undefined> {
  return one(
    sql<{
      fen: number;
    }>`select coalesce(fen, 0) as fen from incident_rows where remedy_id = ${remedyId} and case_id = ${caseId} and state = 'waiting' for update skip locked`,
    tx,
  );
}

export async function endRow(
  tx: Tx,
  at: Date,
  row: { remedyId: string; caseId: string; state: 'done' | 'failed'; why?: string; offerId?: string },
): Promise<void> {
  await sql`update incident_rows set state = ${row.state}, why = ${row.why ?? null}, offer_id = ${row.offerId ?? null}, tries = tries + 1, at = ${at}
    where remedy_id = ${row.remedyId} and case_id = ${row.caseId} and state = 'waiting'`.execute(tx);
}

/** A remedy without waiting rows is done. */
export async function endFinished(tx: Tx, id: string): Promise<boolean> {
  const row = await one(
    sql<{ id: string }>`update incident_remedies r set state = 'done' where id = ${id} and state = 'running'
      and not exists (select from incident_rows w where w.remedy_id = r.id and w.state = 'waiting') returning id`,
    tx,
  );
  return row !== undefined;
}
