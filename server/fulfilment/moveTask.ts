import { clockEnds, type Doing, lockCase, playbookOf, tellOf } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { sql } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Action } from '#staff/contract.ts';
import { settleRound } from './settleRound.ts';
import { saveTask, taskById, type TaskRow } from './tasksStore.ts';
import { familyOf } from './kinds.ts';
import { isGoods } from './kindGoods.ts';
import { fateOf, isOver, type TaskKind, type TaskMove as Move, type TaskState } from './taskStates.ts';

export interface Moved {
  readonly id: string;
  readonly state: TaskState;
  readonly caseId: string;
  readonly stage: string;
  readonly changed: boolean;
}

export interface TaskMove {
  readonly move: Move;
  readonly action: Action;
  /** Kinds of task that this is for; another one is `not-found`. */
  readonly only: readonly TaskKind[];
  /** The same said again: nothing happens. */
  readonly repeats?: (task: TaskRow) => boolean;
  /** What else changes of the row; it may do further work in the same transaction, or refuse. */
  readonly change: (doing: Doing, task: TaskRow) => Promise<Result<TaskRow>>;
  /** Further particulars of its event: codes and ids only. */
  readonly data?: Readonly<Record<string, string>>;
  /** What is done once the row stands as it should (messages). */
  readonly after?: (doing: Doing, task: TaskRow) => Promise<void>;
}

/**
 * Moves one task under its case's lock: judges, changes the row, ends its clocks, writes the event, and lets the case go on
 * when it was the last. Refuses `not-found`, `no-such-task-move` and what `change` refuses; the row stays untouched then.
 */
export async function moveTask(command: Command, taskId: string, wanted: TaskMove): Promise<Result<Moved>> {
  const seen = await taskById(command.tx, taskId);
  if (!seen || !wanted.only.includes(seen.kind)) return refuse('not-found');
  const locked = await lockCase(command, seen.caseId, null, wanted.action);
  if (!locked.ok) return locked;
  const theCase = locked.value;
  const doing: Doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  const task = await taskById(command.tx, taskId);
  if (!task) throw new Error(`task ${taskId} went away under its case's lock`);
  if (wanted.repeats?.(task)) return ok({ id: task.id, state: task.state, caseId: theCase.id, stage: theCase.stage, changed: false });
  const judged = familyOf(task.kind).table.judge(task.state, wanted.move);
  if (!judged.ok) return refuse('no-such-task-move', { data: { state: task.state, move: wanted.move, key: task.key } });
  const changed = await wanted.change(doing, { ...task, state: judged.to });
  if (!changed.ok) return changed;
  const after = changed.value;
  await saveTask(command, { ...after, settledAt: isOver(after.state) ? command.now : null });
  await clockEnds(doing, clocksEndedBy(task, after.state), fateOf(after.state) === 'lost' ? 'left' : 'met');
  await tellOf(command, theCase, {
    kind: `fulfilment.${eventOf[wanted.move]}`,
    data: { task: task.id, remedy: task.kind, state: after.state, ...(after.failure ? { why: after.failure } : {}), ...wanted.data },
  });
  await wanted.after?.(doing, after);
  const gone = await settleRound(doing);
  return gone.ok ? ok({ id: task.id, state: after.state, caseId: theCase.id, stage: theCase.stage, changed: true }) : gone;
}

const eventOf: Record<Move, string> = {
  send: 'sent',
  ship: 'shipped',
  renumber: 'renumbered',
  arrive: 'arrived',
  'reach-door': 'at-door',
  'hand-over': 'handed-over',
  receive: 'goods-back',
  doubt: 'doubted',
  settle: 'settled',
  bounce: 'bounced',
  ask: 'asked',
  confirm: 'confirmed',
  refuse: 'refused',
  fail: 'not-done',
  recall: 'recalled',
};

function clocksEndedBy(task: TaskRow, state: TaskState) {
  const mine = sql`purpose = 'task' and subject = ${task.id}`;
  if (isOver(state)) return mine;
  return isGoods(task.kind) && state === 'shipped' ? sql`${mine} and name in ('task-ship', 'task-pick-up')` : sql`false`;
}
