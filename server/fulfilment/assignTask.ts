import { lockCase, tellOf } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { mayOn } from '#staff/contract.ts';
import { isGoods } from './kindGoods.ts';
import type { Moved } from './moveTask.ts';
import { saveTask, taskById } from './tasksStore.ts';
import { isOver } from './taskStates.ts';
import { peopleOfShop } from './workStore.ts';

/**
 * Gives a task to somebody, or to nobody in particular: work to whoever does it, goods to whoever of our own staff brings
 * them (FU-13). Refuses `not-found`, `no-such-task-move` once it is over, `cannot-take-task` when the person may not do it there.
 */
export async function assignTask(command: Command, taskId: string, staffId: string | null): Promise<Result<Moved>> {
  const seen = await taskById(command.tx, taskId);
  if (!seen) return refuse('not-found');
  const locked = await lockCase(command, seen.caseId, null, 'fulfilment.report');
  if (!locked.ok) return locked;
  const task = await taskById(command.tx, taskId);
  if (!task) throw new Error(`task ${taskId} went away under its case's lock`);
  const moved = { id: task.id, state: task.state, caseId: task.caseId, stage: locked.value.stage };
  if (task.ownerId === staffId) return ok({ ...moved, changed: false });
  if (isOver(task.state) || task.state === 'shipped')
    return refuse('no-such-task-move', { data: { state: task.state, move: 'assign', key: task.key } });
  const able = isGoods(task.kind) ? await deliverersOf(command.tx, task.shopId) : await peopleOfShop(command.tx, task.shopId);
  if (staffId !== null && !able.some((each) => each.id === staffId)) return refuse('cannot-take-task', { field: 'staffId' });
  await saveTask(command, { ...task, ownerId: staffId });
  await tellOf(command, locked.value, { kind: 'fulfilment.assigned', data: { task: task.id, staff: staffId } });
  return ok({ ...moved, changed: true });
}

/** Who may bring goods of this shop. */
export async function deliverersOf(on: Reader, shopId: string): Promise<{ id: string; name: string }[]> {
  const people = await peopleOfShop(on, shopId);
  return people
    .filter(({ id, role }) =>
      mayOn({ kind: 'staff', id, role, shopIds: [shopId], teamIds: [], lang: 'zh', sessionId: '' }, 'fulfilment.deliver', { shopId }),
    )
    .map(({ id, name }) => ({ id, name }));
}
