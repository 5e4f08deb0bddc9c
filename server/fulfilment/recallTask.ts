import { type Doing, lockCase, playbookOf } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Moved } from './moveTask.ts';
import { settleRound } from './settleRound.ts';
import { recallOpen } from './stopOpenTasks.ts';
import { taskById } from './tasksStore.ts';

/**
 * Takes a task back until the partner has begun (FU-17): goods until the warehouse has them, a refund until the payment
 * partner was called. The case then makes a new offer. Refuses `partner-has-begun`.
 */
export async function recallTask(command: Command, taskId: string, reason: string): Promise<Result<Moved>> {
  const seen = await taskById(command.tx, taskId);
  if (!seen) return refuse('not-found');
  const locked = await lockCase(command, seen.caseId, null, 'fulfilment.recall');
  if (!locked.ok) return locked;
  const theCase = locked.value;
  const doing: Doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  const task = await taskById(command.tx, taskId);
  if (!task) throw new Error(`task ${taskId} went away under its case's lock`);
  const where = { id: task.id, caseId: task.caseId, stage: theCase.stage };
  if (task.state === 'recalled') return ok({ ...where, state: 'recalled', changed: false });
  if (!(await recallOpen(doing, task, { failure: 'recalled', note: reason })))
    return refuse('partner-has-begun', { data: { key: task.key, state: task.state } });
  const gone = await settleRound(doing);
  return gone.ok ? ok({ ...where, stage: theCase.stage, state: 'recalled', changed: true }) : gone;
}
