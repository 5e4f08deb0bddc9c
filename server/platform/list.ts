import { createHash } from 'node:crypto';
import { refuse, type Result } from './result.ts';

/** Most rows that a filtered list counts; beyond it says "1,000+". */
export const countCap = 1001;

/** Makes the opaque cursor of a list: the last row's sort key, bound to the list's filter. */
export function makeCursor(filter: unknown, last: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([hashOf(filter), ...last])).toString('base64url');
}

/** Reads a cursor; one made for another filter is refused (400 foreign-cursor). */
export function readCursor(filter: unknown, cursor: string | undefined, size: number): Result<(string | number)[] | null> {
  if (cursor === undefined) return { ok: true, value: null };
  try {
    const [hash, ...last] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const fits =
      hash === hashOf(filter) && last.length === size && last.every((part) => typeof part === 'string' || typeof part === 'number');
    return fits ? { ok: true, value: last } : refuse('foreign-cursor', { field: 'cursor' });
  } catch {
    return refuse('foreign-cursor', { field: 'cursor' });
  }
}

/** Turns n + 1 fetched rows into a page. */
export function pageOf<T>(rows: readonly T[], limit: number, cursorOf: (row: T) => string): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** A count that stops at the cap. */
export function cappedCount(n: number): { n: number; capped: boolean } {
  return n >= countCap ? { n: countCap - 1, capped: true } : { n, capped: false };
}

function hashOf(filter: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(filter ?? null))
    .digest('hex')
    .slice(0, 16);
}
