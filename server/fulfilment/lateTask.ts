import { type Doing, tellOf } from '#case/contract.ts';
import { familyOf } from './kinds.ts';
import { tellRole } from './tellRole.ts';
import { saveTask, taskById } from './tasksStore.ts';

/**
 * A task's clock ran out: the task says why it is late, and whoever looks after its kind is told, once for each reason. Owner
 * and ladder are told by the clock itself (CL-6).
 */
export async function markLate(doing: Doing, taskId: string): Promise<void> {
  const { command, theCase } = doing;
  const task = /^[0-9a-f-]{36}$/.test(taskId) ? await taskById(command.tx, taskId) : undefined;
  const why = task && familyOf(task.kind).late(task, command.now);
  if (!task || !why || task.lateWhy === why) return;
  await saveTask(command, { ...task, lateAt: task.lateAt ?? command.now, lateWhy: why });
  const told = familyOf(task.kind).told(task);
  await tellRole(command, { role: told, caseId: theCase.id, notice: 'task.late', data: { task: task.id, why } });
  await tellOf(command, theCase, { kind: 'fulfilment.late', data: { task: task.id, why } });
}
