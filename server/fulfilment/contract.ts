/** What other stages may use of carrying out. */
export { type Progress, progressOf } from './progress.ts';
export { givesFile } from './tasksStore.ts';
export { type ReturnedForCustomer, returnedOf } from './returnedOf.ts';
export { announceByCustomer } from './changeReturned.ts';
export { otherPickupTime } from './pickups.ts';
export { givePayeeByCustomer } from './payee.ts';
export { type PayoutForCustomer, payoutsOf } from './payoutOf.ts';
export { openMoneyOf, recallOpenMoney } from './stopOpenTasks.ts';
export { recallCorrections } from './recallCorrections.ts';
export type { TaskKind, TaskState } from './taskStates.ts';

/**
 * Events of this stage, with the case: `fulfilment.opened` {task, remedy, part, quantity, fen, points, round}; `fulfilment.sent`,
 * `.shipped`, `.renumbered`, `.arrived`, `.handed-over`, `.settled` (money paid, follow-up reported), `.not-done` {why},
 * `.recalled` {task, remedy, state}; `fulfilment.doubted` {task} (the customer says it hasn't come); `fulfilment.late`
 * {task, why}; `fulfilment.asked` {task, by, wanted}, `.confirmed`, `.refused` (what a carrier was asked for, FU-3), `.assigned` {task, staff}, `.at-door`, `.picked-up`;
 * `coupons.added` {pool, added}; `carrier.contradicted` {task, ours, theirs}; `fulfilment.failed` {tasks, why} (the case goes back to an offer); `fulfilment.goods-back` {task};
 * `payment.contradicted` {intent, ours, theirs}; `intent.resolved` {intent, happened}; `ledger.reconciled` {balanced, differences}.
 * `payout.payee-given` {task, by, way}, `payout.sent` {task, batch, fen}, `payout.failed` {task, batch, why}; `fulfilment.bounced` {task} (the bank gave it back); `payouts.batched`, `.approved`, `.returned` {batch, n}.
 * `returned.awaited` {returned, way, goods}, `.announced` {returned, pickup}, `.received` {returned, arrival, weight}, `.inspected`, `.not-ours`
 * {returned, grade, grades}, `.pickup-booked` {returned, from, until}, `.pickup-missed` {returned, why}, `.pickup-wished`, `.pickup-unbooked`, `.pickup-unreported` {returned}, `.send-instead` {returned, most}, `.overdue`, `.given-up` {returned}, `.freight-claimed` {returned, fen}; `parcel.turned-up` {lost, parcel, state}.
 */
