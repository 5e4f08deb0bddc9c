import { expect, test } from 'vitest';
import { momentWords } from './momentWords.ts';

test.each([
  ['2026-11-21T10:20:00Z', 'zh', '11月21日 18:20'],
  ['2026-11-21T10:20:00Z', 'en', '21 November 18:20'],
  ['2026-12-05T16:00:00Z', 'zh', '12月5日 24:00'],
  ['2026-12-31T16:00:00Z', 'en', '31 December 24:00'],
] as const)('%s is said in %s as %s', (at, lang, words) => {
  expect(momentWords(new Date(at), 'Asia/Shanghai', lang)).toBe(words);
});
