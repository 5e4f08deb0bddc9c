import type { Remedy } from '#case/contract.ts';
import type { Kind, OtherAmount, Shown } from './kind.ts';
import { couponKind } from './kindCoupon.ts';
import { freeKind } from './kindFree.ts';
import { goodsKind } from './kindGoods.ts';
import { moneyKind } from './kindMoney.ts';
import { pointsKind } from './kindPoints.ts';
import { returnKind } from './kindReturn.ts';
import { workKind } from './kindWork.ts';
import type { RemedyPlan } from './plan.ts';

type PlanFor<R extends Remedy, P = RemedyPlan> = P extends RemedyPlan ? (R extends P['remedy'] ? P : never) : never;

/** Which family plans and words each remedy (RE-1). A remedy is added here and in its family's file. */
const kinds: { readonly [R in Remedy]: Kind<PlanFor<R>> } = {
  'correct-information': workKind,
  rearrange: workKind,
  resend: goodsKind,
  reship: goodsKind,
  exchange: goodsKind,
  return: returnKind,
  repair: goodsKind,
  refund: moneyKind,
  'part-refund': moneyKind,
  difference: moneyKind,
  'claim-payment': moneyKind,
  coupon: couponKind,
  points: pointsKind,
  'keep-surplus': freeKind,
  'reissue-invoice': workKind,
  'correct-listing': workKind,
  explanation: freeKind,
};

/** The family of a plan, or of a remedy by its name. */
export function kindOf(remedy: Remedy): Kind<RemedyPlan> {
  return kinds[remedy];
}

/** The plan and what is carried out together with it. */
export function partsOfPlan(plan: RemedyPlan): readonly RemedyPlan[] {
  return [plan, ...(plan.also ?? [])];
}

/** What a plan gives altogether: money, points, goods out and back, the last day of them. */
export function shownOf(plan: RemedyPlan): Shown {
  const all = partsOfPlan(plan).map((each) => kindOf(each.remedy).shows(each));
  const sum = (values: (number | null | undefined)[]): number | null =>
    values.reduce<number | null>((total, value) => (value == null ? total : (total ?? 0) + value), null);
  return {
    fen: sum(all.map((each) => each.fen)),
    points: sum(all.map((each) => each.points)),
    goods: all.flatMap((each) => each.goods ?? []),
    sendBack: all.flatMap((each) => each.sendBack ?? []),
    promisedArrival:
      all
        .flatMap((each) => each.promisedArrival ?? [])
        .sort()
        .at(-1) ?? null,
  };
}

/** The plan with another amount; undefined where it takes none, or where a second part of it has an amount of the same kind. */
export function withOtherAmount(plan: RemedyPlan, given: OtherAmount): RemedyPlan | undefined {
  const beside = (plan.also ?? []).map((each) => shownOf(each));
  if (given.fen !== undefined && beside.some((each) => each.fen !== null)) return undefined;
  if (given.points !== undefined && beside.some((each) => each.points !== null)) return undefined;
  return kindOf(plan.remedy).withAmount(plan, given);
}

/** What it costs us altogether, fen; null: not known of a part of it. */
export function costOf(plan: RemedyPlan): number | null {
  const costs = partsOfPlan(plan).map((each) => each.costFen);
  return costs.some((cost) => cost === null) ? null : costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0);
}
