import type { damageDegrees, photoVerdicts } from './photoWire.ts';
import { ok, refuse, type Result } from '#platform/result.ts';

export type DamageDegree = (typeof damageDegrees)[number];
export type PhotoVerdict = (typeof photoVerdicts)[number];

export interface LineReviewed {
  readonly lineId: string;
  readonly verdict: PhotoVerdict;
  readonly degree: DamageDegree;
}

/** Degrees of damage, the worst first. */
export const worstFirst: readonly DamageDegree[] = ['heavy', 'medium', 'light', 'none'];
const damaged: readonly PhotoVerdict[] = ['damaged-in-transit', 'packing-fault', 'defect'];

/** The worst degree of the lines; without any, none. */
export function worstOf(lines: readonly Pick<LineReviewed, 'degree'>[]): DamageDegree {
  return worstFirst.find((degree) => lines.some((line) => line.degree === degree)) ?? 'none';
}

/**
 * What the photos showed of each line, as a round stands: of the reviews, the newest first, the first that names the line. Nothing
 * counts in a round in which nobody looked at photos. Pure.
 */
export function latestOfLines(
  reviews: readonly { readonly round: number; readonly lines: readonly LineReviewed[] }[],
  round: number,
): ReadonlyMap<string, LineReviewed> {
  const latest = new Map<string, LineReviewed>();
  if (!reviews.some((review) => review.round === round)) return latest;
  for (const line of reviews.filter((review) => review.round <= round).flatMap((review) => review.lines))
    if (!latest.has(line.lineId)) latest.set(line.lineId, line);
  return latest;
}

/** What the verdict means for the case's line, in the words of findings; `unknown` leaves it open. */
export function findingOf(verdict: PhotoVerdict): 'damaged' | 'not-damaged' | 'unknown' {
  if (verdict === 'cant-tell') return 'unknown';
  return damaged.includes(verdict) ? 'damaged' : 'not-damaged';
}

/**
 * Whether verdicts and degrees fit together. Refuses `degree-missing` for damage without a degree and `degree-without-damage`
 * for a degree without damage; both name the line.
 */
export function judgeLines(lines: readonly LineReviewed[]): Result<void> {
  for (const [at, line] of lines.entries()) {
    const isDamaged = findingOf(line.verdict) === 'damaged';
    if (isDamaged && line.degree === 'none') return refuse('degree-missing', { field: `lines.${at}.degree` });
    if (!isDamaged && line.degree !== 'none') return refuse('degree-without-damage', { field: `lines.${at}.degree` });
  }
  return ok(undefined);
}
