/** Money that this case gave before for a loss; what is due now for the same loss is only the rest of it (RE-13). Fen. */
export interface Settled {
  /** What the amount was taken from (`amountSources`); `*`: it counts for every loss. */
  readonly basis: string;
  readonly fen: number;
}

/** A value of the goods, however it was found: it is lost once. */
const goodsValues: readonly string[] = ['parts-value', 'goods-value', 'order-value', 'insured-value', 'claim-value', 'short-share'];

/** What of it is to be deducted from an amount that is taken from there, fen. Pure. */
export function settledFor(settled: readonly Settled[], basis: string): number {
  return settled.filter((each) => each.basis === '*' || lossOf(each.basis) === lossOf(basis)).reduce((sum, each) => sum + each.fen, 0);
}

/** What is deducted from amounts: what this case has paid for losses, and from claims what anybody gave for the goods. */
export interface Deductions {
  readonly settled: readonly Settled[];
  readonly givenFen: number;
}

/** What is left to be deducted once amounts of so much took their part of it. Pure. */
export function deductionsLeft({ settled, givenFen }: Deductions, takenFen: number): Deductions {
  let left = takenFen;
  const rest = settled.flatMap((each): Settled[] => {
    const fen = Math.max(0, each.fen - left);
    left = Math.max(0, left - each.fen);
    return fen > 0 ? [{ ...each, fen }] : [];
  });
  return { settled: rest, givenFen: Math.max(0, givenFen - takenFen) };
}

function lossOf(basis: string): string {
  return goodsValues.includes(basis) ? 'goods' : basis;
}
