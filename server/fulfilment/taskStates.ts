import { stateTable } from '#platform/stateTable.ts';
import type { taskKinds, taskStates } from './wire.ts';

/** What a task carries out. */
export type TaskKind = (typeof taskKinds)[number];
/** How far a task is. */
export type TaskState = (typeof taskStates)[number];

/** What moves a task. `doubt`: the customer says that goods haven't come; `receive`: what was to be sent back is here; `bounce`: the bank gave back what it had paid. */
export type TaskMove =
  | 'send'
  | 'ship'
  | 'renumber'
  | 'arrive'
  | 'reach-door'
  | 'hand-over'
  | 'receive'
  | 'doubt'
  | 'settle'
  | 'bounce'
  | 'ask'
  | 'confirm'
  | 'refuse'
  | 'fail'
  | 'recall';

const onTheWay = { renumber: 'shipped', arrive: 'arrived', fail: 'failed' } as const;
const atTheDoor = { 'reach-door': 'at-door', 'hand-over': 'done', fail: 'failed' } as const;

/** Goods that go out. Recalled only until the warehouse has it (FU-17); after that it is the warehouse that says it was stopped (`fail`). */
export const goodsTask = stateTable({
  name: 'goods task',
  initial: 'open',
  moves: {
    open: { send: 'sent-to-warehouse', ship: 'shipped', ...atTheDoor, recall: 'recalled' },
    'sent-to-warehouse': { send: 'sent-to-warehouse', ship: 'shipped', ...atTheDoor },
    'at-door': atTheDoor,
    shipped: onTheWay,
    arrived: { doubt: 'shipped' },
    done: {},
    failed: {},
    recalled: {},
  },
  ends: ['arrived', 'done', 'failed', 'recalled'],
});

/** Goods that come in, are mended and go out again. */
export const repairTask = stateTable({
  name: 'repair task',
  initial: 'open',
  moves: {
    open: { receive: 'in-repair', fail: 'failed', recall: 'recalled' },
    'in-repair': { ship: 'shipped', ...atTheDoor },
    'at-door': atTheDoor,
    shipped: onTheWay,
    arrived: { doubt: 'shipped' },
    done: {},
    failed: {},
    recalled: {},
  },
  ends: ['arrived', 'done', 'failed', 'recalled'],
});

/** Money, points, a coupon, and work that is done or not: there is nothing between. */
export const plainTask = stateTable({
  name: 'plain task',
  initial: 'open',
  moves: { open: { settle: 'done', fail: 'failed', recall: 'recalled' }, done: {}, failed: {}, recalled: {} },
  ends: ['done', 'failed', 'recalled'],
});

/** Money to an account: what was paid can come back (退票, FU-15), and is owed again. */
export const payoutTask = stateTable({
  name: 'payout task',
  initial: 'open',
  moves: { open: { settle: 'done', fail: 'failed', recall: 'recalled' }, done: { bounce: 'open' }, failed: {}, recalled: {} },
  ends: ['done', 'failed', 'recalled'],
});

/** A carrier or a warehouse is asked, and only its own word counts (FU-3). */
export const inquiryTask = stateTable({
  name: 'inquiry task',
  initial: 'open',
  moves: {
    open: { ask: 'asked', fail: 'failed', recall: 'recalled' },
    asked: { ask: 'asked', confirm: 'confirmed', refuse: 'refused', fail: 'failed' },
    confirmed: {},
    refused: {},
    failed: {},
    recalled: {},
  },
  ends: ['confirmed', 'refused', 'failed', 'recalled'],
});

/** What a state means for the round: still under way, with the customer, or lost. */
export type Fate = 'waiting' | 'reached' | 'lost';

const fates: Readonly<Record<TaskState, Fate>> = {
  open: 'waiting',
  'sent-to-warehouse': 'waiting',
  'in-repair': 'waiting',
  'at-door': 'waiting',
  shipped: 'waiting',
  asked: 'waiting',
  arrived: 'reached',
  done: 'reached',
  confirmed: 'reached',
  refused: 'lost',
  failed: 'lost',
  recalled: 'lost',
};

export function fateOf(state: TaskState): Fate {
  return fates[state];
}

export function isOver(state: TaskState): boolean {
  return fates[state] !== 'waiting';
}

/** How the tasks of a round stand together: what the step is answered with. */
export type Standing = 'waiting' | 'done' | 'failed';

/**
 * Failed as soon as one task did that hasn't led to a new offer yet, and when none reached the customer; done when what was
 * not given up did.
 */
export function standingOf(tasks: readonly { readonly state: TaskState; readonly raised: boolean }[]): Standing {
  if (tasks.some((task) => fates[task.state] === 'lost' && !task.raised)) return 'failed';
  if (tasks.some((task) => fates[task.state] === 'waiting')) return 'waiting';
  return tasks.length > 0 && tasks.every((task) => fates[task.state] === 'lost') ? 'failed' : 'done';
}
