import { type Calendar, isWorkday, type WhyDay } from '#platform/calendar.ts';
import { addDays, instantOf, type LocalDay, localDayOf, yearOf } from '#platform/localTime.ts';
import { day as dayMs, hour, minute } from '#platform/clock.ts';
import { never } from '#platform/result.ts';
import type { Duration } from './duration.ts';
import type { PauseReason } from './vocabulary.ts';

/** Time during which a clock stands still; `to: null` is still running. `why` is who or what is awaited. */
export interface Pause {
  readonly from: Date;
  readonly to: Date | null;
  readonly why: PauseReason;
}

export interface DueQuestion {
  readonly start: Date;
  /** `n` is a whole number from 0; `days` are calendar days. */
  readonly amount: Duration;
  readonly calendar: Calendar;
  readonly pauses: readonly Pause[];
  /** False for clocks that the law never lets rest (CL-8): pauses are then left out, and a line says so. */
  readonly mayPause: boolean;
  /** What started the clock, a `ClockOrigin`, for the explanation; any other word reads as plain "starts". */
  readonly event?: string;
  /** Where the limit comes from, e.g. `CL-2`. */
  readonly source?: string;
}

/** An instant as ISO 8601 in UTC: lines travel and are stored as JSON. */
export type Instant = string;

export interface SkippedDay {
  readonly day: LocalDay;
  readonly why: Exclude<WhyDay, 'weekday' | 'make-up'>;
  readonly name?: { readonly zh: string; readonly en: string };
}

/** One line of why a clock falls when it falls; `explainDue` puts it in words. */
export type WhyLine =
  | { readonly kind: 'start'; readonly at: Instant; readonly event: string; readonly startingDayCounted: boolean }
  | {
      readonly kind: 'calendar';
      readonly amount: Duration;
      readonly days: readonly LocalDay[];
      readonly makeUp: readonly LocalDay[];
      readonly ends: Instant;
    }
  | { readonly kind: 'skipped'; readonly days: readonly SkippedDay[] }
  | { readonly kind: 'unpublishedYear'; readonly year: number }
  | { readonly kind: 'neverPauses' }
  /** `base`: the due time before this pause; `ms`: by how much it lengthens (0 while `to` is null). */
  | {
      readonly kind: 'pause';
      readonly from: Instant;
      readonly to: Instant | null;
      readonly why: PauseReason;
      readonly ms: number;
      readonly base: Instant;
    }
  | {
      readonly kind: 'due';
      readonly at: Instant;
      readonly source: string | null;
      readonly paused: { readonly since: Instant; readonly remainingMs: number } | null;
    };

export interface DueAnswer {
  /** When the clock runs out. While it is paused: when it would, had it gone on at `pausedSince`. */
  readonly due: Date;
  readonly pausedSince: Date | null;
  readonly lines: readonly WhyLine[];
  /** Years that were counted through although their holidays aren't announced: the due time may move (CL-5). */
  readonly unpublished: readonly number[];
}

/**
 * When a clock runs out, and why (requirements §8, CL-1 to CL-8). Hours and minutes are elapsed time. Of *n* working or calendar
 * days the starting day isn't counted; the clock ends at 24:00 of day *n* in the shop's zone, a working-day clock at close
 * of business if the calendar has hours. Every pause that begins before the clock has run out lengthens it by its elapsed
 * length; what overlaps counts once. Zero is due at once. A calendar that changes is answered by asking again.
 */
export function dueAt(question: DueQuestion): DueAnswer {
  const { start, amount, pauses, mayPause, event = 'step', source = null } = question;
  const unpaused = withoutPauses(question);
  const lines: WhyLine[] = [
    { kind: 'start', at: start.toISOString(), event, startingDayCounted: unpaused.startingDayCounted },
    { kind: 'calendar', amount, days: unpaused.days, makeUp: unpaused.makeUp, ends: unpaused.ends.toISOString() },
  ];
  if (unpaused.skipped.length > 0) lines.push({ kind: 'skipped', days: unpaused.skipped });
  for (const year of unpaused.unpublished) lines.push({ kind: 'unpublishedYear', year });
  if (!mayPause && pauses.length > 0) lines.push({ kind: 'neverPauses' });

  const { due, pausedSince, pauseLines } = lengthen(start, unpaused.ends, mayPause ? pauses : []);
  lines.push(...pauseLines);
  const paused = pausedSince && { since: pausedSince.toISOString(), remainingMs: due.getTime() - pausedSince.getTime() };
  lines.push({ kind: 'due', at: due.toISOString(), source, paused });
  return { due, pausedSince, lines, unpublished: unpaused.unpublished };
}

export interface Remaining {
  readonly state: 'running' | 'paused' | 'over';
  /** Milliseconds left; below 0 the time by which it is over. */
  readonly ms: number;
}

/** What is left of a clock. A paused clock keeps what it had; what is done at the very instant of `due` is still in time. */
export function remaining({ due, pausedSince }: Pick<DueAnswer, 'due' | 'pausedSince'>, now: Date): Remaining {
  if (pausedSince && now >= pausedSince) return { state: 'paused', ms: due.getTime() - pausedSince.getTime() };
  const ms = due.getTime() - now.getTime();
  return { state: ms < 0 ? 'over' : 'running', ms };
}

/**
 * When the owner is warned (CL-6): this long before `due`, and not before the clock's start. Working days are counted back
 * at the same time of day; a due time of 24:00 belongs to the day that it ends.
 */
export function warnAt(question: { start: Date; due: Date; before: Duration; calendar: Calendar }): Date {
  const { start, due, before, calendar } = question;
  checkAmount(before);
  const at =
    before.unit === 'workingDays' ? workingDaysBefore(due, before.n, calendar) : new Date(due.getTime() - before.n * unitMs(before.unit));
  return at < start ? start : at;
}

interface Unpaused {
  readonly ends: Date;
  readonly startingDayCounted: boolean;
  readonly days: LocalDay[];
  readonly makeUp: LocalDay[];
  readonly skipped: SkippedDay[];
  readonly unpublished: number[];
}

function withoutPauses({ start, amount, calendar }: DueQuestion): Unpaused {
  checkAmount(amount);
  const plain = { startingDayCounted: true, days: [], makeUp: [], skipped: [], unpublished: [] };
  switch (amount.unit) {
    case 'minutes':
    case 'hours':
      return { ...plain, ends: new Date(start.getTime() + amount.n * unitMs(amount.unit)) };
    case 'days': {
      if (amount.n === 0) return { ...plain, ends: start };
      const first = localDayOf(start, calendar.zone);
      const days = Array.from({ length: amount.n }, (_, i) => addDays(first, i + 1));
      return { ...plain, startingDayCounted: false, days, ends: instantOf(addDays(first, amount.n), '24:00', calendar.zone) };
    }
    case 'workingDays':
      return amount.n === 0 ? { ...plain, ends: start } : countWorkingDays(start, amount.n, calendar);
    default:
      return never(amount.unit);
  }
}

function countWorkingDays(start: Date, n: number, calendar: Calendar): Unpaused {
  const days: LocalDay[] = [];
  const makeUp: LocalDay[] = [];
  const skipped: SkippedDay[] = [];
  const unpublished = new Set<number>();
  let day = localDayOf(start, calendar.zone);
  while (days.length < n) {
    day = addDays(day, 1);
    const { work, published, why, name } = isWorkday(calendar, day);
    if (!published) unpublished.add(yearOf(day));
    if (work) days.push(day);
    else if (why !== 'weekday' && why !== 'make-up') skipped.push({ day, why, ...(name && { name }) });
    if (work && why === 'make-up') makeUp.push(day);
    if (skipped.length > 1000 + 10 * n) throw new RangeError('the calendar has no working days');
  }
  const ends = instantOf(day, calendar.hours?.close ?? '24:00', calendar.zone);
  return { startingDayCounted: false, days, makeUp, skipped, unpublished: [...unpublished], ends };
}

function lengthen(start: Date, ends: Date, pauses: readonly Pause[]) {
  const pauseLines: WhyLine[] = [];
  let due = ends.getTime();
  let covered = start.getTime();
  for (const pause of [...pauses].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    if (pause.to && pause.to < pause.from) throw new RangeError('a pause ends before it begins');
    const from = Math.max(pause.from.getTime(), covered);
    if (from >= due) break;
    const line = { kind: 'pause', from: new Date(from).toISOString(), why: pause.why, base: new Date(due).toISOString() } as const;
    if (!pause.to) {
      pauseLines.push({ ...line, to: null, ms: 0 });
      return { due: new Date(due), pausedSince: new Date(from), pauseLines };
    }
    const ms = pause.to.getTime() - from;
    if (ms <= 0) continue;
    pauseLines.push({ ...line, to: pause.to.toISOString(), ms });
    due += ms;
    covered = pause.to.getTime();
  }
  return { due: new Date(due), pausedSince: null, pauseLines };
}

function workingDaysBefore(due: Date, n: number, calendar: Calendar): Date {
  // One millisecond earlier, so that 24:00 counts back from the day that it ends.
  const last = localDayOf(new Date(due.getTime() - 1), calendar.zone);
  let day = last;
  for (let left = n, seen = 0; left > 0; seen++) {
    day = addDays(day, -1);
    if (isWorkday(calendar, day).work) left -= 1;
    if (seen > 1000 + 10 * n) throw new RangeError('the calendar has no working days');
  }
  const into = due.getTime() - instantOf(last, '00:00', calendar.zone).getTime();
  return new Date(instantOf(day, '00:00', calendar.zone).getTime() + into);
}

function unitMs(unit: 'minutes' | 'hours' | 'days'): number {
  return unit === 'minutes' ? minute : unit === 'hours' ? hour : dayMs;
}

function checkAmount({ n }: Duration): void {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`a clock runs a whole number of units from 0, not ${n}`);
}
