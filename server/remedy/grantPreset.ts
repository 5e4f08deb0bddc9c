import { type Doing, tellOf } from '#case/contract.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { planFree } from './choosePlans.ts';
import { type ChosenOption, chosenOption } from './chosen.ts';
import { shownOf } from './kinds.ts';
import { isWithin, mostFor } from './limits.ts';
import { insertOffer } from './newOfferStore.ts';
import { insertChoice, setOfferState } from './offerStore.ts';
import { propose } from './propose.ts';
import { reachNow } from './reach.ts';

/** A plan that is granted without an offer, with the row of the policy that allows it. */
export type GrantedPlan = ChosenOption;

/**
 * What a way of the playbook grants by itself (`with: { remedy: points }` of goodwill, RE-4): planned by the same policy, kept as an
 * offer of one option that is chosen at once, so that it cites its row and counts as given. What costs nothing needs no row: no
 * policy can ask surplus back (RE-5). Refuses `no-policy`,
 * `unknown-option` when the policy doesn't permit the remedy, `beyond-policy`.
 */
export async function grantPreset(doing: Doing, remedy: string): Promise<Result<GrantedPlan>> {
  const { command, theCase } = doing;
  const proposal = await propose(command.tx, theCase, command.now);
  if (!proposal.ok) return proposal;
  const allowed = proposal.value.options.find((each) => each.plan.remedy === remedy)?.plan;
  const plan = allowed ?? planFree(remedy, proposal.value.context);
  if (!plan) return refuse('unknown-option', { data: { key: remedy, keys: proposal.value.options.map((each) => each.key).join(', ') } });
  const reach = await reachNow(command.tx, command.actor, theCase, command.now);
  if (allowed && !isWithin(reach, allowed)) return refuse('beyond-policy', { data: { most: mostFor(reach, allowed), remedy } });
  const { policy, facts, validUntil, silence, reopens } = proposal.value;
  const place = { caseId: theCase.id, shopId: theCase.shopId, round: theCase.round };
  const offer = await insertOffer(command, {
    ...place,
    policyVersionId: policy.id,
    facts,
    plans: [plan],
    message: '',
    validUntil,
    silence,
    reopens,
    byRule: true,
  });
  const choice = await insertChoice(command, {
    offerId: offer.id,
    ...place,
    kind: 'option',
    optionId: offer.options[0] ?? null,
    proposal: null,
    channel: 'goodwill',
    byRule: true,
  });
  await setOfferState(command.tx, offer.id, 'chosen', command.now);
  await tellOf(command, theCase, {
    kind: 'choice.made',
    data: {
      offer: offer.id,
      choice,
      kind: 'option',
      option: offer.options[0] ?? null,
      n: 1,
      remedy,
      fen: shownOf(plan).fen,
      points: shownOf(plan).points,
      channel: 'goodwill',
      rule: true,
    },
  });
  const granted = await chosenOption(command.tx, theCase.id);
  if (!granted) throw new Error('what was just granted is chosen');
  return ok(granted);
}
