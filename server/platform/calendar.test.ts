import { describe, expect, test } from 'vitest';
import { type Calendar, calendarDays, isWorkday, statutoryCalendar, statutoryDays } from './calendar.ts';

const china = statutoryCalendar('Asia/Shanghai', [2026, 2027]);

describe('the statutory calendar of 2026', () => {
  test.each([
    ['2026-11-20', true, 'weekday'],
    ['2026-11-21', false, 'weekend'],
    ['2026-01-01', false, 'holiday'],
    ['2026-01-04', true, 'make-up'],
    ['2026-02-14', true, 'make-up'],
    ['2026-02-15', false, 'holiday'],
    ['2026-02-23', false, 'holiday'],
    ['2026-02-28', true, 'make-up'],
    ['2026-04-06', false, 'holiday'],
    ['2026-05-05', false, 'holiday'],
    ['2026-05-09', true, 'make-up'],
    ['2026-06-19', false, 'holiday'],
    ['2026-09-20', true, 'make-up'],
    ['2026-09-27', false, 'holiday'],
    ['2026-10-07', false, 'holiday'],
    ['2026-10-08', true, 'weekday'],
    ['2026-10-10', true, 'make-up'],
  ])('%s works: %s (%s)', (day, work, why) => {
    expect(isWorkday(china, day)).toMatchObject({ work, why, published: true });
  });

  test('has 33 days off and 6 make-up days, with names in both languages', () => {
    const { published, days } = statutoryDays(2026);
    expect(published).toBe(true);
    expect(days.filter((row) => row.kind === 'off')).toHaveLength(33);
    expect(days.filter((row) => row.kind === 'work')).toHaveLength(6);
    expect(isWorkday(china, '2026-10-01').name).toEqual({ zh: '国庆节', en: 'National Day' });
  });
});

describe('a year that is not announced', () => {
  test('2027 is marked on every day and never passes for a known workday', () => {
    expect(statutoryDays(2027).published).toBe(false);
    expect(isWorkday(china, '2027-01-04')).toEqual({ work: true, published: false, why: 'weekday' });
  });

  test('keeps the days that the law itself fixes', () => {
    const days = statutoryDays(2027).days.map((row) => row.day);
    expect(days).toEqual([
      '2027-01-01',
      '2027-02-05',
      '2027-02-06',
      '2027-02-07',
      '2027-02-08',
      '2027-04-05',
      '2027-05-01',
      '2027-05-02',
      '2027-06-09',
      '2027-09-15',
      '2027-10-01',
      '2027-10-02',
      '2027-10-03',
    ]);
    expect(isWorkday(china, '2027-01-01')).toMatchObject({ work: false, published: false, why: 'holiday' });
  });

  test('the first days of the lunar year are right in the years to come, whatever the zone of the machine', () => {
    const eves = [2027, 2028, 2029, 2030].map((year) => statutoryDays(year).days.find((row) => row.name?.zh === '春节')?.day);
    expect(eves).toEqual(['2027-02-05', '2028-01-25', '2029-02-12', '2030-02-02']);
  });

  test('a year of which the calendar knows nothing at all is marked too', () => {
    expect(isWorkday(china, '2031-05-06')).toEqual({ work: true, published: false, why: 'weekday' });
  });
});

describe('a shop sets its own days', () => {
  const own: Calendar = {
    ...china,
    weekend: [1],
    days: calendarDays([
      { day: '2026-10-01', kind: 'work', from: 'shop' },
      { day: '2026-10-01', kind: 'off', from: 'statutory' },
      { day: '2027-03-03', kind: 'off', from: 'shop', name: { zh: '盘点', en: 'Stocktaking' } },
    ]),
  };
  test.each([
    ['2026-10-01', { work: true, published: true, why: 'override' }],
    ['2027-03-03', { work: false, published: true, why: 'override', name: { zh: '盘点', en: 'Stocktaking' } }],
    ['2026-11-21', { work: true, published: true, why: 'weekday' }],
    ['2026-11-23', { work: false, published: true, why: 'weekend' }],
  ])('%s', (day, answer) => {
    expect(isWorkday(own, day)).toEqual(answer);
  });

  test('a row that is no day is a fault', () => {
    expect(() => calendarDays([{ day: '2026-02-30', kind: 'off', from: 'shop' }])).toThrow(RangeError);
  });
});
