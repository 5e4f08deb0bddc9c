import { holdCase, tellOf } from '#case/contract.ts';
import { writeAccess } from '#customers/contract.ts';
import type { Command } from '#platform/command.ts';
import { writeEvents } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { mayOn } from '#staff/contract.ts';
import { givenBefore } from './payoutGiven.ts';
import { type BatchRow, batchById, dropRow, insertBatch, linesOf, nextBatchNumber, saveBatch } from './payoutBatchStore.ts';
import { markPayout } from './payoutMark.ts';
import { batchTable, payoutTable } from './payoutStates.ts';
import { lockPayouts, savePayout } from './payoutStore.ts';
import type { payoutLayouts } from './payoutWire.ts';

type Made = Pick<BatchRow, 'id' | 'number' | 'state'>;

/**
 * The maker puts ready payments into a batch (FU-15). A payment is in one batch at a time: the database has it but once. Refuses
 * `not-found`, `payout-not-ready` (data: number) and `over-paid` for none: that is the checker's to decide.
 */
export async function makeBatch(command: Command, ids: readonly string[]): Promise<Result<Made>> {
  const wanted = [...new Set(ids)];
  const rows = await lockPayouts(command, wanted);
  if (rows.length < wanted.length || rows.some((row) => !mayOn(command.actor, 'payout.make', { shopId: row.shopId })))
    return refuse('not-found');
  for (const row of rows) {
    const judged = payoutTable.judge(row.state, 'batch');
    if (!judged.ok) return refuse('payout-not-ready', { field: 'ids', data: { number: row.caseNumber, state: row.state } });
    await savePayout(command, { ...row, state: judged.to });
    await markPayout(command, row.taskId, { payout: judged.to });
  }
  const batch = { id: newId(), number: await nextBatchNumber(command) };
  await insertBatch(command, batch, rows);
  const fen = rows.reduce((total, row) => total + row.amountFen, 0);
  await writeEvents(command, [{ kind: 'payouts.batched', data: { batch: batch.id, n: rows.length, fen } }]);
  return ok({ ...batch, state: 'in-check' });
}

/**
 * Another person looks at it: approved, it may be sent; returned, its payments are ready again. Refuses `not-found`, `own-batch`,
 * `no-such-move`, `reason-required` for a return, and `over-paid` (data: numbers) where more would go out than was paid and no reason
 * stands for it.
 */
export async function checkBatch(
  command: Command,
  batchId: string,
  given: { answer: 'approved' | 'returned'; reason: string },
): Promise<Result<Made>> {
  const lines = await linesOf(command.tx, batchId);
  const payouts = await lockPayouts(
    command,
    lines.map((line) => line.taskId),
  );
  const batch = await batchById(command.tx, batchId);
  if (!batch || payouts.some((row) => !mayOn(command.actor, 'payout.check', { shopId: row.shopId }))) return refuse('not-found');
  const by = `${command.actor.kind}:${command.actor.id}`;
  if (batch.madeBy === by) return refuse('own-batch');
  const judged = batchTable.judge(batch.state, given.answer === 'approved' ? 'approve' : 'return');
  if (!judged.ok) return judged;
  const reason = given.reason.trim();
  const waiting = payouts.filter((row) => row.state === 'in-batch');
  if (given.answer === 'approved') {
    const before = await givenBefore(command.tx, waiting);
    const over = waiting.filter((row) => before.get(row.taskId)?.warnings.some((each) => each.code === 'over-paid'));
    if (over.length > 0 && reason === '')
      return refuse('over-paid', { field: 'reason', data: { numbers: over.map((row) => row.caseNumber).join('、') } });
  } else {
    if (reason === '') return refuse('reason-required', { field: 'reason' });
    for (const row of waiting) {
      await savePayout(command, { ...row, state: 'ready' });
      await markPayout(command, row.taskId, { payout: 'ready' });
      await dropRow(command, { batchId, taskId: row.taskId, outcome: 'returned' });
    }
  }
  const checked = { checkedBy: by, checkedAt: command.now };
  const why = given.answer === 'approved' ? { override: reason || null } : { note: reason };
  await saveBatch(command, { ...batch, ...checked, ...why, state: judged.to });
  await writeEvents(command, [
    given.answer === 'approved'
      ? { kind: 'payouts.approved', data: { batch: batchId, n: waiting.length } }
      : { kind: 'payouts.returned', data: { batch: batchId, n: waiting.length } },
  ]);
  return ok({ id: batch.id, number: batch.number, state: judged.to });
}

/**
 * The file of an approved batch is made: from now on its payments are with the bank, and only a result moves them. Refuses
 * `not-found`, `no-such-move`, `payee-missing` where a payee was erased meanwhile.
 */
export async function sendBatch(
  command: Command,
  batchId: string,
  as: { layout: (typeof payoutLayouts)[number]; format: 'csv' | 'xlsx' },
): Promise<Result<Made>> {
  const lines = await linesOf(command.tx, batchId);
  const cases = new Map<string, Parameters<typeof tellOf>[1]>();
  for (const caseId of [...new Set(lines.map((line) => line.caseId))].sort()) {
    const held = await holdCase(command, caseId, 'payout.make');
    if (!held.ok) return held;
    cases.set(caseId, held.value);
  }
  const payouts = await lockPayouts(
    command,
    lines.map((line) => line.taskId),
  );
  const batch = await batchById(command.tx, batchId);
  if (!batch) return refuse('not-found');
  const judged = batchTable.judge(batch.state, 'send');
  if (!judged.ok) return judged;
  const mine = payouts.filter((row) => row.state === 'in-batch');
  const blank = mine.find((row) => row.payee === null);
  if (blank) return refuse('payee-missing', { data: { number: blank.caseNumber } });
  for (const row of mine) {
    const theCase = cases.get(row.caseId);
    if (!theCase) throw new Error(`the case of payout ${row.taskId} was not held`);
    await savePayout(command, { ...row, state: 'sent' });
    await markPayout(command, row.taskId, { payout: 'sent' });
    await tellOf(command, theCase, { kind: 'payout.sent', data: { task: row.taskId, batch: batchId, fen: row.amountFen } });
  }
  await saveBatch(command, { ...batch, ...as, state: judged.to, sentAt: command.now });
  await writeAccess(command, { act: 'export', subject: 'payouts', subjectId: batchId, why: `${batch.number} ${as.layout} ${mine.length}` });
  return ok({ id: batch.id, number: batch.number, state: judged.to });
}
