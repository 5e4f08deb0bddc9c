import { describe, expect, it } from 'vitest';
import { openSeals, SealFault } from './sealed.ts';

const first = 'a-first-secret-of-thirty-two-signs';
const second = 'a-second-secret-of-thirty-two-sign';
const account = '6222 0212 3456 7890 123 · 栖木';

function whyNot(open: () => string): string {
  try {
    return open();
  } catch (error) {
    return error instanceof SealFault ? error.why : String(error);
  }
}

describe('a sealed value', () => {
  const seals = openSeals([first]);

  it('opens again in its own row, names its key, and tells nothing of what it holds', () => {
    const sealed = seals.seal(account, 'payout:1');
    expect(seals.unseal(sealed, 'payout:1')).toBe(account);
    expect(sealed).toMatch(/^s1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]+$/);
    expect(sealed).not.toContain('6222');
    expect(seals.seal(account, 'payout:1')).not.toBe(sealed);
    expect(seals.unseal(seals.seal('', 'payout:1'), 'payout:1')).toBe('');
  });

  it('does not open in another row, changed, cut off, or as plain text', () => {
    const sealed = seals.seal(account, 'payout:1');
    const changed = `${sealed.slice(0, -6)}${sealed.at(-6) === 'A' ? 'B' : 'A'}${sealed.slice(-5)}`;
    for (const [text, about] of [
      [sealed, 'payout:2'],
      [changed, 'payout:1'],
      [sealed.slice(0, -30), 'payout:1'],
      ['s1', 'payout:1'],
      ['123456', 'payout:1'],
      ['', 'payout:1'],
    ] as const)
      expect([text, whyNot(() => seals.unseal(text, about))]).toEqual([text, text === 's1' ? 'unknown-key' : 'broken']);
  });

  it('opens after the key was changed as long as the old one is named', () => {
    const sealed = seals.seal(account, 'payout:1');
    const changed = openSeals([second, first]);
    expect(changed.unseal(sealed, 'payout:1')).toBe(account);
    expect(openSeals([second]).unseal(changed.seal(account, 'payout:1'), 'payout:1')).toBe(account);
    expect(whyNot(() => openSeals([second]).unseal(sealed, 'payout:1'))).toBe('unknown-key');
  });
});
