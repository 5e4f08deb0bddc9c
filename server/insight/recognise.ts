import { hour } from '#platform/clock.ts';
import type { IncidentCause } from './incidentWire.ts';

/** A case as the pattern sees it: its problem and everything that could be the cause. */
export interface SeenCase {
  readonly caseId: string;
  readonly shopId: string;
  readonly problem: string;
  readonly receivedAt: Date;
  readonly signs: readonly { readonly cause: IncidentCause; readonly key: string }[];
}

/** Many cases of one problem that have one thing in common. */
export interface Pattern {
  readonly shopId: string;
  readonly cause: IncidentCause;
  readonly key: string;
  readonly problem: string;
  readonly caseIds: readonly string[];
}

/** The narrower cause is proposed when two explain the same cases: a van rather than its carrier. */
const narrower: readonly IncidentCause[] = ['van', 'live', 'place', 'goods', 'warehouse', 'carrier', 'other'];

/**
 * Recognises causes that at least `cases` cases of one problem share within `hours` (BA-2). What only repeats another
 * pattern, with most of the same cases, is left out. Proposes; decides nothing. Pure.
 */
export function recognise(seen: readonly SeenCase[], rule: { hours: number; cases: number }, now: Date): Pattern[] {
  const since = now.getTime() - rule.hours * hour;
  const groups = new Map<string, Pattern & { caseIds: string[] }>();
  for (const each of seen) {
    if (each.receivedAt.getTime() < since || each.receivedAt > now) continue;
    for (const { cause, key } of each.signs) {
      const name = JSON.stringify([each.shopId, cause, key, each.problem]);
      const group = groups.get(name) ?? { shopId: each.shopId, cause, key, problem: each.problem, caseIds: [] };
      if (!group.caseIds.includes(each.caseId)) group.caseIds.push(each.caseId);
      groups.set(name, group);
    }
  }
  const strong = [...groups.values()]
    .filter((group) => group.caseIds.length >= rule.cases)
    .sort((a, b) => b.caseIds.length - a.caseIds.length || narrower.indexOf(a.cause) - narrower.indexOf(b.cause));
  const taken: Pattern[] = [];
  for (const group of strong) {
    if (strong.some((other) => explains(other, group))) continue;
    const repeats = taken.some(
      (other) =>
        other.shopId === group.shopId && 2 * group.caseIds.filter((id) => other.caseIds.includes(id)).length > group.caseIds.length,
    );
    if (!repeats) taken.push(group);
  }
  return taken;
}

/** A narrower cause explains a broader one when it holds two thirds of its cases: one van, not everything its carrier brought. */
function explains(narrow: Pattern, broad: Pattern): boolean {
  if (narrow.shopId !== broad.shopId || narrower.indexOf(narrow.cause) >= narrower.indexOf(broad.cause)) return false;
  return 3 * narrow.caseIds.filter((id) => broad.caseIds.includes(id)).length >= 2 * broad.caseIds.length;
}
