import { createHash } from 'node:crypto';
import { type Doing, lockCase, playbookOf, saveCase, sayMessage, tellOf } from '#case/contract.ts';
import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction, jsonb, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { House } from '#platform/module.ts';
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import { openFollowUp } from './followUp.ts';
import { payoutPaid } from './ledger.ts';
import { book } from './ledgerStore.ts';
import { moveTask } from './moveTask.ts';
import { payeeTaskSlot } from './payee.ts';
import { bouncePayout } from './payoutBounce.ts';
import { type BatchLine, type BatchRow, batchById, dropRow, linesOf, rowKeyOf, saveBatch } from './payoutBatchStore.ts';
import { readResult, type ResultRow, type ResultSays } from './payoutFile.ts';
import { markPayout } from './payoutMark.ts';
import { batchTable, payeeFailures, type PayoutFailure, payoutTable } from './payoutStates.ts';
import { lockPayouts, savePayout } from './payoutStore.ts';
import { payeeAsk, payeeNeededMessage } from './payoutWords.ts';
import { readSheet } from './sheets.ts';
import { tellRole } from './tellRole.ts';

const most = 5000;

export interface TakenResults {
  readonly id: string;
  readonly rows: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly { readonly line: number; readonly key: string; readonly refused: Refusal }[];
}

/**
 * Takes the bank's result file in (FU-15): per row paid, or failed with its reason; each row in a transaction of its own. A bad row
 * is refused with its line and the rest goes in; the same file again changes nothing. Refuses `file-unreadable`, `no-result-columns`,
 * `too-many-rows`.
 */
export async function takeResults(
  house: House,
  who: { actor: Actor; cause: string },
  file: { name: string; bytes: Buffer },
): Promise<Result<TakenResults>> {
  const sheet = await readSheet(file.bytes);
  if (!sheet.ok) return sheet;
  const rows = readResult(sheet.value);
  if (!rows) return refuse('no-result-columns', { field: 'file' });
  if (rows.length > most) return refuse('too-many-rows', { field: 'file', data: { most } });
  const refused: { line: number; key: string; refused: Refusal }[] = [];
  let changed = 0;
  let unchanged = 0;
  for (const row of rows) {
    const done = await takeRow(house, who, row);
    if (!done.ok) refused.push({ line: row.line, key: row.key, refused: done.refused });
    else if (done.value) changed += 1;
    else unchanged += 1;
  }
  const id = newId();
  await sql`insert into payout_results (id, file_name, sha256, row_count, changed, unchanged, refused, made_by, at)
    values (${id}, ${file.name}, ${createHash('sha256').update(file.bytes).digest('hex')}, ${rows.length}, ${changed}, ${unchanged},
      ${jsonb(refused.map((each) => ({ line: each.line, key: each.key, code: each.refused.code, theirs: each.refused.data?.['theirs'] ?? null })))}, ${`${who.actor.kind}:${who.actor.id}`}, ${house.clock.now()})`.execute(
    house.db,
  );
  house.wake();
  return ok({ id, rows: rows.length, changed, unchanged, refused });
}

class Back extends Error {
  readonly refused: Refusal;
  constructor(refused: Refusal) {
    super('refused');
    this.refused = refused;
  }
}

/** True when the row changed something. A refusal rolls the row back as a whole. */
async function takeRow(house: House, who: { actor: Actor; cause: string }, row: ResultRow): Promise<Result<boolean>> {
  try {
    return await inTransaction(house.db, async (tx) => {
      const done = await apply({ tx, now: house.clock.now(), actor: who.actor, cause: who.cause }, row);
      if (!done.ok) throw new Back(done.refused);
      return done;
    });
  } catch (error) {
    if (error instanceof Back) return { ok: false, refused: error.refused };
    throw error;
  }
}

async function apply(command: Command, { key, read }: ResultRow): Promise<Result<boolean>> {
  if ('refused' in read) return refuse(read.refused);
  if (read.says === 'nothing') return ok(false);
  const batch = await batchById(command.tx, key.slice(0, key.lastIndexOf('-')), 'number', false);
  const line = batch && (await linesOf(command.tx, batch.id)).find((each) => rowKeyOf(batch.number, each.position) === key);
  if (!line || line.outcome === 'withdrawn' || line.outcome === 'returned') return refuse('payout-row-unknown', { data: { key } });
  if (batch.state === 'in-check' || batch.state === 'approved') return refuse('payout-row-not-sent', { data: { key } });
  if (line.outcome === read.says) return ok(false);
  if (line.outcome === 'bounced' && saidBefore(line, read)) return ok(false);
  if (line.outcome === 'paid' && read.says === 'failed' && read.cameBack) return bounce(command, line, read.note);
  // Paid after it was said to have failed, or the other way round: somebody has to look before anything goes out again.
  if (line.outcome !== 'waiting') return refuse('payout-row-contradicts', { data: { key, ours: line.outcome, theirs: read.says } });
  if (read.says === 'paid' && read.amountFen !== null && read.amountFen !== line.amountFen)
    return refuse('payout-row-amount', { data: { key, fen: line.amountFen, theirs: read.amountFen } });
  return read.says === 'paid' ? pay(command, batch, line, read) : fail(command, batch, line, read);
}

/** Of a payment that came back: that it did, or the old word that it was paid. Another payment of it is news. */
function saidBefore(line: BatchLine, read: Exclude<ResultSays, { says: 'nothing' }>): boolean {
  return read.says === 'failed' || (line.theirNo ?? '') === read.theirNo;
}

async function bounce(command: Command, line: BatchLine, note: string): Promise<Result<boolean>> {
  const done = await bouncePayout(command, line.taskId, { action: 'payout.make', note });
  return done.ok ? ok(true) : done;
}

async function pay(
  command: Command,
  batch: BatchRow,
  line: BatchLine,
  read: Extract<ResultSays, { says: 'paid' }>,
): Promise<Result<boolean>> {
  const moved = await moveTask(command, line.taskId, {
    move: 'settle',
    action: 'payout.make',
    only: ['payout'],
    change: async (_doing, task) => {
      const [row] = await lockPayouts(command, [line.taskId]);
      const judged = row ? payoutTable.judge(row.state, 'pay') : refuse('not-found');
      if (!row || !judged.ok) return judged.ok ? refuse('not-found') : judged;
      await savePayout(command, { ...row, state: judged.to, theirNo: read.theirNo || null, paidAt: command.now });
      await dropRow(command, { batchId: batch.id, taskId: line.taskId, outcome: 'paid', theirNo: read.theirNo });
      await book(command, task, payoutPaid(task.key, row.amountFen, row.bounces));
      return ok({ ...task, detail: { ...task.detail, payout: judged.to } });
    },
    data: { batch: batch.id },
  });
  if (!moved.ok) return moved;
  await settleBatch(command, batch.id);
  return ok(true);
}

/** It is ready again once the payee was corrected; a payee that doesn't fit comes back as a task, and the customer is asked. */
async function fail(
  command: Command,
  batch: BatchRow,
  line: BatchLine,
  read: Extract<ResultSays, { says: 'failed' }>,
): Promise<Result<boolean>> {
  const locked = await lockCase(command, line.caseId, null, 'payout.make');
  if (!locked.ok) return locked;
  const theCase = locked.value;
  const [row] = await lockPayouts(command, [line.taskId]);
  if (!row) return refuse('not-found');
  const judged = payoutTable.judge(row.state, 'fail');
  if (!judged.ok) return judged;
  await savePayout(command, { ...row, state: judged.to, failure: read.failure, failureNote: read.note });
  await dropRow(command, { batchId: batch.id, taskId: line.taskId, outcome: 'failed', why: read.failure });
  await markPayout(command, line.taskId, { payout: judged.to });
  await tellOf(command, theCase, { kind: 'payout.failed', data: { task: line.taskId, batch: batch.id, why: read.failure } });
  if (payeeFailures.includes(read.failure))
    await askForPayee({ command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) }, read.failure);
  else
    await tellRole(command, {
      role: 'finance',
      caseId: theCase.id,
      notice: 'payout.failed',
      data: { task: line.taskId, why: read.failure },
    });
  await settleBatch(command, batch.id);
  await saveCase(command, theCase);
  return ok(true);
}

async function askForPayee(doing: Doing, why: PayoutFailure): Promise<void> {
  const { command, theCase } = doing;
  await openFollowUp(doing, {
    effect: 'openTask',
    task: payeeTaskSlot,
    to: 'finance',
    ask: payeeAsk,
    within: { n: 24, unit: 'hours' },
    from: command.now,
    step: theCase.step,
  });
  await tellRole(command, { role: 'lead', caseId: theCase.id, notice: 'payout.failed', data: { why } });
  await sayMessage(doing, { message: 'payee-wrong', words: doing.playbook.messages['payee-wrong'] ?? payeeNeededMessage.wrong });
}

/** A batch is settled by the result of its last row. */
async function settleBatch(command: Command, batchId: string): Promise<void> {
  const batch = await batchById(command.tx, batchId);
  if (!batch || (await linesOf(command.tx, batchId)).some((line) => line.outcome === 'waiting')) return;
  const judged = batchTable.judge(batch.state, 'settle');
  if (judged.ok) await saveBatch(command, { ...batch, state: judged.to });
}
