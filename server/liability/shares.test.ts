import { describe, expect, it } from 'vitest';
import { checkShares } from './shares.ts';
import type { Share } from './wire.ts';

const me = { kind: 'staff', id: 'me' };
const share = (party: Share['party'], percent: number, more: Partial<Share> = {}): Share => ({
  party,
  percent,
  id: null,
  name: '',
  ...more,
});

describe('shares of liability (LI-2, LI-5)', () => {
  it.each<[string, Share[], string]>([
    ['add up to less than 100', [share('warehouse', 99, { id: 'w' })], 'shares-not-whole'],
    ['add up to more than 100', [share('system', 60), share('customer', 60)], 'shares-not-whole'],
    ['none', [], 'shares-not-whole'],
    ['a warehouse that is only a word', [share('warehouse', 100)], 'share-unnamed'],
    ['a supplier without a name', [share('supplier', 100)], 'share-unnamed'],
    ['a supplier by id', [share('supplier', 100, { id: 's', name: '青陶' })], 'share-unnamed'],
    ['a system with a name', [share('system', 100, { name: 'ERP' })], 'share-unnamed'],
    ['the same carrier twice', [share('carrier', 50, { id: 'k' }), share('carrier', 50, { id: 'k' })], 'share-twice'],
    ['decided by whom they blame', [share('staff', 30, { id: 'me' }), share('system', 70)], 'own-liability'],
  ])('are refused: %s', (_, shares, code) => {
    expect(checkShares(shares, me)).toMatchObject({ ok: false, refused: { code } });
  });

  it.each<[string, Share[]]>([
    ['one warehouse', [share('warehouse', 100, { id: 'w' })]],
    ['supplier and packing', [share('supplier', 70, { name: '青陶' }), share('warehouse', 30, { id: 'w' })]],
    ['two carriers', [share('carrier', 50, { id: 'k' }), share('carrier', 50, { id: 'l' })]],
    ['a colleague', [share('staff', 100, { id: 'other' })]],
    ['nobody’s fault', [share('force-majeure', 100)]],
  ])('can stand: %s', (_, shares) => {
    expect(checkShares(shares, me).ok).toBe(true);
  });
});
