import { checkClocks } from './checkClocks.ts';
import { checkFacts } from './checkFacts.ts';
import { checkFlow } from './checkFlow.ts';
import { checkSteps } from './checkSteps.ts';
import { checkWords } from './checkWords.ts';
import type { Fault, Source } from './faults.ts';
import type { Playbook } from './playbook.ts';

/**
 * Everything that the grammar can't see: names that lead nowhere, dead ends, unreachable steps, clocks without an end,
 * loops without a limit, words that don't match. A playbook with one fault isn't started.
 */
export function checkPlaybook(playbook: Playbook, source: Source): readonly Fault[] {
  return [checkSteps, checkFlow, checkClocks, checkWords, checkFacts].flatMap((check) => check(playbook, source));
}
