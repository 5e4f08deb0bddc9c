import { answerStep, type Doing, playbookOf, type Preset, stepOf, tellOf, type TheCase } from '#case/contract.ts';
import { checkText } from '#channels/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Refused, type Result } from '#platform/result.ts';
import { askApproval } from './askApproval.ts';
import { choosePlans, type OptionGiven, type OutsideGiven } from './choosePlans.ts';
import { isSubject } from './fairness.ts';
import { costOf, shownOf } from './kinds.ts';
import { legalStanding } from './legalStore.ts';
import type { Need } from './limits.ts';
import { insertOffer } from './newOfferStore.ts';
import { choicesOf } from './offerStore.ts';
import type { RemedyPlan } from './plan.ts';
import { propose, type Proposal } from './propose.ts';
import { reachNow } from './reach.ts';

/** An offer as it is made. */
export interface OfferGiven {
  readonly options: readonly OptionGiven[];
  readonly message: string;
  /** Remedies that the policy doesn't permit: somebody else approves them (RE-7). */
  readonly outside?: readonly OutsideGiven[];
  /** The customer's proposal that this offer answers (RE-3). */
  readonly answersChoice?: string | undefined;
  /** What the offerer says to the approver. */
  readonly note?: string;
}

/**
 * Makes an offer out of what the policy permits and goes on to the customer's choice (RE-3); what is above the offerer's own
 * authority or outside the policy goes to somebody who may approve it, where the playbook has such a step (RE-7). Refuses
 * `no-offer-now`, `legal-review` and `legal-no-offer` (RE-12), `subject-of-complaint` (LI-5), `no-policy`, `forbidden-words` (RE-11),
 * `no-such-proposal`, `option-count`, what `choosePlans` refuses, and what the step refuses.
 */
export async function offerRemedy(
  command: Command,
  theCase: TheCase,
  given: OfferGiven,
): Promise<Result<{ theCase: TheCase; offerId: string; approval: string | null }>> {
  const doing: Doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  const now = whyNotNow(doing) ?? (await whyNotMay(doing));
  if (now) return now;
  const count = given.options.length + (given.outside?.length ?? 0);
  if (count < 1 || count > 4) return refuse('option-count', { field: 'options' });
  const forbidden = checkText(given.message, { outside: false });
  if (forbidden.length > 0)
    return refuse('forbidden-words', { field: 'message', data: { words: forbidden.map((found) => found.words).join('、') } });
  if (given.answersChoice) {
    const cited = (await choicesOf(command.tx, theCase.id)).find((each) => each.id === given.answersChoice);
    if (cited?.kind !== 'proposal') return refuse('no-such-proposal', { field: 'answersChoice' });
  }
  const proposal = await propose(command.tx, theCase, command.now);
  if (!proposal.ok) return proposal;
  const reach = await reachNow(command.tx, command.actor, theCase, command.now);
  const mayAsk = stepOf(doing.playbook, theCase.step)?.answers['submitted'] !== undefined;
  const chosen = choosePlans(proposal.value, given.options, reach, { outside: given.outside ?? [], mayAsk });
  if (!chosen.ok) return chosen;
  const legal = (await legalStanding(command.tx, theCase.id)) === 'offer-with-approval';
  if (legal && !mayAsk) return refuse('legal-no-offer');
  const needs: Need[] = [...chosen.value.needs, ...(legal ? [{ remedy: '*', why: 'legal', most: null } as const] : [])];
  const state = needs.length > 0 ? 'submitted' : 'open';
  const offerId = await store(doing, proposal.value, chosen.value.plans, { ...given, byRule: false, state });
  const approval =
    state === 'open'
      ? null
      : await askApproval(command, theCase, {
          offerId,
          plans: chosen.value.plans,
          needs,
          approver: legal ? 'operations' : chosen.value.approver,
          note: given.note ?? '',
        });
  const taken = await answerStep(command, theCase, { answer: state === 'open' ? 'sent' : 'submitted', byAct: true });
  return taken.ok ? ok({ theCase: taken.value, offerId, approval }) : taken;
}

/** The fast lane's offer: one option of the remedy that the playbook or the agent named (RE-10). */
export async function presetOffer(doing: Doing, answer: string, preset: Preset): Promise<Result<{ answer: string }>> {
  const { command, theCase } = doing;
  const now = whyNotNow(doing) ?? (await whyNotMay(doing));
  if (now) return now;
  const proposal = await propose(command.tx, theCase, command.now);
  if (!proposal.ok) return proposal;
  const reach = await reachNow(command.tx, command.actor, theCase, command.now);
  const chosen = choosePlans(proposal.value, [{ key: String(preset['remedy']) }], reach);
  if (!chosen.ok) return chosen;
  await store(doing, proposal.value, chosen.value.plans, { message: '', byRule: true, state: 'open' });
  return ok({ answer });
}

/** Whether the case is at an offer at all. */
export function whyNotNow({ theCase, playbook }: Doing): Refused | undefined {
  const isNow = !theCase.closedAt && playbook.steps[theCase.step]?.act === 'offer';
  return isNow ? undefined : refuse('no-offer-now', { data: { step: theCase.step } });
}

/** Nothing is offered while a legal review is open (RE-12), nor by whom the complaint is about (LI-5). */
export async function whyNotMay({ command, theCase }: Doing): Promise<Refused | undefined> {
  const legal = await legalStanding(command.tx, theCase.id);
  if (legal === 'open') return refuse('legal-review');
  if (legal === 'no-offer') return refuse('legal-no-offer');
  return (await isSubject(command.tx, theCase.id, command.actor)) ? refuse('subject-of-complaint') : undefined;
}

/** Writes an offer with its event; the step is answered by the caller. Answers its id. */
export async function store(
  doing: Doing,
  proposal: Proposal,
  plans: readonly RemedyPlan[],
  given: { message: string; byRule: boolean; state: 'open' | 'submitted'; answersChoice?: string | undefined },
): Promise<string> {
  const { command, theCase } = doing;
  const { id, options } = await insertOffer(command, {
    caseId: theCase.id,
    shopId: theCase.shopId,
    round: theCase.round,
    policyVersionId: proposal.policy.id,
    facts: proposal.facts,
    plans,
    message: given.message,
    validUntil: proposal.validUntil,
    silence: proposal.silence,
    reopens: proposal.reopens,
    byRule: given.byRule,
    state: given.state,
    answersChoice: given.answersChoice ?? null,
  });
  await tellOf(command, theCase, {
    kind: given.state === 'open' ? 'offer.made' : 'offer.submitted',
    data: {
      offer: id,
      round: theCase.round,
      rule: given.byRule,
      validUntil: proposal.validUntil.toISOString(),
      policy: proposal.policy.policy,
      policyVersion: proposal.policy.version,
      answers: given.answersChoice ?? null,
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
