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

function lossOf(basis: string): string {
  return goodsValues.includes(basis) ? 'goods' : basis;
}
