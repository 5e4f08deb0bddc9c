import type { Refused } from '#platform/result.ts';
import { stateTable } from '#platform/stateTable.ts';
import type { taskKinds, taskStates } from './wire.ts';

/** What a task carries out. */
export type TaskKind = (typeof taskKinds)[number];
/** How far a task is. */
export type TaskState = (typeof taskStates)[number];

/** What moves a resend or an exchange. `doubt`: the customer says that it hasn't come. */
export type GoodsMove = 'send' | 'ship' | 'renumber' | 'arrive' | 'hand-over' | 'fail' | 'recall' | 'doubt';
/** What moves a refund, points, an explanation or a follow-up. */
export type MoneyMove = 'settle' | 'fail' | 'recall';

/** Recalled only until the warehouse has it (FU-17); after that it is the warehouse that says it was stopped (`fail`). */
export const goodsTask = stateTable<TaskState, GoodsMove>({
  name: 'goods task',
  initial: 'open',
  moves: {
    open: { send: 'sent-to-warehouse', ship: 'shipped', 'hand-over': 'done', fail: 'failed', recall: 'recalled' },
    'sent-to-warehouse': { send: 'sent-to-warehouse', ship: 'shipped', 'hand-over': 'done', fail: 'failed' },
    shipped: { renumber: 'shipped', arrive: 'arrived', fail: 'failed' },
    arrived: { doubt: 'shipped' },
    done: {},
    failed: {},
    recalled: {},
  },
  ends: ['arrived', 'done', 'failed', 'recalled'],
});

export const moneyTask = stateTable<'open' | 'done' | 'failed' | 'recalled', MoneyMove>({
  name: 'money task',
  initial: 'open',
  moves: { open: { settle: 'done', fail: 'failed', recall: 'recalled' }, done: {}, failed: {}, recalled: {} },
  ends: ['done', 'failed', 'recalled'],
});

export const goodsKinds: readonly TaskKind[] = ['resend', 'exchange'];
export const isGoods = (kind: TaskKind): boolean => goodsKinds.includes(kind);

/** Where a move leads a task of this kind; refuses `no-such-move`. */
export function judgeMove(
  kind: TaskKind,
  from: TaskState,
  move: GoodsMove | MoneyMove,
): { readonly ok: true; readonly to: TaskState } | Refused {
  return isGoods(kind) ? goodsTask.judge(from, move as GoodsMove) : moneyTask.judge(from as 'open', move as MoneyMove);
}

/** Moves that are open from here, for the screen. */
export function movesFrom(kind: TaskKind, from: TaskState): (GoodsMove | MoneyMove)[] {
  const moves: readonly (GoodsMove | MoneyMove)[] = isGoods(kind)
    ? ['ship', 'renumber', 'arrive', 'hand-over', 'fail', 'recall']
    : kind === 'follow-up'
      ? ['settle']
      : ['recall'];
  return moves.filter((move) => judgeMove(kind, from, move).ok);
}

/** How the tasks of a round stand together: what the step is answered with. */
export type Standing = 'waiting' | 'done' | 'failed';

/**
 * Failed as soon as one task did that hasn't led to a new offer yet, and when none reached the customer; done when what was
 * not given up did.
 */
export function standingOf(tasks: readonly { readonly state: TaskState; readonly raised: boolean }[]): Standing {
  const lost = (state: TaskState): boolean => state === 'failed' || state === 'recalled';
  if (tasks.some((task) => lost(task.state) && !task.raised)) return 'failed';
  if (tasks.some((task) => task.state === 'open' || task.state === 'sent-to-warehouse' || task.state === 'shipped')) return 'waiting';
  return tasks.length > 0 && tasks.every((task) => lost(task.state)) ? 'failed' : 'done';
}
