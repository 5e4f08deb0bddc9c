import type { Doing } from '#case/contract.ts';
import { chosenOption } from '#remedy/contract.ts';
import { type Plan, planOf } from './plan.ts';

/**
 * What the step is to carry out: the option chosen last in this round, or what the way here was given by the playbook
 * (`with: { remedy: points }` of goodwill, RE-4). Undefined when there is neither.
 */
export async function planToCarryOut(doing: Doing, preset: Readonly<Record<string, unknown>>): Promise<Plan | undefined> {
  const { command, theCase } = doing;
  if (typeof preset['remedy'] === 'string') return undefined;
  const chosen = await chosenOption(command.tx, theCase.id);
  return chosen && planOf(`choice:${chosen.choiceId}`, chosen.plan);
}
