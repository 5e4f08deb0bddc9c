import type { Reader } from '#platform/db.ts';
import { type GivenRow, givenFor } from './payoutStore.ts';
import type { payoutWarnings } from './payoutWire.ts';

export interface Given {
  readonly paidFen: number | null;
  readonly platformFen: number;
  readonly oursFen: number;
  readonly carrierFen: number;
}
export interface Warning {
  readonly code: (typeof payoutWarnings)[number];
  readonly fen: number | null;
}

/** What was given for the same goods, and what follows from it, before money leaves (RE-13). */
export async function givenBefore(
  on: Reader,
  payouts: readonly { readonly taskId: string; readonly amountFen: number }[],
): Promise<Map<string, { given: Given; warnings: Warning[]; orderNo: string | null }>> {
  const rows = await givenFor(
    on,
    payouts.map((each) => each.taskId),
  );
  const amounts = new Map(payouts.map((each) => [each.taskId, each.amountFen]));
  return new Map(
    rows.map((row) => [row.taskId, { given: row, warnings: warningsOf(row, amounts.get(row.taskId) ?? 0), orderNo: row.orderNo }]),
  );
}

/**
 * What whoever makes and checks a payment should know. `over-paid` stops it: with this payment more would have been given for
 * the goods than was paid; freight that was laid out and coupons don't count. Pure.
 */
export function warningsOf(row: Omit<GivenRow, 'taskId' | 'orderNo'>, amountFen: number): Warning[] {
  const over = row.paidFen === null ? 0 : row.platformFen + row.oursFen - row.besideFen + amountFen - row.paidFen;
  const found: (Warning | false)[] = [
    over > 0 && { code: 'over-paid', fen: over },
    row.platformFen > 0 && { code: 'platform-refunded', fen: row.platformFen },
    row.oursFen > 0 && { code: 'given-before', fen: row.oursFen },
    row.goodsSent && { code: 'goods-sent', fen: null },
    row.freightInsured && { code: 'freight-insured', fen: null },
    (row.insuredFen ?? 0) > 0 && { code: 'carrier-insured', fen: row.insuredFen },
    row.carrierFen > 0 && { code: 'carrier-paid', fen: row.carrierFen },
    row.bounces > 0 && { code: 'bounced', fen: amountFen },
    row.paidFen === null && { code: 'no-order', fen: null },
  ];
  return found.filter((each) => each !== false);
}
