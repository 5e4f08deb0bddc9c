import { expect, it } from 'vitest';
import { brokenText } from './brokenText.ts';

it('finds a zero byte and half of a character, wherever they stand', () => {
  expect(brokenText({ words: '少了 𠮷😀', lines: [{ name: 'a' }, { name: 'b\u0000' }] })).toEqual(['lines', '1', 'name']);
  expect(brokenText({ words: 'a\ud83d' })).toEqual(['words']);
  expect(brokenText({ fields: { 'a\u0000': 1 } })).toEqual(['fields']);
});

it('leaves every other text alone, also control characters, which have their own refusal', () => {
  expect(brokenText({ words: 'a\u0007b\n', n: 7, none: null, yes: true, bytes: Buffer.from([0]) })).toBeUndefined();
});

it('comes to an end in a body that is nested very deeply', () => {
  expect(brokenText(JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`))).toBeUndefined();
});
