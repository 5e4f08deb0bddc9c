import { clockEnds, type Doing, tellOf } from '#case/contract.ts';
import { sql } from '#platform/db.ts';
import { familyOf } from './kinds.ts';
import { saveTask, takeChoiceBack, type TaskRow, tasksOfCase } from './tasksStore.ts';

/** Recalls every task of the case that nobody has begun yet (FU-17): the case was withdrawn, or a new offer takes over. */
export async function stopOpenTasks(doing: Doing, why: 'recalled'): Promise<void> {
  const open = (await tasksOfCase(doing.command.tx, doing.theCase.id)).filter((task) => task.state === 'open');
  for (const task of open) await recallOpen(doing, task, { failure: why, note: null });
}

/** Takes one open task back; false when the partner has begun. */
export async function recallOpen(doing: Doing, task: TaskRow, why: { failure: string; note: string | null }): Promise<boolean> {
  const { command, theCase } = doing;
  if (task.state !== 'open') return false;
  const { undo } = familyOf(task.kind);
  if (undo && !(await undo(doing, task))) return false;
  await saveTask(command, { ...task, state: 'recalled', failure: why.failure, failureNote: why.note, settledAt: command.now });
  await takeChoiceBack(command, task);
  await clockEnds(doing, sql`purpose = 'task' and subject = ${task.id}`, 'left');
  await tellOf(command, theCase, { kind: 'fulfilment.recalled', data: { task: task.id, remedy: task.kind } });
  return true;
}
