import { expect, test } from 'vitest';
import { minute } from '#platform/clock.ts';
import { afterWrongTry, isLocked, type Tries } from './lockOut.ts';

const now = new Date('2026-11-21T10:00:00Z');

test.each([
  [0, null],
  [3, null],
  [4, 15],
  [5, 30],
  [6, 60],
  [10, 960],
  [11, 1440],
  [60, 1440],
])('after %i wrong tries one more locks for %s minutes', (failed, minutes) => {
  const after = afterWrongTry({ failed, lockedUntil: null }, now);
  expect(after.failed).toBe(failed + 1);
  expect(after.lockedUntil).toEqual(minutes === null ? null : new Date(now.getTime() + minutes * minute));
});

test('tries while locked neither count nor prolong the lock, which ends at its minute', () => {
  const locked: Tries = { failed: 5, lockedUntil: new Date(now.getTime() + 15 * minute) };
  expect(afterWrongTry(locked, now)).toBe(locked);
  expect(isLocked(locked, new Date(now.getTime() + 15 * minute - 1))).toBe(true);
  expect(isLocked(locked, new Date(now.getTime() + 15 * minute))).toBe(false);
});
