import { stateTable } from '#platform/stateTable.ts';
import type { batchStates, payeeWays, payoutFailures, payoutStates } from './payoutWire.ts';

export type PayoutState = (typeof payoutStates)[number];
export type BatchState = (typeof batchStates)[number];
export type PayeeWay = (typeof payeeWays)[number];
export type PayoutFailure = (typeof payoutFailures)[number];
type PayoutMove = 'give-payee' | 'batch' | 'unbatch' | 'send' | 'pay' | 'fail' | 'bounce' | 'retry' | 'recall' | 'forget';

/**
 * One payment to an account of the customer's (FU-15). What was sent is out of our hands: only a result moves it. A failed one
 * is made ready again by another payee, or as it is where the payee was not the reason.
 */
export const payoutTable = stateTable<PayoutState, PayoutMove>({
  name: 'payout',
  initial: 'waiting-payee',
  moves: {
    'waiting-payee': { 'give-payee': 'ready', recall: 'recalled' },
    ready: { 'give-payee': 'ready', batch: 'in-batch', recall: 'recalled', forget: 'waiting-payee' },
    'in-batch': { unbatch: 'ready', send: 'sent', recall: 'recalled' },
    sent: { pay: 'paid', fail: 'failed' },
    failed: { 'give-payee': 'ready', retry: 'ready', recall: 'recalled', forget: 'waiting-payee' },
    // The bank gave it back (退票).
    paid: { bounce: 'failed' },
    recalled: {},
  },
  ends: ['paid', 'recalled'],
});

/** A batch that one person made and another checked; settled once every row has its result. */
export const batchTable = stateTable<BatchState, 'approve' | 'return' | 'send' | 'settle'>({
  name: 'payout batch',
  initial: 'in-check',
  moves: {
    'in-check': { approve: 'approved', return: 'returned' },
    approved: { return: 'returned', send: 'sent' },
    sent: { settle: 'settled' },
    returned: {},
    settled: {},
  },
  ends: ['returned', 'settled'],
});

/** Failures that the payee has to be corrected for. */
export const payeeFailures: readonly PayoutFailure[] = ['name-mismatch', 'account-wrong', 'bounced'];
