import { hour } from '#platform/clock.ts';
import type { PlannedGoods, RemedyPlan } from '#remedy/contract.ts';
import type { TaskKind } from './taskStates.ts';

/** What the customer chose, as this stage carries it out. Amounts in fen. */
export interface Plan {
  /** `choice:<id>` or `goodwill:<case>:<round>`: each is carried out once. */
  readonly source: string;
  readonly remedy: TaskKind;
  readonly amountFen: number | null;
  readonly payWay: 'platform-refund' | 'counter' | null;
  readonly points: number | null;
  readonly items: readonly PlanItem[];
  /** Promised with the offer; null: by the settings. */
  readonly promisedArrival: Date | null;
  /** The customer sends goods back (exchange). */
  readonly goodsBack: boolean;
}

export interface PlanItem {
  readonly lineId: string | null;
  readonly partCode: string;
  readonly name: string;
  readonly quantity: number;
  readonly warehouseId: string | null;
  readonly erpCode: string | null;
  /** Of all pieces together. */
  readonly costFen: number;
}

/** How fast goods go out and travel when the offer didn't promise a time. */
export interface Pace {
  readonly shipWithinHours: number;
  readonly carrierDays: number;
  /** Freight of one shipment when nobody enters it; 0: not booked. */
  readonly freightFen: number;
}

export const defaultPace: Pace = { shipWithinHours: 24, carrierDays: 3, freightFen: 0 };

/** A chosen option as this stage carries it out. */
export function planOf(source: string, chosen: RemedyPlan): Plan {
  const bare = {
    source,
    remedy: chosen.remedy,
    amountFen: null,
    payWay: null,
    points: null,
    items: [],
    promisedArrival: null,
    goodsBack: false,
  } as const;
  switch (chosen.remedy) {
    case 'resend':
      return { ...bare, items: chosen.goods.map(itemOf), promisedArrival: new Date(chosen.promisedArrival) };
    case 'exchange':
      return {
        ...bare,
        items: chosen.goods.map(itemOf),
        promisedArrival: new Date(chosen.promisedArrival),
        goodsBack: chosen.sendBack.length > 0,
      };
    case 'refund':
      return { ...bare, amountFen: chosen.fen, payWay: chosen.way };
    case 'points':
      return { ...bare, points: chosen.points };
    case 'explanation':
      return bare;
    default:
      return chosen satisfies never;
  }
}

function itemOf(goods: PlannedGoods): PlanItem {
  return {
    lineId: goods.caseLineId ?? goods.orderLineId,
    partCode: goods.code,
    name: goods.name,
    quantity: goods.quantity,
    warehouseId: goods.warehouseId,
    erpCode: goods.erpCode,
    costFen: goods.costFen ?? 0,
  };
}

export interface PlannedTask {
  readonly kind: TaskKind;
  readonly slot: string;
  readonly item: PlanItem | null;
  readonly amountFen: number | null;
  readonly payWay: 'platform-refund' | 'counter' | null;
  readonly points: number | null;
  readonly shipBy: Date | null;
  readonly promisedAt: Date | null;
  readonly goodsBack: 'none' | 'awaited';
}

/** The tasks of a plan: a resend or exchange has one for each of its lines, all else is one task (FU-1). Pure. */
export function tasksOf(plan: Plan, now: Date, pace: Pace): PlannedTask[] {
  const single = {
    slot: plan.remedy,
    item: null,
    amountFen: null,
    payWay: null,
    points: null,
    shipBy: null,
    promisedAt: null,
    goodsBack: 'none',
  } as const;
  switch (plan.remedy) {
    case 'refund':
      return [{ ...single, kind: 'refund', amountFen: positive(plan.amountFen, plan), payWay: plan.payWay ?? 'platform-refund' }];
    case 'points':
      return [{ ...single, kind: 'points', points: positive(plan.points, plan) }];
    case 'explanation':
      return [{ ...single, kind: 'explanation' }];
    case 'resend':
    case 'exchange': {
      const remedy = plan.remedy;
      if (plan.items.length === 0) throw new Error(`${plan.source} has nothing to send`);
      const shipBy = new Date(now.getTime() + pace.shipWithinHours * hour);
      const promisedAt = plan.promisedArrival ?? promiseFrom(now, pace);
      return plan.items.map((item) => ({
        ...single,
        kind: remedy,
        slot: `${item.lineId ?? 'order'}/${item.partCode}`,
        item,
        shipBy: shipBy < promisedAt ? shipBy : promisedAt,
        promisedAt,
        goodsBack: plan.goodsBack ? 'awaited' : 'none',
      }));
    }
    case 'follow-up':
      throw new Error(`${plan.source}: a follow-up is never chosen`);
    default:
      return plan.remedy satisfies never;
  }
}

/** When goods that are ordered now should arrive. */
export function promiseFrom(now: Date, pace: Pace): Date {
  return new Date(now.getTime() + (pace.shipWithinHours + 24 * pace.carrierDays) * hour);
}

function positive(amount: number | null, plan: Plan): number {
  if (amount === null || amount <= 0) throw new Error(`${plan.source} is a ${plan.remedy} without an amount`);
  return amount;
}
