import type { valueBases } from './valuationWire.ts';

export type ValueBasis = (typeof valueBases)[number];

/** One rung of the ladder: what it would be worth by this, and where that stands; null: nothing is known. */
export interface Rung {
  readonly basis: ValueBasis;
  readonly fen: number | null;
  /** A code of ours (order-insured, registered, voucher, invoice, order-price), or where a kept value is written, in its own words. */
  readonly source: string;
}

export interface Valued {
  readonly basis: ValueBasis;
  readonly ladder: readonly Rung[];
  readonly valueFen: number;
  readonly salvageFen: number;
  /** Most that the carrier's terms let be paid without insurance; null: no cap. */
  readonly capFen: number | null;
  readonly capSource: string | null;
  readonly claimFen: number;
}

/** Most that is paid for what was not insured: so many times the freight, with its source. */
export interface Cap {
  readonly times: number;
  readonly source: string;
}

/** The cap in money; null without a rule, or where no freight is known: nobody is cut down by what we don't know. */
export function capOf(cap: Cap | undefined, freightFen: number | null): { fen: number; source: string } | null {
  if (!cap || freightFen === null || freightFen <= 0) return null;
  return { fen: Math.ceil(cap.times * freightFen), source: cap.source };
}

/**
 * The value by the ladder: declared → invoice → order → class default, the first that is known; less salvage; not above the cap
 * unless it was declared (EX-9). Undefined when no rung is known, or salvage is more than the value. Pure.
 */
export function valueBy(ladder: readonly Rung[], salvageFen: number, cap: { fen: number; source: string } | null): Valued | undefined {
  const rung = ladder.find((each) => each.fen !== null && each.fen > 0);
  if (!rung || rung.fen === null || salvageFen > rung.fen) return undefined;
  const counts = rung.basis === 'declared' ? null : cap;
  const left = rung.fen - salvageFen;
  return {
    basis: rung.basis,
    ladder,
    valueFen: rung.fen,
    salvageFen,
    capFen: counts?.fen ?? null,
    capSource: counts?.source ?? null,
    claimFen: counts ? Math.min(left, counts.fen) : left,
  };
}
