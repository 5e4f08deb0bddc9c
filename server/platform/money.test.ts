import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFen, parseYuan, splitByShares } from './money.ts';

fc.configureGlobal({ seed: 20261121 });

describe('an amount in words', () => {
  test.each([
    [800, '¥8.00', 'CN¥8.00'],
    [5, '¥0.05', 'CN¥0.05'],
    [0, '¥0.00', 'CN¥0.00'],
    [123_450, '¥1,234.50', 'CN¥1,234.50'],
    [100_000_000, '¥1,000,000.00', 'CN¥1,000,000.00'],
    [-800, '-¥8.00', '-CN¥8.00'],
  ])('%i fen', (fen, zh, en) => {
    expect([formatFen(fen, 'zh'), formatFen(fen, 'en')]).toEqual([zh, en]);
  });

  test('a fraction of a fen is a fault', () => {
    expect(() => formatFen(0.5, 'zh')).toThrow(RangeError);
  });
});

describe('an amount that a person wrote', () => {
  test.each([
    ['8', 800],
    ['8.5', 850],
    ['8.00', 800],
    [' ¥8.00 ', 800],
    ['￥1,234.50 元', 123_450],
    ['８．０５', 805],
    ['\t429.00', 42_900],
    ['3.500', 350],
    ['0', 0],
    ['-0.00', 0],
    ['CN¥8.00', 800],
    ['100000000.00', 10_000_000_000],
  ])('%s', (text, value) => {
    expect(parseYuan(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['', 'not-an-amount'],
    ['八元', 'not-an-amount'],
    ['8,5', 'not-an-amount'],
    ['1,23', 'not-an-amount'],
    ['1e3', 'not-an-amount'],
    ['8.0.1', 'not-an-amount'],
    ['.5', 'not-an-amount'],
    ['8.005', 'amount-finer-than-fen'],
    ['-8', 'amount-below-zero'],
    ['100000000.01', 'amount-too-large'],
    ['99999999999999999999', 'amount-too-large'],
  ])('%j is refused: %s', (text, code) => {
    expect(parseYuan(text)).toEqual({ ok: false, refused: { code } });
  });

  test('reads back whatever is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), fc.constantFrom<'zh' | 'en'>('zh', 'en'), (fen, lang) => {
        expect(parseYuan(formatFen(fen, lang))).toEqual({ ok: true, value: fen });
      }),
    );
  });
});

describe('a split', () => {
  test.each([
    ['a bundle by the prices of its parts', 19_900, [12_900, 3_900, 4_900], [11_830, 3_576, 4_494]],
    ['thirds of a yuan: the first gets the fen left over', 100, [1, 1, 1], [34, 33, 33]],
    ['70 to 30', 3_601, [70, 30], [2_521, 1_080]],
    ['a share of 0 gets nothing', 5, [0, 1], [0, 5]],
    ['less than a fen each', 2, [1, 1, 1], [1, 1, 0]],
    ['nothing', 0, [1, 2], [0, 0]],
    ['money back', -100, [1, 1, 1], [-34, -33, -33]],
  ])('%s', (_, total, shares, parts) => {
    expect(splitByShares(total, shares)).toEqual(parts);
  });

  test.each<[string, number, number[]]>([
    ['no shares', 100, []],
    ['only zeros', 100, [0, 0]],
    ['a negative share', 100, [2, -1]],
    ['half a fen', 0.5, [1]],
  ])('%s is a fault', (_, total, shares) => {
    expect(() => splitByShares(total, shares)).toThrow(RangeError);
  });

  test('always sums exactly, each part within a fen of its due', () => {
    const shares = fc
      .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 })
      .filter((list) => list.some((share) => share > 0));
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), shares, (total, list) => {
        const parts = splitByShares(total, list);
        const all = list.reduce((a, b) => a + b, 0);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
        for (const [i, part] of parts.entries()) expect(Math.abs(part - (total * (list[i] ?? 0)) / all)).toBeLessThan(1);
      }),
    );
  });
});
