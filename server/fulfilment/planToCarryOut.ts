import type { Doing } from '#case/contract.ts';
import { RolledBack } from '#platform/result.ts';
import { chosenOption, grantPreset, type GrantedPlan } from '#remedy/contract.ts';
import type { Chosen } from './plan.ts';

/**
 * What the step is to carry out: the option chosen last in this round, or what the way here was given by the playbook
 * (`with: { remedy: points }` of goodwill, RE-4): planned by the policy like every offer; what it doesn't permit refuses the
 * whole command. Undefined when there is neither.
 */
export async function planToCarryOut(doing: Doing, preset: Readonly<Record<string, unknown>>): Promise<Chosen | undefined> {
  const { command, theCase } = doing;
  const chosen = typeof preset['remedy'] === 'string' ? await granted(doing, preset['remedy']) : await chosenOption(command.tx, theCase.id);
  return chosen && { source: `choice:${chosen.choiceId}`, plan: chosen.plan, anew: false };
}

async function granted(doing: Doing, remedy: string): Promise<GrantedPlan> {
  const plan = await grantPreset(doing, remedy);
  if (!plan.ok) throw new RolledBack(plan);
  return plan.value;
}
