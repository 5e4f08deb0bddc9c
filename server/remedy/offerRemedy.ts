import { answerStep, type Doing, playbookOf, type Preset, tellOf, type TheCase } from '#case/contract.ts';
import { checkText } from '#channels/contract.ts';
import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Refused, type Result } from '#platform/result.ts';
import { costOf, kindOf, shownOf } from './kinds.ts';
import { mostFor, weightOf } from './limits.ts';
import { insertOffer } from './offerStore.ts';
import type { RemedyPlan } from './plan.ts';
import { propose, type Proposal } from './propose.ts';

export interface OptionGiven {
  readonly key: string;
  /** Another amount than proposed, of money or of points. */
  readonly fen?: number | undefined;
  readonly points?: number | undefined;
}

/**
 * Makes an offer out of what the policy permits and goes on to the customer's choice (RE-3, RE-7). Refuses `no-offer-now`, `no-policy`,
 * `forbidden-words` (RE-11), `unknown-option`, `option-twice`, `no-amount-here`, `beyond-policy` (data: most), and what the step refuses.
 */
export async function offerRemedy(
  command: Command,
  theCase: TheCase,
  given: { options: readonly OptionGiven[]; message: string },
): Promise<Result<{ theCase: TheCase; offerId: string }>> {
  const doing: Doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  const now = whyNotNow(doing);
  if (now) return now;
  const forbidden = checkText(given.message, { outside: false });
  if (forbidden.length > 0)
    return refuse('forbidden-words', { field: 'message', data: { words: forbidden.map((found) => found.words).join('、') } });
  const proposal = await propose(command.tx, theCase, command.now);
  if (!proposal.ok) return proposal;
  const plans = choosePlans(proposal.value, given.options, command.actor);
  if (!plans.ok) return plans;
  const offerId = await store(doing, proposal.value, plans.value, given.message, false);
  const taken = await answerStep(command, theCase, { answer: 'sent', byAct: true });
  return taken.ok ? ok({ theCase: taken.value, offerId }) : taken;
}

/** The fast lane's offer: one option of the remedy that the playbook or the agent named (RE-10). */
export async function presetOffer(doing: Doing, answer: string, preset: Preset): Promise<Result<{ answer: string }>> {
  const now = whyNotNow(doing);
  if (now) return now;
  const proposal = await propose(doing.command.tx, doing.theCase, doing.command.now);
  if (!proposal.ok) return proposal;
  const plans = choosePlans(proposal.value, [{ key: String(preset['remedy']) }], doing.command.actor);
  if (!plans.ok) return plans;
  await store(doing, proposal.value, plans.value, '', true);
  return ok({ answer });
}

function whyNotNow({ theCase, playbook }: Doing): Refused | undefined {
  const isNow = !theCase.closedAt && playbook.steps[theCase.step]?.act === 'offer';
  return isNow ? undefined : refuse('no-offer-now', { data: { step: theCase.step } });
}

/** The chosen plans with the amounts given, each within what the policy and the actor's role allow. Pure. */
export function choosePlans(proposal: Pick<Proposal, 'options'>, given: readonly OptionGiven[], actor: Actor): Result<RemedyPlan[]> {
  const plans: RemedyPlan[] = [];
  for (const [at, wanted] of given.entries()) {
    const field = `options.${at}`;
    const option = proposal.options.find((each) => each.key === wanted.key);
    if (!option)
      return refuse('unknown-option', {
        field: `${field}.key`,
        data: { key: wanted.key, keys: proposal.options.map((each) => each.key).join(', ') },
      });
    if (given.findIndex((each) => each.key === wanted.key) !== at) return refuse('option-twice', { field: `${field}.key` });
    const plan = withAmount(option.plan, wanted);
    if (!plan) return refuse('no-amount-here', { field });
    const most = mostFor(actor, plan);
    if (most !== null && weightOf(plan) > most) return refuse('beyond-policy', { field, data: { most, remedy: plan.remedy } });
    plans.push(plan);
  }
  return ok(plans);
}

function withAmount(plan: RemedyPlan, { fen, points }: OptionGiven): RemedyPlan | undefined {
  if (fen === undefined && points === undefined) return plan;
  return kindOf(plan.remedy).withAmount(plan, { fen, points });
}

async function store(doing: Doing, proposal: Proposal, plans: readonly RemedyPlan[], message: string, byRule: boolean): Promise<string> {
  const { command, theCase } = doing;
  const { id, options } = await insertOffer(command, {
    caseId: theCase.id,
    shopId: theCase.shopId,
    round: theCase.round,
    policyVersionId: proposal.policy.id,
    facts: proposal.facts,
    plans,
    message,
    validUntil: proposal.validUntil,
    silence: proposal.silence,
    reopens: proposal.reopens,
    byRule,
  });
  await tellOf(command, theCase, {
    kind: 'offer.made',
    data: {
      offer: id,
      round: theCase.round,
      rule: byRule,
      validUntil: proposal.validUntil.toISOString(),
      policy: proposal.policy.policy,
      policyVersion: proposal.policy.version,
      options: plans.map((plan, at) => ({
        option: options[at] ?? '',
        remedy: plan.remedy,
        fen: shownOf(plan).fen,
        points: shownOf(plan).points,
        cost: costOf(plan),
        row: plan.source.row,
      })),
    },
  });
  return id;
}
