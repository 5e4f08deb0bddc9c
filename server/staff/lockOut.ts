import { hour, minute } from '#platform/clock.ts';

/** Wrong tries in a row before sign-in is locked. */
export const triesAllowed = 5;
const firstLock = 15 * minute;
const longestLock = 24 * hour;

export interface Tries {
  readonly failed: number;
  readonly lockedUntil: Date | null;
}

/** While locked nobody gets in, not even with the right password: otherwise guessing could go on. */
export function isLocked(tries: Tries, now: Date): boolean {
  return tries.lockedUntil !== null && tries.lockedUntil > now;
}

/** After one more wrong try: the fifth locks for 15 minutes, each further one for twice as long, up to 24 hours. Tries while locked don't count. */
export function afterWrongTry(tries: Tries, now: Date): Tries {
  if (isLocked(tries, now)) return tries;
  const failed = tries.failed + 1;
  if (failed < triesAllowed) return { failed, lockedUntil: null };
  const length = Math.min(longestLock, firstLock * 2 ** Math.min(failed - triesAllowed, 20));
  return { failed, lockedUntil: new Date(now.getTime() + length) };
}
