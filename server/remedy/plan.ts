import type { Words } from '#case/contract.ts';

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

interface Common {
  readonly source: PolicySource;
  /** Most that an agent and a lead may grant: of money in fen, of points in points, of goods their value in fen. */
  readonly agentMost: number;
  readonly leadMost: number;
  /** What the goods concerned are worth to the customer, fen. */
  readonly valueFen: number;
  /** What it costs us, fen, without freight; null: not known. */
  readonly costFen: number | null;
}

/** Parts (or a whole gift) are sent free of charge; nothing comes back. */
export interface ResendPlan extends Common {
  readonly remedy: 'resend';
  readonly goods: readonly PlannedGoods[];
  /** ISO instant: end of the day by which it should have arrived. */
  readonly promisedArrival: string;
}
/** Money, the way it came (TA-12). */
export interface RefundPlan extends Common {
  readonly remedy: 'refund';
  readonly fen: number;
  readonly way: 'platform-refund' | 'counter';
  readonly payWords: Words;
}
/** The whole goods anew, after or against what the customer sends back at our cost. */
export interface ExchangePlan extends Common {
  readonly remedy: 'exchange';
  readonly goods: readonly PlannedGoods[];
  readonly sendBack: readonly PlannedGoods[];
  readonly promisedArrival: string;
}
/** Points to be granted. */
export interface PointsPlan extends Common {
  readonly remedy: 'points';
  readonly points: number;
}
/** Explaining and apologising: nothing is sent or paid. */
export interface ExplanationPlan extends Common {
  readonly remedy: 'explanation';
}

/**
 * The one plan that is shown, offered, stored, chosen and carried out (style 10). Stored as JSON in offer_options.plan; it
 * holds no personal data.
 */
export type RemedyPlan = ResendPlan | RefundPlan | ExchangePlan | PointsPlan | ExplanationPlan;
