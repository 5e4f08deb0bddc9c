import type { Party, Words } from '#case/contract.ts';

/** One thing that is sent or comes back. `orderLineId`: the ordered line it belongs to; `code`: of the part, or of the goods. */
export interface PlannedGoods {
  /** The case's line it answers; null when the whole order line is meant. */
  readonly caseLineId: string | null;
  readonly orderLineId: string | null;
  readonly code: string;
  readonly erpCode: string | null;
  readonly name: string;
  readonly nameEn: string;
  readonly quantity: number;
  /** Where it is sent from; null: not known, logistics decides. */
  readonly warehouseId: string | null;
  /** Cost to us of all pieces, fen; null: not known. */
  readonly costFen: number | null;
}

/** Where an option comes from: the version of the policy and the row that allowed it (RE-2). */
export interface PolicySource {
  readonly policy: string;
  readonly version: number;
  /** Counted from 1, as the table is read. */
  readonly row: number;
  readonly rowId: string;
}

/** How goods come back: not at all, fetched at the door, or sent by the customer whose freight we repay (FU-10). */
export const waysBack = ['none', 'pickup', 'own-shipment'] as const;
export type WayBack = (typeof waysBack)[number];

/** Which way money goes (FU-15): back through the platform, a small payment there, over the counter, or by payout. */
export const payWays = ['platform-refund', 'platform-payment', 'counter', 'payout'] as const;
export type PayWay = (typeof payWays)[number];

interface Common {
  readonly source: PolicySource;
  /** Most that an agent and a lead may grant: of money in fen, of points in points, of goods their value in fen. */
  readonly agentMost: number;
  readonly leadMost: number;
  /** What the goods concerned are worth to the customer, fen. */
  readonly valueFen: number;
  /** What it costs us, fen, without freight; null: not known. */
  readonly costFen: number | null;
  /** Carried out together with it: points beside a refund, the second of two lines (IN-10). Never nested deeper. */
  readonly also?: readonly RemedyPlan[];
}

/** Goods go out. resend: parts; reship: the same goods anew; exchange and repair: against what comes back. */
export interface GoodsPlan extends Common {
  readonly remedy: 'resend' | 'reship' | 'exchange' | 'repair';
  readonly goods: readonly PlannedGoods[];
  readonly sendBack: readonly PlannedGoods[];
  readonly wayBack: WayBack;
  /** Most that is repaid of freight laid out by the customer for what comes back, fen (FU-10); absent: nothing is. */
  readonly freightMostFen?: number;
  /** ISO instant: end of the day by which it should have arrived. */
  readonly promisedArrival: string;
}
/** Goods come back and money follows once they were inspected (FU-11). */
export interface ReturnPlan extends Common {
  readonly remedy: 'return';
  readonly sendBack: readonly PlannedGoods[];
  readonly wayBack: WayBack;
  readonly fen: number;
  readonly way: PayWay;
  readonly payWords: Words;
  /** Most that is repaid of freight laid out by the customer, fen (FU-10). */
  readonly freightMostFen: number;
}
/** How much of an amount one line of the case makes, and by which rate (RE-2). Fen; `row` of the policy, counted from 1. */
export interface Share {
  readonly name: string;
  readonly nameEn: string;
  readonly quantity: number;
  readonly degree: string;
  readonly percent: number;
  readonly row: number;
  readonly fen: number;
}
/** Money (TA-12). `basis`: what the amount was taken from, an entry of `amountSources`. */
export interface MoneyPlan extends Common {
  readonly remedy: 'refund' | 'part-refund' | 'difference' | 'claim-payment';
  readonly fen: number;
  readonly way: PayWay;
  readonly payWords: Words;
  readonly basis: string;
  /** Where lines have different rates: how the amount came about, before what is deducted or no longer left of the order. */
  readonly shares?: readonly Share[];
}
/** One code out of an imported pool (FU-16). */
export interface CouponPlan extends Common {
  readonly remedy: 'coupon';
  readonly pool: string;
  readonly fen: number;
}
/** Points to be granted. */
export interface PointsPlan extends Common {
  readonly remedy: 'points';
  readonly points: number;
}
/** Somebody has to do something and report it done (FU-2, FU-3). */
export interface WorkPlan extends Common {
  readonly remedy: 'correct-information' | 'rearrange' | 'reissue-invoice' | 'correct-listing';
  readonly party: Party;
  /** ISO instant by which it is to be done. */
  readonly doneBy: string;
}
/** Nothing is sent or paid: an explanation with our apology, or surplus that the customer keeps (RE-5). */
export interface FreePlan extends Common {
  readonly remedy: 'explanation' | 'keep-surplus';
}

/**
 * The one plan that is shown, offered, stored, chosen and carried out (style 10). Stored as JSON in offer_options.plan; it
 * holds no personal data. Each remedy is one file: `kind<Family>.ts` here plans and words it, `kind<Family>.ts` of fulfilment carries it out.
 */
export type RemedyPlan = GoodsPlan | ReturnPlan | MoneyPlan | CouponPlan | PointsPlan | WorkPlan | FreePlan;
