import { clockEnds, type Doing, tellOf } from '#case/contract.ts';
import { sql } from '#platform/db.ts';
import { recallIntent } from '#platform/intents.ts';
import { refundReversed } from './ledger.ts';
import { bearersOf, book } from './ledgerStore.ts';
import { saveTask, type TaskRow, tasksOfCase } from './tasksStore.ts';

/** Recalls every task of the case that nobody has begun yet (FU-17): the case was withdrawn, or a new offer takes over. */
export async function stopOpenTasks(doing: Doing, why: 'recalled'): Promise<void> {
  const open = (await tasksOfCase(doing.command.tx, doing.theCase.id)).filter((task) => task.state === 'open');
  for (const task of open) await recallOpen(doing, task, { failure: why, note: null });
}

/** Takes one open task back; false when the partner has begun. */
export async function recallOpen(doing: Doing, task: TaskRow, why: { failure: string; note: string | null }): Promise<boolean> {
  const { command, theCase } = doing;
  if (task.state !== 'open') return false;
  if (task.kind === 'refund') {
    if (task.intentId !== null && !(await recallIntent(command, task.key))) return false;
    const bearers = await bearersOf(command.tx, `chosen:${task.key}`);
    await book(command, { caseId: task.caseId, shopId: task.shopId }, refundReversed(task.key, task.amountFen ?? 0, bearers));
  }
  await saveTask(command, { ...task, state: 'recalled', failure: why.failure, failureNote: why.note, settledAt: command.now });
  await clockEnds(doing, sql`purpose = 'task' and subject = ${task.id}`, 'left');
  await tellOf(command, theCase, { kind: 'fulfilment.recalled', data: { task: task.id, remedy: task.kind } });
  return true;
}
