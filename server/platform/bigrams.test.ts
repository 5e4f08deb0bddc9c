import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchTokens, tsqueryLiteral, tsvectorLiteral } from './bigrams.ts';

fc.configureGlobal({ seed: 20261121 });

describe('search tokens', () => {
  test.each([
    ['pairs and the last character', '少两个铰链', ['少两', '两个', '个铰', '铰链', '链']],
    ['one character', '链', ['链']],
    ['letters and digits stay whole, in lower case', 'FC-120 的 HJ35', ['fc', '120', '的', 'hj35']],
    ['punctuation parts runs', '柜门，铰链', ['柜门', '门', '铰链', '链']],
    ['full-width and half-width are one', 'ＳＣ－４ ﾃｽﾄ', ['sc', '4', 'テス', 'スト', 'ト']],
    ['each token once', '好好好好', ['好好', '好']],
    ['a character of four bytes is one letter', '𠮷野家', ['𠮷野', '野家', '家']],
    ['emoji and blanks are no words', '😀 ！ \n', []],
    ['nothing', '', []],
  ])('%s', (_, text, tokens) => {
    expect(searchTokens(text)).toEqual(tokens);
  });

  test('a run longer than PostgreSQL takes is cut', () => {
    expect(searchTokens('a'.repeat(5000))).toEqual(['a'.repeat(64)]);
  });
});

describe('what PostgreSQL is asked', () => {
  test.each([
    ['铰链', "'铰链'"],
    ['两个铰链', "'两个' & '个铰' & '铰链'"],
    ['链', "'链':*"],
    ['缺2个', "'缺':* & '2' & '个':*"],
    ['临溪路12号', "'临溪' & '溪路' & '12'"],
    ['FC-12', "'fc' & '12':*"],
    ['M4 螺丝', "'m4' & '螺丝'"],
    ['铰链 铰链', "'铰链'"],
    ['，！', ''],
    ["'; drop table cases --", "'drop' & 'table' & 'cases':*"],
    ['a & !b | (c:*)', "'a' & 'b' & 'c':*"],
  ])('%j', (query, literal) => {
    expect(tsqueryLiteral(query)).toBe(literal);
  });

  test('tokens are quoted whatever they hold', () => {
    expect(tsvectorLiteral(['铰链', "o'clock", 'back\\slash', 'a:1'])).toBe("'铰链' 'o''clock' 'back\\\\slash' 'a:1'");
    expect(tsvectorLiteral([])).toBe('');
  });
});

describe('nothing is missed', () => {
  // As PostgreSQL matches: every term equals a token, or with :* begins one.
  const matches = (text: string, query: string) => {
    const tokens = searchTokens(text);
    return tsqueryLiteral(query)
      .split(' & ')
      .every((term) => {
        const [, token = '', prefix] = /^'(.*)'(:\*)?$/.exec(term) ?? [];
        return tokens.some((one) => (prefix ? one.startsWith(token) : one === token));
      });
  };
  const cjk = fc.string({ unit: fc.constantFrom(...Array.from('少两个铰链柜门𠮷テスト')), minLength: 1, maxLength: 8 });
  const word = fc.string({ unit: fc.constantFrom(...Array.from('abHJ0123')), minLength: 1, maxLength: 6 });
  const gap = fc.constantFrom(' ', '，', '\n', '-', "'", '😀', '');
  const text = fc.array(fc.oneof(cjk, cjk, word, gap), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));

  test('any piece of a text finds it, unless it begins inside a word or number', () => {
    let looked = 0;
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (whole, a, b) => {
        const letters = Array.from(whole);
        const from = a % letters.length;
        const piece = letters.slice(from, from + 1 + (b % (letters.length - from))).join('');
        const insideWord = /[a-z0-9]$/i.test(letters.slice(0, from).join('')) && /^[a-z0-9]/i.test(piece);
        if (insideWord || tsqueryLiteral(piece) === '') return;
        looked++;
        expect(matches(whole, piece)).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(looked).toBeGreaterThan(1500);
  });

  test('a text without one of the pairs is not found', () => {
    expect(matches('柜门装到一半少两个铰链', '铰链盒')).toBe(false);
    expect(matches('铰 链', '铰链')).toBe(false);
  });
});
