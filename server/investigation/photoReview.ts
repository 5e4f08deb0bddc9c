import type { damageDegrees, photoVerdicts } from './photoWire.ts';
import { ok, refuse, type Result } from '#platform/result.ts';

export type DamageDegree = (typeof damageDegrees)[number];
export type PhotoVerdict = (typeof photoVerdicts)[number];

export interface LineReviewed {
  readonly lineId: string;
  readonly verdict: PhotoVerdict;
  readonly degree: DamageDegree;
}

const order: readonly DamageDegree[] = ['none', 'light', 'medium', 'heavy'];
const damaged: readonly PhotoVerdict[] = ['damaged-in-transit', 'packing-fault', 'defect'];

/** The worst degree of the lines; without any, none. */
export function worstOf(lines: readonly Pick<LineReviewed, 'degree'>[]): DamageDegree {
  return order[Math.max(0, ...lines.map((line) => order.indexOf(line.degree)))] ?? 'none';
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
