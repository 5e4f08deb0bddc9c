import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCaseNumber, parseCaseNumber } from './caseNumber.ts';

fc.configureGlobal({ seed: 20261121 });

describe('a case number', () => {
  test.each([
    ['2026-11-21', 42, 'C261121-00042-7'],
    ['2026-11-21', 1_234_567, 'C261121-1234567-1'],
  ])('of %s, number %i', (day, seq, number) => {
    expect(formatCaseNumber(day, seq)).toBe(number);
    expect(parseCaseNumber(number)).toEqual({ ok: true, value: { day, seq } });
  });

  test.each([
    'c261121-00042-7',
    ' C261121 00042 7 ',
    'C261121000427',
    'Ｃ２６１１２１－０００４２－７',
    'C261121–00042—7',
    '\tC261121-00042-7\u200b',
    '"C261121-00042-7"',
  ])('is read from %j', (text) => {
    expect(parseCaseNumber(text)).toEqual({ ok: true, value: { day: '2026-11-21', seq: 42 } });
  });

  test.each([
    ['C261121-00042-8', 'bad-check-digit'],
    ['C261121-00024-7', 'bad-check-digit'],
    ['C261131-00042-7', 'not-a-case-number'],
    ['C261121-0042-7', 'not-a-case-number'],
    ['C261121-000042-7', 'not-a-case-number'],
    ['C261121-00000-1', 'not-a-case-number'],
    ['A261121-00042-7', 'not-a-case-number'],
    ['工单 C261121-00042-7', 'not-a-case-number'],
    ['', 'not-a-case-number'],
  ])('%s is refused: %s', (text, code) => {
    expect(parseCaseNumber(text)).toEqual({ ok: false, refused: { code } });
  });

  test.each<[string, number]>([
    ['2026-02-30', 1],
    ['1999-12-31', 1],
    ['2026-11-21', 0],
    ['2026-11-21', 1.5],
  ])('is never made of %s and %s', (day, seq) => {
    expect(() => formatCaseNumber(day, seq)).toThrow(RangeError);
  });

  const number = fc.integer({ min: 1, max: 99_999_999 }).map((seq) => formatCaseNumber('2026-11-21', seq));

  test('one wrong digit is never taken for another case', () => {
    fc.assert(
      fc.property(number, fc.nat(), fc.integer({ min: 1, max: 9 }), (right, where, more) => {
        const places = Array.from(right).flatMap((letter, i) => (/\d/.test(letter) ? [i] : []));
        const place = places[where % places.length] ?? 1;
        const wrong = right.slice(0, place) + ((Number(right[place]) + more) % 10) + right.slice(place + 1);
        expect(parseCaseNumber(wrong).ok).toBe(false);
      }),
    );
  });

  test('two neighbours exchanged are never taken for another case', () => {
    fc.assert(
      fc.property(number, fc.nat(), (right, where) => {
        const digits = right.replace(/\D/g, '');
        const place = where % (digits.length - 1);
        const wrong = digits.slice(0, place) + digits[place + 1] + digits[place] + digits.slice(place + 2);
        expect(parseCaseNumber(`C${wrong}`).ok).toBe(wrong === digits);
      }),
    );
  });
});
