import { expect, test } from 'vitest';
import { checkPassword, hashPassword, passwordFits } from './password.ts';

test('a stored hash fits its password only, in either form of the letters, and is salted', async () => {
  const stored = await hashPassword('Ｍorgen fällt Regen');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwordFits('Morgen fa\u0308llt Regen', stored)).toBe(true);
  expect(await passwordFits('Morgen fallt Regen', stored)).toBe(false);
  expect(await hashPassword('Ｍorgen fällt Regen')).not.toBe(stored);
});

test('without a stored hash nothing fits', async () => {
  expect(await passwordFits('', null)).toBe(false);
});

test.each([
  ['ninechars', 'lan', 'password-too-short'],
  ['一二三四五六七八九', 'lan', 'password-too-short'],
  ['aaaaaaaaaaaa', 'lan', 'password-too-simple'],
  ['Shenlan-2026', 'shenlan', 'password-too-simple'],
  ['correct horse', 'lan', undefined],
  ['一二三四五六七八九十', 'lan', undefined],
])('%s of %s: %s', (password, login, code) => {
  expect(checkPassword(password, login)?.refused.code).toBe(code);
});
