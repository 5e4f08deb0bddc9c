import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { clockEnds, lockCase, playbookOf, saveCase, tellOf } from '#case/contract.ts';
import { sql } from '#platform/db.ts';
import { type Moved, moveTask } from './moveTask.ts';
import { saveTask, taskById } from './tasksStore.ts';
import { goodsKinds } from './kindGoods.ts';

/** It can't be sent, or was lost on the way: the case gets a new offer (FU-6). The note is for colleagues only. */
export function failResend(command: Command, taskId: string, why: { reason: string; note?: string | undefined }): Promise<Result<Moved>> {
  return moveTask(command, taskId, {
    move: 'fail',
    action: 'fulfilment.work',
    only: goodsKinds,
    repeats: (task) => task.state === 'failed' && task.failure === why.reason,
    change: (_doing, task) => Promise.resolve(ok({ ...task, failure: why.reason, failureNote: why.note ?? null })),
  });
}

/** It has arrived: said by logistics, by the warehouse's file, or by the parcel's own scan. */
export function arriveResend(command: Command, taskId: string): Promise<Result<Moved>> {
  return moveTask(command, taskId, {
    move: 'arrive',
    action: 'fulfilment.work',
    only: goodsKinds,
    repeats: (task) => task.state === 'arrived',
    change: (_doing, task) => Promise.resolve(ok(task)),
  });
}

/** The goods that an exchange awaits are here. The case doesn't wait for them: what comes back is a fact of its own. A repair begins with them. */
export async function takeBack(command: Command, taskId: string): Promise<Result<Moved>> {
  const seen = await taskById(command.tx, taskId);
  if (!seen) return refuse('not-found');
  if (seen.kind === 'repair' && seen.state === 'open')
    return moveTask(command, taskId, {
      move: 'receive',
      action: 'fulfilment.work',
      only: ['repair'],
      repeats: (task) => task.goodsBack === 'received',
      change: (_doing, task) => Promise.resolve(ok({ ...task, goodsBack: 'received' })),
    });
  const locked = await lockCase(command, seen.caseId, null, 'fulfilment.work');
  if (!locked.ok) return locked;
  const task = await taskById(command.tx, taskId);
  if (!task || task.goodsBack === 'none') return refuse('nothing-to-take-back', { data: { key: seen.key } });
  const moved = { id: task.id, state: task.state, caseId: task.caseId, stage: locked.value.stage };
  if (task.goodsBack === 'received') return ok({ ...moved, changed: false });
  await saveTask(command, { ...task, goodsBack: 'received' });
  await tellOf(command, locked.value, { kind: 'fulfilment.goods-back', data: { task: task.id } });
  return ok({ ...moved, changed: true });
}

/** The warehouse or ERP has taken over what it was sent (FU-14): it is no longer awaited, only the goods are. */
export async function pickUp(command: Command, taskId: string): Promise<Result<Moved>> {
  const seen = await taskById(command.tx, taskId);
  if (!seen || !goodsKinds.includes(seen.kind)) return refuse('not-found');
  const locked = await lockCase(command, seen.caseId, null, 'fulfilment.work');
  if (!locked.ok) return locked;
  const theCase = locked.value;
  const task = await taskById(command.tx, taskId);
  if (!task) throw new Error(`task ${taskId} went away under its case's lock`);
  const moved = { id: task.id, state: task.state, caseId: task.caseId, stage: theCase.stage };
  if (task.state !== 'sent-to-warehouse' || task.pickedAt !== null) return ok({ ...moved, changed: false });
  const late = task.lateWhy === 'not-picked-up' ? { lateAt: null, lateWhy: null } : {};
  await saveTask(command, { ...task, pickedAt: command.now, ...late });
  const doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  await clockEnds(doing, sql`purpose = 'task' and subject = ${task.id} and name = 'task-pick-up'`, 'met');
  await saveCase(command, theCase);
  await tellOf(command, theCase, { kind: 'fulfilment.picked-up', data: { task: task.id } });
  return ok({ ...moved, changed: true });
}
