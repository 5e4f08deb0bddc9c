import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, instantOf, isLocalDay, localDayOf, wallClock, weekdayOf } from './localTime.ts';

fc.configureGlobal({ seed: 20261121 });

describe('wall clock and instant', () => {
  test.each([
    ['Shanghai midnight begins the local day', '2026-11-21', '00:00', 'Asia/Shanghai', '2026-11-20T16:00:00.000Z'],
    ['24:00 is the start of the next day', '2026-12-31', '24:00', 'Asia/Shanghai', '2026-12-31T16:00:00.000Z'],
    ['summer time in Berlin', '2026-07-01', '09:30', 'Europe/Berlin', '2026-07-01T07:30:00.000Z'],
    ['a time that the clock skips is moved on', '2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['a time that happens twice means the first', '2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['a day whose midnight is skipped begins at 01:00', '2026-09-06', '00:00', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['leap day', '2028-02-29', '12:00', 'Asia/Shanghai', '2028-02-29T04:00:00.000Z'],
  ])('%s', (_, day, time, zone, instant) => {
    expect(instantOf(day, time, zone).toISOString()).toBe(instant);
  });

  test('any instant comes back from its wall clock, to the minute, where the clock runs evenly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000_000 }), (minutes) => {
        const at = new Date(minutes * 60_000);
        const wall = wallClock(at, 'Asia/Kathmandu');
        // Kathmandu moved by 15 minutes once, on 1986-01-01.
        if (localDayOf(at, 'Asia/Kathmandu') === '1986-01-01') return;
        expect(instantOf(wall.day, wall.time, 'Asia/Kathmandu')).toEqual(at);
      }),
    );
  });

  test.each(['2026-02-29', '2026-13-01', '2026-1-1', '', '20261121'])('%s is no day', (text) => {
    expect(isLocalDay(text)).toBe(false);
    expect(() => addDays(text, 1)).toThrow(RangeError);
  });

  test.each(['24:01', '9:00', '12:60', ''])('%s is no time', (time) => {
    expect(() => instantOf('2026-11-21', time, 'Asia/Shanghai')).toThrow(RangeError);
  });

  test('days are counted over leap days and the end of a year', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(weekdayOf('2026-11-21')).toBe(6);
  });
});
