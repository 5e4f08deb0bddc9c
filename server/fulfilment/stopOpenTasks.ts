import { clockEnds, type Doing, tellOf } from '#case/contract.ts';
import { type Reader, sql } from '#platform/db.ts';
import { familyOf } from './kinds.ts';
import { payeeTaskSlot } from './payee.ts';
import { saveTask, type TaskRow, tasksOfCase } from './tasksStore.ts';

/**
 * Recalls every task of the case that nobody has begun yet (FU-17): the case was withdrawn, or a new offer takes over. Money that the
 * bank gave back had been paid: it stays owed until it is paid again.
 */
export async function stopOpenTasks(doing: Doing, why: 'recalled'): Promise<void> {
  const open = (await tasksOfCase(doing.command.tx, doing.theCase.id)).filter((task) => task.state === 'open');
  const cameBack = open.some((task) => task.detail.bounced);
  for (const task of open) {
    if (task.detail.bounced || (cameBack && task.slot === payeeTaskSlot)) continue;
    await recallOpen(doing, task, { failure: why, note: null });
  }
}

/** Takes money back that nobody has begun to pay: an appeal changed the decision, and what is due is worked out anew (TA-3). Answers fen. */
export async function recallOpenMoney(doing: Doing): Promise<number> {
  let fen = 0;
  for (const task of await openMoneyOf(doing.command.tx, doing.theCase.id))
    if (await recallOpen(doing, task, { failure: 'recalled', note: null })) fen += task.amountFen ?? 0;
  return fen;
}

/** Tasks of a case that pay money and are not paid yet. */
export async function openMoneyOf(on: Reader, caseId: string): Promise<TaskRow[]> {
  return (await tasksOfCase(on, caseId)).filter((task) => task.state === 'open' && task.amountFen !== null);
}

/** Takes one open task back; false when the partner has begun. */
export async function recallOpen(doing: Doing, task: TaskRow, why: { failure: string; note: string | null }): Promise<boolean> {
  const { command, theCase } = doing;
  const { table, undo } = familyOf(task.kind);
  const judged = table.judge(task.state, 'recall');
  if (!judged.ok) return false;
  if (undo && !(await undo(doing, task))) return false;
  await saveTask(command, { ...task, state: judged.to, failure: why.failure, failureNote: why.note, settledAt: command.now });
  await clockEnds(doing, sql`purpose = 'task' and subject = ${task.id}`, 'left');
  await tellOf(command, theCase, { kind: 'fulfilment.recalled', data: { task: task.id, remedy: task.kind } });
  return true;
}
