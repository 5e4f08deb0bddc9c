/** Units in which a quantity is reported; g and kg are weights (IN-8). */
export type QuantityUnit = 'pieces' | 'g' | 'kg' | 'none';

export interface Tolerance {
  readonly toleranceKg: number;
  readonly tolerancePercent: number;
}

const perKg: Readonly<Record<'g' | 'kg', number>> = { g: 1000, kg: 1 };

/**
 * Received less ordered, in the report's own unit; short is negative (RE-5). A weight within the tolerance (the greater of
 * kilograms and per cent) is no difference; pieces have none. Three decimals: a scale shows no more.
 */
export function differenceOf(ordered: number, received: number, unit: QuantityUnit, { toleranceKg, tolerancePercent }: Tolerance): number {
  if (!Number.isFinite(ordered) || !Number.isFinite(received) || ordered <= 0) return 0;
  const difference = Math.round((received - ordered) * 1000) / 1000;
  if (unit !== 'kg' && unit !== 'g') return difference;
  const allowed = Math.max(toleranceKg * perKg[unit], (ordered * tolerancePercent) / 100);
  return Math.abs(difference) <= allowed + 1e-9 ? 0 : difference;
}
