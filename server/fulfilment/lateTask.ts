import { type Doing, tellOf } from '#case/contract.ts';
import { jsonb, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { saveTask, taskById, type TaskRow } from './tasksStore.ts';
import { isGoods } from './taskStates.ts';

/**
 * A task's clock ran out: the task says why it is late, logistics is told (money: the lead), once for each reason. Owner
 * and ladder are told by the clock itself (CL-6).
 */
export async function markLate(doing: Doing, taskId: string): Promise<void> {
  const { command, theCase } = doing;
  const task = /^[0-9a-f-]{36}$/.test(taskId) ? await taskById(command.tx, taskId) : undefined;
  const why = task && reasonOf(task);
  if (!task || !why || task.lateWhy === why) return;
  await saveTask(command, { ...task, lateAt: task.lateAt ?? command.now, lateWhy: why });
  await sql`insert into notices (id, role, case_id, kind, data, at) values (${newId()}, ${isGoods(task.kind) || task.kind === 'follow-up' ? 'logistics' : 'lead'}, ${theCase.id}, 'task.late',
    ${jsonb({ task: task.id, why })}, ${command.now})`.execute(command.tx);
  await tellOf(command, theCase, { kind: 'fulfilment.late', data: { task: task.id, why } });
}

function reasonOf(task: TaskRow): string | undefined {
  if (task.kind === 'follow-up') return task.state === 'open' ? 'not-answered' : undefined;
  if (task.state === 'open' || task.state === 'sent-to-warehouse') return isGoods(task.kind) ? 'not-shipped' : 'not-paid';
  if (task.state === 'shipped') return task.doubtedAt ? 'doubted' : 'not-arrived';
  return undefined;
}
