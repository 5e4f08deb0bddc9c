import type { Reader } from '#platform/db.ts';
import { moneyOf, standingParts } from './given.ts';
import type { RemedyPlan } from './plan.ts';
import type { Settled } from './settled.ts';

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

function basisOf(plan: RemedyPlan): string {
  return 'basis' in plan ? plan.basis : plan.remedy === 'return' ? 'goods-value' : 'fixed';
}
