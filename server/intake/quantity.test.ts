import { describe, expect, it } from 'vitest';
import { differenceOf } from './quantity.ts';

const tolerance = { toleranceKg: 0.05, tolerancePercent: 1 };

describe('what was received against what was ordered (IN-8, RE-5)', () => {
  it.each([
    ['5 kg of pears that weigh 4.2 are short', 5, 4.2, 'kg', -0.8],
    ['within 50 g they are not', 5, 4.96, 'kg', 0],
    ['on the very edge of the tolerance neither', 5, 4.95, 'kg', 0],
    ['just beyond it they are', 5, 4.949, 'kg', -0.051],
    ['of 20 kg one per cent is more than 50 g', 20, 19.81, 'kg', 0],
    ['surplus counts the same way', 5, 5.4, 'kg', 0.4],
    ['grams are held to the same 50 g', 400, 340, 'g', -60],
    ['and are not short by 40 g', 400, 360, 'g', 0],
    ['pieces have no tolerance', 10, 9, 'pieces', -1],
    ['what nobody ordered is no difference', 0, 3, 'pieces', 0],
    ['what nobody wrote down neither', Number.NaN, 3, 'none', 0],
  ] as const)('%s', (_name, ordered, received, unit, difference) => {
    expect(differenceOf(ordered, received, unit, tolerance)).toBe(difference);
  });
});
