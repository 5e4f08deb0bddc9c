/**
 * What other stages may use of remedy.
 *
 * Events of this stage. `offer.made` {offer, options, validUntil}; `choice.made` {offer, choice, kind, option, n, remedy, fen, points} with
 * kind option | declined | proposal | unwanted, option null unless one was chosen; `offer.ended` {offer, state};  `policy.published` {policy, version}; `offer.submitted` like `offer.made` for one that waits for
 * approval; `approval.asked` {approval, offer, most, sum, needs, approver}, `approval.decided` {approval, offer, answer, via, onBehalfOf},
 * `approval.delegated`, `approval.delegation-ended`; `claim.valued` {valuation, basis, value, salvage, cap, claim}; `legal.raised` {review,
 * flags, evidence}, `legal.decided` {review, decision}.
 */
export type {
  CouponPlan,
  FreePlan,
  GoodsPlan,
  MoneyPlan,
  PayWay,
  PlannedGoods,
  PointsPlan,
  PolicySource,
  RemedyPlan,
  ReturnPlan,
  WayBack,
  WorkPlan,
} from './plan.ts';
export { type ChosenOption, chosenOption } from './chosen.ts';
export { type GrantedPlan, grantPreset } from './grantPreset.ts';
export { type ChoiceGiven, recordChoice } from './chooseRemedy.ts';
export { presentOffers } from './offerView.ts';
export { payArrival } from './planSay.ts';
export { isSubject } from './fairness.ts';
export { type Frozen, frozenUntil, hashOfFrozen } from './frozen.ts';
export { coversSum, rolesCovering } from './authorityStore.ts';
export { type BatchOffer, offerInBatch, previewOffer } from './batchOffer.ts';
export { type MoneyEffect, moneyEffect } from './moneyEffect.ts';
