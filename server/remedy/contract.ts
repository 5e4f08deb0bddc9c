/**
 * What other stages may use of remedy.
 *
 * Events of this stage. `offer.made` {offer, options, validUntil}; `choice.made` {offer, choice, kind, option, n, remedy, fen, points} with
 * kind option | declined | proposal | unwanted, option null unless one was chosen; `offer.ended` {offer, state}; `policy.published` {policy, version}.
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
