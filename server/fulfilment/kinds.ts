import type { Remedy } from '#case/contract.ts';
import type { RemedyPlan } from '#remedy/contract.ts';
import { coupon, couponPlans } from './kindCoupon.ts';
import { free, freePlans } from './kindFree.ts';
import { goods, goodsPlans, repair } from './kindGoods.ts';
import { money, moneyPlans } from './kindMoney.ts';
import { payout } from './kindPayout.ts';
import { points, pointsPlans } from './kindPoints.ts';
import { returned, returnPlans } from './kindReturn.ts';
import { followUp, inquiry, work, workPlans } from './kindWork.ts';
import type { PlanCarrier, TaskFamily } from './taskKind.ts';
import type { TaskKind } from './taskStates.ts';

/** The plan of a remedy. */
type PlanOf<R extends Remedy, P = RemedyPlan> = P extends { readonly remedy: infer Own } ? (R extends Own ? P : never) : never;

/** What each remedy is carried out as. With `families` the one place where a kind is added: its file, and a line in both. */
const carriers: { readonly [R in Remedy]: PlanCarrier<PlanOf<R>> } = {
  'correct-information': workPlans,
  rearrange: workPlans,
  resend: goodsPlans,
  reship: goodsPlans,
  exchange: goodsPlans,
  return: returnPlans,
  repair: goodsPlans,
  refund: moneyPlans,
  'part-refund': moneyPlans,
  difference: moneyPlans,
  'claim-payment': moneyPlans,
  coupon: couponPlans,
  points: pointsPlans,
  'keep-surplus': freePlans,
  'reissue-invoice': workPlans,
  'correct-listing': workPlans,
  explanation: freePlans,
};

const families: Readonly<Record<TaskKind, TaskFamily>> = {
  'correct-information': inquiry,
  rearrange: inquiry,
  resend: goods,
  reship: goods,
  exchange: goods,
  return: returned,
  repair,
  refund: money,
  'part-refund': money,
  difference: money,
  'claim-payment': money,
  payout,
  coupon,
  points,
  'keep-surplus': free,
  'reissue-invoice': work,
  'correct-listing': work,
  explanation: free,
  'follow-up': followUp,
};

/** Everything that is special about a kind of task. */
export function familyOf(kind: TaskKind): TaskFamily {
  return families[kind];
}

/** What the plan's remedy is carried out as. */
export function carrierOf(plan: RemedyPlan): PlanCarrier<RemedyPlan> {
  return carriers[plan.remedy];
}
