/** What a price is reckoned from. Money in fen, weight in grams; `volumeDivisor` cm³ weigh one kilogram. */
export interface Price {
  readonly firstG: number;
  readonly firstFen: number;
  readonly furtherG: number;
  readonly furtherFen: number;
  readonly volumeDivisor: number;
  /** Thousandths of the insured value, at least `insuredLeastFen`. */
  readonly insuredPerMille: number;
  readonly insuredLeastFen: number;
}

/** What is to be sent: grams, centimetres when they are known, value to be insured in fen. */
export interface Consignment {
  readonly weightG: number;
  readonly sidesCm: readonly [number, number, number] | null;
  readonly insuredFen: number;
}

export interface Fee {
  /** What is charged by, rounded up to the price's steps. */
  readonly chargedG: number;
  readonly byVolume: boolean;
  readonly steps: number;
  readonly freightFen: number;
  readonly insuranceFen: number;
  readonly totalFen: number;
}

/**
 * The fee of one consignment (EX-1): the first weight, then so much for each further step begun. Charged by the greater of
 * real and volumetric weight. Rounding acts in three places, always up, as price lists do: volumetric grams to the whole
 * gram, further weight to the whole step, insurance to the whole fen.
 */
export function feeOf(price: Price, sent: Consignment): Fee {
  const volumeG = sent.sidesCm === null ? 0 : Math.ceil(tidy((sent.sidesCm.reduce((a, b) => a * b, 1) / price.volumeDivisor) * 1000));
  const g = Math.max(sent.weightG, volumeG);
  const steps = Math.max(0, Math.ceil((g - price.firstG) / price.furtherG));
  const freightFen = price.firstFen + steps * price.furtherFen;
  const insuranceFen =
    sent.insuredFen > 0 ? Math.max(price.insuredLeastFen, Math.ceil((sent.insuredFen * price.insuredPerMille) / 1000)) : 0;
  return {
    chargedG: price.firstG + steps * price.furtherG,
    byVolume: volumeG > sent.weightG,
    steps,
    freightFen,
    insuranceFen,
    totalFen: freightFen + insuranceFen,
  };
}

/** 30 × 20 × 10 / 6000 × 1000 is 1000, not 1000.0000000000001, which would be rounded up to another step. */
function tidy(grams: number): number {
  return Number(grams.toFixed(6));
}

/** Of several prices for a way, the one whose zones are named most exactly, then the newest: '*' gives way to a name. */
export function bestPrice<T extends { origin: string; destination: string; validFrom: string }>(prices: readonly T[]): T | undefined {
  const exact = (price: T): number => (price.destination === '*' ? 0 : 2) + (price.origin === '*' ? 0 : 1);
  return prices.toSorted((a, b) => exact(b) - exact(a) || b.validFrom.localeCompare(a.validFrom))[0];
}
