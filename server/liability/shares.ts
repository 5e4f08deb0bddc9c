import { refuse, type Result } from '#platform/result.ts';
import type { Share } from './wire.ts';

/**
 * Whether shares can stand: whole, adding up to 100, each on a thing that is named in the way its kind is named, none twice,
 * and not decided by one of those it blames (LI-2, LI-5). Refuses `shares-not-whole` (data: sum), `share-unnamed`, `share-twice`, `own-liability`.
 */
export function checkShares(shares: readonly Share[], decider: { kind: string; id: string }): Result<readonly Share[]> {
  const sum = shares.reduce((total, share) => total + share.percent, 0);
  if (sum !== 100) return refuse('shares-not-whole', { field: 'shares', data: { sum } });
  const seen = new Set<string>();
  for (const [at, share] of shares.entries()) {
    const field = `shares.${at}`;
    const byId = share.party === 'carrier' || share.party === 'warehouse' || share.party === 'staff';
    const named = byId ? share.id !== null && share.name === '' : share.id === null && (share.party === 'supplier') === (share.name !== '');
    if (!named) return refuse('share-unnamed', { field, data: { party: share.party } });
    const key = `${share.party}:${share.id ?? share.name}`;
    if (seen.has(key)) return refuse('share-twice', { field });
    seen.add(key);
    if (share.party === 'staff' && decider.kind === 'staff' && share.id === decider.id) return refuse('own-liability', { field });
  }
  return { ok: true, value: shares };
}
