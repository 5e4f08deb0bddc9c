import type { Reader } from '#platform/db.ts';
import { moneyOf, standingParts } from './given.ts';
import type { RemedyPlan } from './plan.ts';

/** Money that this case gave before for a loss; what is due now for the same loss is only the rest of it (RE-13). Fen. */
export interface Settled {
  /** What the amount was taken from (`amountSources`); `*`: it counts for every loss. */
  readonly basis: string;
  readonly fen: number;
}

/** A value of the goods, however it was found: it is lost once. */
const goodsValues: readonly string[] = ['parts-value', 'goods-value', 'order-value', 'insured-value', 'claim-value', 'short-share'];

/**
 * What this case has paid already. After an appeal all of it is part of what the changed decision grants (TA-3). Else what was paid
 * for the same lines, and of fixed amounts what this round gave: a new round may grant a further token on purpose.
 */
export async function settledIn(
  on: Reader,
  theCase: { readonly id: string; readonly round: number; readonly appeals: number },
  lineRound: number,
): Promise<Settled[]> {
  return (await standingParts(on, theCase.id)).flatMap((part): Settled[] => {
    const fen = moneyOf([{ remedy: part.plan.remedy, fen: part.fen }]);
    if (fen === 0) return [];
    if (theCase.appeals > 0) return [{ basis: '*', fen }];
    const basis = basisOf(part.plan);
    const counts = basis === 'fixed' ? part.round === theCase.round : part.round >= lineRound;
    return counts ? [{ basis, fen }] : [];
  });
}

/** What of it is to be deducted from an amount that is taken from there, fen. Pure. */
export function settledFor(settled: readonly Settled[], basis: string): number {
  return settled.filter((each) => each.basis === '*' || lossOf(each.basis) === lossOf(basis)).reduce((sum, each) => sum + each.fen, 0);
}

function basisOf(plan: RemedyPlan): string {
  return 'basis' in plan ? plan.basis : plan.remedy === 'return' ? 'goods-value' : 'fixed';
}

function lossOf(basis: string): string {
  return goodsValues.includes(basis) ? 'goods' : basis;
}
