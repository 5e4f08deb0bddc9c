import type { TheCase } from '#case/contract.ts';
import type { Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { type Given, givenInCase, moneyOf } from './given.ts';
import { shownOf } from './kinds.ts';
import { titleOf } from './optionWords.ts';
import { propose } from './propose.ts';

/** What a changed decision would add to what was given, before anybody decides it (TA-3). Fen. */
export interface MoneyEffect {
  readonly given: readonly Given[];
  readonly givenFen: number;
  /** What the policy permits now. `moreFen`: of money, what is still due after what was given; null: not money. */
  readonly options: readonly { readonly key: string; readonly title: string; readonly moreFen: number | null }[];
}

/** The effect on money of a changed outcome; no options where the case has no policy. */
export async function moneyEffect(on: Reader, theCase: TheCase, lang: Lang, now: Date): Promise<MoneyEffect> {
  const given = await givenInCase(on, theCase);
  const proposal = await propose(on, theCase, now);
  const options = proposal.ok ? proposal.value.options : [];
  return {
    given,
    givenFen: moneyOf(given),
    options: options.map(({ key, plan }) => ({ key, title: titleOf(plan, lang), moreFen: shownOf(plan).fen })),
  };
}
