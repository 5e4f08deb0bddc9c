import { describe, expect, it } from 'vitest';
import { bestPrice, feeOf, type Price } from './fee.ts';

const price: Price = {
  firstG: 1000,
  firstFen: 1000,
  furtherG: 1000,
  furtherFen: 300,
  volumeDivisor: 6000,
  insuredPerMille: 5,
  insuredLeastFen: 100,
};
const light = { sidesCm: null, insuredFen: 0 } as const;

describe('what a consignment costs (EX-1)', () => {
  it.each([
    ['a letter costs the first weight', 20, 1000, 1000],
    ['the first kilogram to the gram', 1000, 1000, 1000],
    ['one gram more begins a step', 1001, 2000, 1300],
    ['six kilograms', 6000, 6000, 2500],
    ['six kilograms and a bit', 6001, 7000, 2800],
  ])('%s', (_, weightG, chargedG, freightFen) => {
    expect(feeOf(price, { ...light, weightG })).toMatchObject({
      chargedG,
      freightFen,
      byVolume: false,
      insuranceFen: 0,
      totalFen: freightFen,
    });
  });

  it.each<[string, [number, number, number], number, number, boolean]>([
    ['a light big box is charged by its volume', [60, 50, 40], 20_000, 6700, true],
    ['exactly one kilogram of volume is no step more', [30, 20, 10], 1000, 1000, false],
    ['a heavy small box is charged by its weight', [10, 10, 10], 1000, 1000, false],
  ])('%s', (_, sidesCm, chargedG, freightFen, byVolume) => {
    expect(feeOf(price, { weightG: 1000, sidesCm, insuredFen: 0 })).toMatchObject({ chargedG, freightFen, byVolume });
  });

  it.each([
    ['nothing insured, nothing charged', 0, 0],
    ['a small value costs the least', 5_000, 100],
    ['five in a thousand', 35_900, 180],
    ['whole fen, rounded up', 35_901, 180],
    ['whole fen, rounded up from a half', 35_500, 178],
  ])('%s', (_, insuredFen, insuranceFen) => {
    expect(feeOf(price, { weightG: 500, sidesCm: null, insuredFen })).toMatchObject({ insuranceFen, totalFen: 1000 + insuranceFen });
  });
});

describe('which price holds', () => {
  const row = (origin: string, destination: string, validFrom = '2026-01-01') => ({ origin, destination, validFrom });
  it('takes the most exact way, then the newest', () => {
    expect(bestPrice([row('*', '*'), row('望岳', '*'), row('*', '北渡'), row('望岳', '北渡')])).toEqual(row('望岳', '北渡'));
    expect(bestPrice([row('望岳', '*'), row('*', '北渡')])).toEqual(row('*', '北渡'));
    expect(bestPrice([row('*', '*'), row('*', '*', '2026-06-01')])).toEqual(row('*', '*', '2026-06-01'));
    expect(bestPrice([])).toBeUndefined();
  });
});
