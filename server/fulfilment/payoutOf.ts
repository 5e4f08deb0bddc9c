import type { Lang } from '#platform/actor.ts';
import { formatFen } from '#platform/money.ts';
import type { Reader } from '#platform/db.ts';
import { awaitsCustomer } from './payee.ts';
import type { PayeeWay } from './payoutStates.ts';
import { payoutsOfCase } from './payoutStore.ts';
import { payoutFailureWords } from './payoutWords.ts';

/** Money that goes to an account of the customer's, as they may read it: the account masked once it is given. */
export interface PayoutForCustomer {
  readonly id: string;
  readonly amount: string;
  /** Where it goes, masked; null: it waits for that. */
  readonly payee: { readonly way: PayeeWay; readonly name: string; readonly account: string } | null;
  /** Why it came back, if it did. */
  readonly failed: string | null;
  /** The customer may say where it goes, or correct it. */
  readonly mayGive: boolean;
}

export async function payoutsOf(on: Reader, caseId: string, lang: Lang): Promise<PayoutForCustomer[]> {
  const rows = await payoutsOfCase(on, caseId);
  return rows
    .filter((row) => row.state !== 'recalled')
    .map((row) => ({
      id: row.taskId,
      amount: formatFen(row.amountFen, lang),
      payee: row.payee !== null && row.way !== null ? { way: row.way, name: row.nameMask, account: row.accountMask } : null,
      failed: row.state === 'failed' && row.failure !== null ? payoutFailureWords(row.failure, lang) : null,
      mayGive: awaitsCustomer(row),
    }));
}
