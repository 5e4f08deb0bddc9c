import type { Command } from '#platform/command.ts';
import { all, one, type Reader, type Sql, sql } from '#platform/db.ts';
import type { BatchState } from './payoutStates.ts';
import type { payoutLayouts } from './payoutWire.ts';

export interface BatchRow {
  readonly id: string;
  /** P261121-1: counted within the day. */
  readonly number: string;
  readonly state: BatchState;
  /** Actor, `staff:<id>`. */
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly checkedBy: string | null;
  readonly checkedAt: Date | null;
  readonly note: string | null;
  readonly override: string | null;
  readonly layout: (typeof payoutLayouts)[number] | null;
  readonly format: 'csv' | 'xlsx' | null;
  readonly sentAt: Date | null;
  readonly downloads: number;
}

/** A payment in a batch; `rowKey` stands in the files and finds exactly this try of it. */
export interface BatchLine {
  readonly batchId: string;
  readonly taskId: string;
  readonly caseId: string;
  readonly position: number;
  readonly amountFen: number;
  readonly outcome: 'waiting' | 'paid' | 'failed' | 'returned' | 'withdrawn' | 'bounced';
  readonly why: string | null;
  /** The bank's number of it. */
  readonly theirNo: string | null;
}

export const rowKeyOf = (number: string, position: number): string => `${number}-${String(position).padStart(3, '0')}`;

const columns = sql`b.id, b.number, b.state, b.made_by as "madeBy", b.made_at as "madeAt", b.checked_by as "checkedBy", b.checked_at as "checkedAt", b.note, b.override,
  b.layout, b.format, b.sent_at as "sentAt", b.downloads`;
const lineColumns = sql`r.batch_id as "batchId", r.task_id as "taskId", p.case_id as "caseId", r.position, r.amount_fen as "amountFen", r.outcome, r.why, r.their_no as "theirNo"`;

/** The next number of its day; two that make a batch at once wait for each other. */
export async function nextBatchNumber({ tx, now }: Command): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('payout-batch'))`.execute(tx);
  const day = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(2, 10).replaceAll('-', '');
  const row = await one(sql<{ n: number }>`select count(*)::int as n from payout_batches where number like ${`P${day}-%`}`, tx);
  return `P${day}-${(row?.n ?? 0) + 1}`;
}

export async function insertBatch(
  command: Command,
  batch: { id: string; number: string },
  lines: readonly { taskId: string; amountFen: number }[],
): Promise<void> {
  await sql`insert into payout_batches (id, number, state, made_by, made_at)
    values (${batch.id}, ${batch.number}, 'in-check', ${`${command.actor.kind}:${command.actor.id}`}, ${command.now})`.execute(command.tx);
  const rows = lines.map((line, i) => sql`(${batch.id}, ${line.taskId}, ${i + 1}, ${line.amountFen}, 'waiting', ${command.now})`);
  await sql`insert into payout_rows (batch_id, task_id, position, amount_fen, outcome, at) values ${sql.join(rows)}`.execute(command.tx);
}

export async function saveBatch(command: Command, batch: BatchRow): Promise<void> {
  await sql`update payout_batches set state = ${batch.state}, checked_by = ${batch.checkedBy}, checked_at = ${batch.checkedAt}, note = ${batch.note},
      override = ${batch.override}, layout = ${batch.layout}, format = ${batch.format}, sent_at = ${batch.sentAt} where id = ${batch.id}`.execute(
    command.tx,
  );
}

/** A batch by its id or its number, or the one that a task waits in; with `lock` held until the command ends. */
export function batchById(on: Reader, id: string, by: 'id' | 'number' | 'of-task' = 'id', lock = true): Promise<BatchRow | undefined> {
  const which: Record<typeof by, Sql> = {
    id: sql`b.id = ${by === 'id' ? id : null}::uuid`,
    number: sql`b.number = ${id}`,
    'of-task': sql`b.id = (select r.batch_id from payout_rows r where r.task_id = ${by === 'of-task' ? id : null}::uuid and r.outcome = 'waiting')`,
  };
  return one(sql<BatchRow>`select ${columns} from payout_batches b where ${which[by]} ${lock ? sql`for update of b` : sql``}`, on);
}

/** Counts a download and answers how many there have been. */
export async function countDownload(command: Command, id: string): Promise<number> {
  const row = await one(
    sql<{ n: number }>`update payout_batches set downloads = downloads + 1 where id = ${id} returning downloads as n`,
    command.tx,
  );
  return row?.n ?? 1;
}

export function linesOf(on: Reader, batchId: string): Promise<BatchLine[]> {
  return all(
    sql<BatchLine>`select ${lineColumns} from payout_rows r join payouts p on p.task_id = r.task_id where r.batch_id = ${batchId} order by r.position`,
    on,
  );
}

/** The batch that each payment is in, or was in last. */
export async function lastBatches(on: Reader, taskIds: readonly string[]): Promise<Map<string, { id: string; number: string }>> {
  const rows = await all(
    sql<{
      taskId: string;
      id: string;
      number: string;
    }>`select distinct on (r.task_id) r.task_id as "taskId", b.id, b.number from payout_rows r join payout_batches b on b.id = r.batch_id
      where r.task_id = any(${[...taskIds]}::uuid[]) order by r.task_id, b.made_at desc, b.id desc`,
    on,
  );
  return new Map(rows.map((row) => [row.taskId, { id: row.id, number: row.number }]));
}

/** Takes a payment out of a batch, or writes down what came of it. */
export async function dropRow(
  command: Command,
  of: { batchId: string; taskId: string; outcome: BatchLine['outcome']; why?: string; theirNo?: string },
): Promise<void> {
  await sql`update payout_rows set outcome = ${of.outcome}, why = ${of.why ?? null}, their_no = ${of.theirNo ?? null}, at = ${command.now}
    where batch_id = ${of.batchId} and task_id = ${of.taskId}`.execute(command.tx);
}

export interface BatchSums {
  readonly batchId: string;
  readonly n: number;
  readonly totalFen: number;
  readonly paidFen: number;
  readonly failedFen: number;
  readonly waitingFen: number;
}

/** What stands in batches in money; rows that were taken out before anything was sent don't count. */
export function batchSums(on: Reader, batchIds: readonly string[]): Promise<BatchSums[]> {
  return all(
    sql<BatchSums>`select batch_id as "batchId", count(*)::int as n, sum(amount_fen)::bigint as "totalFen",
        coalesce(sum(amount_fen) filter (where outcome = 'paid'), 0)::bigint as "paidFen", coalesce(sum(amount_fen) filter (where outcome in ('failed', 'bounced')), 0)::bigint as "failedFen",
        coalesce(sum(amount_fen) filter (where outcome = 'waiting'), 0)::bigint as "waitingFen"
      from payout_rows where batch_id = any(${[...batchIds]}::uuid[]) and outcome <> 'withdrawn' group by batch_id`,
    on,
  );
}

export function batchPage(
  on: Reader,
  state: BatchState | undefined,
  below: { at: string; id: string } | null,
  limit: number,
): Promise<BatchRow[]> {
  return all(
    sql<BatchRow>`select ${columns} from payout_batches b where (${state ?? null}::text is null or b.state = ${state ?? null})
      and ${below === null ? sql`true` : sql`(b.made_at, b.id) < (${below.at}::timestamptz, ${below.id}::uuid)`}
      order by b.made_at desc, b.id desc limit ${limit}`,
    on,
  );
}

export async function batchCount(on: Reader, state: BatchState | undefined): Promise<number> {
  const row = await one(
    sql<{
      n: number;
    }>`select count(*)::int as n from payout_batches b where (${state ?? null}::text is null or b.state = ${state ?? null})`,
    on,
  );
  return row?.n ?? 0;
}
