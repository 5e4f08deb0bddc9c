import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Calendar, statutoryCalendar } from '#platform/calendar.ts';
import { instantOf } from '#platform/localTime.ts';
import { dueAt, type DueQuestion, type Pause, remaining, warnAt } from './clockMath.ts';
import type { Duration } from './duration.ts';

fc.configureGlobal({ seed: 20261121 });

const shanghai = 'Asia/Shanghai';
const china = statutoryCalendar(shanghai, [2025, 2026, 2027]);
const untilSix: Calendar = { ...china, hours: { open: '09:00', close: '18:00' } };
const berlin: Calendar = { zone: 'Europe/Berlin', hours: null, days: {}, publishedYears: [2026] };

/** `2026-11-20 17:20` on the wall of a zone. */
const at = (wall: string, zone = shanghai) => instantOf(wall.slice(0, 10), wall.slice(11), zone);
const hours = (n: number): Duration => ({ n, unit: 'hours' });
const workingDays = (n: number): Duration => ({ n, unit: 'workingDays' });
const days = (n: number): Duration => ({ n, unit: 'days' });
const ask = (more: Partial<DueQuestion>): DueQuestion => ({
  start: at('2026-11-20 17:20'),
  amount: hours(24),
  calendar: china,
  pauses: [],
  mayPause: true,
  ...more,
});

describe('a clock runs out', () => {
  test.each<[string, string, Duration, Calendar, string]>([
    ['24 hours are elapsed time, over a weekend too', '2026-11-20 17:20', hours(24), china, '2026-11-21 17:20'],
    ['30 minutes over midnight', '2026-12-31 23:45', { n: 30, unit: 'minutes' }, china, '2027-01-01 00:15'],
    ['7 working days: the starting Friday is not counted', '2026-11-20 17:31', workingDays(7), china, '2026-12-01 24:00'],
    ['1 working day from Saturday ends on Monday', '2026-11-21 10:00', workingDays(1), china, '2026-11-23 24:00'],
    ['midnight belongs to the day that it begins', '2026-11-20 00:00', workingDays(1), china, '2026-11-23 24:00'],
    ['the last minute of a day is still that day', '2026-11-19 23:59', workingDays(1), china, '2026-11-20 24:00'],
    ['National Day is passed over and its make-up Saturday counted', '2026-09-30 09:00', workingDays(3), china, '2026-10-10 24:00'],
    ['the make-up Sunday before it is counted', '2026-09-18 09:00', workingDays(1), china, '2026-09-20 24:00'],
    ['Spring Festival of nine days', '2026-02-13 12:00', workingDays(2), china, '2026-02-24 24:00'],
    ['close of business when the shop has hours', '2026-11-20 17:20', workingDays(2), untilSix, '2026-11-24 18:00'],
    ['7 calendar days end at 24:00, holidays and hours or not', '2026-09-28 08:00', days(7), untilSix, '2026-10-05 24:00'],
    ['leap day is a day', '2028-02-28 08:00', days(1), china, '2028-02-29 24:00'],
    ['zero hours: at once', '2026-11-20 17:20', hours(0), china, '2026-11-20 17:20'],
    ['zero working days: at once', '2026-11-21 17:20', workingDays(0), china, '2026-11-21 17:20'],
    ['zero calendar days: at once', '2026-11-21 17:20', days(0), china, '2026-11-21 17:20'],
  ])('%s', (_, start, amount, calendar, due) => {
    expect(dueAt(ask({ start: at(start), amount, calendar })).due).toEqual(at(due));
  });

  test('24 hours stay 24 hours when the clocks are put forward; a day stays a day', () => {
    const start = at('2026-03-28 12:00', 'Europe/Berlin');
    expect(dueAt(ask({ start, calendar: berlin })).due).toEqual(at('2026-03-29 13:00', 'Europe/Berlin'));
    expect(dueAt(ask({ start, calendar: berlin, amount: days(1) })).due).toEqual(at('2026-03-29 24:00', 'Europe/Berlin'));
  });

  test.each([-1, 1.5, Number.NaN])('%s units are no limit', (n) => {
    expect(() => dueAt(ask({ amount: hours(n) }))).toThrow(RangeError);
  });

  test('a calendar without any working day is a fault, not an endless loop', () => {
    const idle: Calendar = { ...china, weekend: [0, 1, 2, 3, 4, 5, 6], days: {} };
    expect(() => dueAt(ask({ amount: workingDays(1), calendar: idle }))).toThrow('no working days');
    expect(() => warnAt({ start: at('2026-01-01 00:00'), due: at('2026-11-20 00:00'), before: workingDays(1), calendar: idle })).toThrow(
      'no working days',
    );
  });
});

describe('a year whose calendar is not published', () => {
  test('is named when working days are counted through it, and the days fixed by law are off all the same', () => {
    const { due, unpublished, lines } = dueAt(ask({ start: at('2026-12-30 10:00'), amount: workingDays(2) }));
    expect(due).toEqual(at('2027-01-04 24:00'));
    expect(unpublished).toEqual([2027]);
    expect(lines).toContainEqual({ kind: 'unpublishedYear', year: 2027 });
  });

  test.each<[string, Duration]>([
    ['elapsed hours', hours(48)],
    ['calendar days', days(5)],
    ['working days that end on the last evening of the year', workingDays(1)],
  ])('is no matter for %s', (_, amount) => {
    expect(dueAt(ask({ start: at('2026-12-30 10:00'), amount })).unpublished).toEqual([]);
  });
});

describe('pauses', () => {
  const pause = (from: string, to: string | null, why: Pause['why'] = 'customer'): Pause => ({
    from: at(from),
    to: to === null ? null : at(to),
    why,
  });
  const seven = ask({ start: at('2026-11-20 17:31'), amount: workingDays(7) });

  test.each<[string, Pause[], string]>([
    ['three hours lengthen a working-day clock by three hours', [pause('2026-11-21 08:00', '2026-11-21 11:00')], '2026-12-02 03:00'],
    [
      'two that overlap count once',
      [pause('2026-11-21 08:00', '2026-11-21 11:00'), pause('2026-11-21 10:00', '2026-11-21 12:00', 'order')],
      '2026-12-02 04:00',
    ],
    [
      'one inside another adds nothing',
      [pause('2026-11-21 08:00', '2026-11-21 11:00'), pause('2026-11-21 09:00', '2026-11-21 10:00')],
      '2026-12-02 03:00',
    ],
    ['what lay before the start is not counted', [pause('2026-11-20 16:31', '2026-11-20 18:31')], '2026-12-02 01:00'],
    ['one of no length adds nothing', [pause('2026-11-21 08:00', '2026-11-21 08:00')], '2026-12-01 24:00'],
    [
      'one that begins in time added by another counts',
      [pause('2026-11-21 08:00', '2026-11-21 11:00'), pause('2026-12-02 02:00', '2026-12-02 04:00')],
      '2026-12-02 05:00',
    ],
    ['one that begins when time is up comes too late', [pause('2026-12-02 00:00', '2026-12-02 09:00')], '2026-12-01 24:00'],
    [
      'they may come in any order',
      [pause('2026-11-24 08:00', '2026-11-24 09:00'), pause('2026-11-21 08:00', '2026-11-21 11:00')],
      '2026-12-02 04:00',
    ],
  ])('%s', (_, pauses, due) => {
    expect(dueAt({ ...seven, pauses })).toMatchObject({ due: at(due), pausedSince: null });
  });

  test('a running one stops the clock, which keeps what it had', () => {
    const answer = dueAt({ ...seven, pauses: [pause('2026-11-24 12:00', null), pause('2026-11-21 08:00', '2026-11-21 11:00')] });
    expect(answer.pausedSince).toEqual(at('2026-11-24 12:00'));
    const left = at('2026-12-02 03:00').getTime() - at('2026-11-24 12:00').getTime();
    expect(remaining(answer, at('2027-03-01 00:00'))).toEqual({ state: 'paused', ms: left });
    expect(answer.lines.at(-1)).toMatchObject({ kind: 'due', paused: { remainingMs: left } });
  });

  test('a clock that may not pause is unmoved and says so (CL-8)', () => {
    const answer = dueAt({ ...seven, mayPause: false, pauses: [pause('2026-11-21 08:00', null)] });
    expect(answer).toMatchObject({ due: at('2026-12-01 24:00'), pausedSince: null });
    expect(answer.lines.map((line) => line.kind)).toContain('neverPauses');
  });

  test('one that ends before it begins is a fault', () => {
    expect(() => dueAt({ ...seven, pauses: [pause('2026-11-21 08:00', '2026-11-21 07:00')] })).toThrow(RangeError);
  });
});

describe('what is left', () => {
  const clock = { due: at('2026-11-21 12:00'), pausedSince: null };
  test.each([
    ['running', '2026-11-21 11:22', 'running', 38],
    ['the very instant is in time', '2026-11-21 12:00', 'running', 0],
    ['over', '2026-11-21 12:26', 'over', -26],
  ])('%s', (_, now, state, minutes) => {
    expect(remaining(clock, at(now))).toEqual({ state, ms: minutes * 60_000 });
  });
});

describe('the owner is warned', () => {
  test.each<[string, string, Duration, string]>([
    ['4 hours before', '2026-11-21 17:20', hours(4), '2026-11-21 13:20'],
    ['1 working day before Monday 24:00 is Friday 24:00', '2026-11-23 24:00', workingDays(1), '2026-11-20 24:00'],
    ['1 working day before Tuesday 03:00', '2026-12-01 03:00', workingDays(1), '2026-11-30 03:00'],
    ['1 calendar day before', '2026-11-23 24:00', days(1), '2026-11-22 24:00'],
    ['never before the start', '2026-11-20 18:00', hours(4), '2026-11-20 17:20'],
  ])('%s', (_, due, before, warn) => {
    expect(warnAt({ start: at('2026-11-20 17:20'), due: at(due), before, calendar: china })).toEqual(at(warn));
  });
});

describe('whatever happens', () => {
  const from = at('2026-01-01 00:00').getTime();
  const start = fc.integer({ min: 0, max: 525_600 }).map((minutes) => new Date(from + minutes * 60_000));
  const unit = fc.constantFrom<Duration['unit']>('minutes', 'hours', 'days', 'workingDays');
  const n = fc.integer({ min: 0, max: 40 });
  const pauses = fc.array(
    fc
      .tuple(start, fc.integer({ min: 0, max: 5000 }))
      .map(([begin, minutes]): Pause => ({ from: begin, to: new Date(begin.getTime() + minutes * 60_000), why: 'customer' })),
    { maxLength: 4 },
  );
  const calendar = fc.constantFrom(china, untilSix, berlin);

  test('a clock never runs out before it starts, and more time never ends earlier', () => {
    fc.assert(
      fc.property(start, unit, n, n, pauses, calendar, (begin, u, a, b, rests, cal) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((amount) =>
          dueAt({ start: begin, amount: { n: amount, unit: u }, calendar: cal, pauses: rests, mayPause: true }).due.getTime(),
        );
        expect(less).toBeGreaterThanOrEqual(begin.getTime());
        expect(more).toBeGreaterThanOrEqual(less ?? 0);
      }),
    );
  });

  test('a later start never ends earlier: elapsed clocks with pauses, day clocks without', () => {
    // A day clock isn't monotone over pauses: what starts after a pause of the same day has the same end without its length.
    fc.assert(
      fc.property(start, start, unit, n, pauses, calendar, (a, b, u, amount, rests, cal) => {
        const kept = u === 'minutes' || u === 'hours' ? rests : [];
        const [first, second] = [a, b]
          .sort((x, y) => x.getTime() - y.getTime())
          .map((begin) =>
            dueAt({ start: begin, amount: { n: amount, unit: u }, calendar: cal, pauses: kept, mayPause: true }).due.getTime(),
          );
        expect(second).toBeGreaterThanOrEqual(first ?? 0);
      }),
    );
  });

  test('a pause more never shortens, and the lines add up to the due time', () => {
    fc.assert(
      fc.property(start, unit, n, pauses, calendar, (begin, u, amount, rests, cal) => {
        const ends: number[] = rests.map((_, i) =>
          dueAt({ start: begin, amount: { n: amount, unit: u }, calendar: cal, pauses: rests.slice(0, i), mayPause: true }).due.getTime(),
        );
        expect([...ends].sort((x, y) => x - y)).toEqual(ends);
        const { due, lines } = dueAt({ start: begin, amount: { n: amount, unit: u }, calendar: cal, pauses: rests, mayPause: true });
        let sum = 0;
        for (const line of lines) {
          if (line.kind === 'calendar') sum = new Date(line.ends).getTime();
          if (line.kind === 'pause') sum += line.ms;
        }
        expect(sum).toBe(due.getTime());
      }),
    );
  });
});
