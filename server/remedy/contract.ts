/** What other stages may use of remedy. */
export type { ExchangePlan, ExplanationPlan, PlannedGoods, PointsPlan, PolicySource, RefundPlan, RemedyPlan, ResendPlan } from './plan.ts';
export { type ChosenOption, chosenOption } from './chosen.ts';
export { type GrantedPlan, grantPreset } from './grantPreset.ts';
export { offerWords, type OfferWords } from './offerWords.ts';
export { type ChoiceGiven, recordChoice, repeatsChoice } from './chooseRemedy.ts';
export { presentOffers } from './offerView.ts';

/**
 * Events of this stage. `offer.made` {offer, options, validUntil}; `choice.made` {offer, choice, kind, option, n, remedy, fen, points} with
 * kind option | declined | proposal | unwanted, option null unless one was chosen; `offer.ended` {offer, state}; `policy.published` {policy, version}.
 */
export const offerMade = 'offer.made';
export const choiceMade = 'choice.made';
export const offerEnded = 'offer.ended';
export const policyPublished = 'policy.published';
