import chineseDays from 'chinese-days';
import { addDays, isLocalDay, type LocalDay, weekdayOf, yearOf } from './localTime.ts';

/** What the calendar says of one day apart from its weekday. `statutory` comes from the State Council's table, `shop` was set by a person and wins. */
export interface CalendarDay {
  readonly kind: 'off' | 'work';
  readonly from: 'statutory' | 'shop';
  readonly name?: { readonly zh: string; readonly en: string };
}

/**
 * A shop's working calendar, as data (CL-5). `hours.close` is where a working day's clock ends (`null`: 24:00).
 * `weekend` lists the days off (0 = Sunday … 6 = Saturday; Saturday and Sunday when absent). `publishedYears` are the years
 * whose holidays are announced: outside them an answer is a guess by the weekday and is marked so.
 */
export interface Calendar {
  readonly zone: string;
  readonly hours: { readonly open: string; readonly close: string } | null;
  readonly days: Readonly<Record<LocalDay, CalendarDay>>;
  readonly weekend?: readonly number[];
  readonly publishedYears: readonly number[];
}

export type WhyDay = 'weekday' | 'weekend' | 'holiday' | 'make-up' | 'override';

export interface Workday {
  readonly work: boolean;
  /** False when the day's year isn't announced and no person has set this day. */
  readonly published: boolean;
  readonly why: WhyDay;
  readonly name?: { readonly zh: string; readonly en: string };
}

const saturdayAndSunday: readonly number[] = [0, 6];

/** Whether a local day counts as a working day, and why (CL-5). */
export function isWorkday(calendar: Calendar, day: LocalDay): Workday {
  const published = calendar.publishedYears.includes(yearOf(day));
  const set = calendar.days[day];
  if (set) {
    const why = set.from === 'shop' ? 'override' : set.kind === 'off' ? 'holiday' : 'make-up';
    return { work: set.kind === 'work', published: published || set.from === 'shop', why, ...(set.name && { name: set.name }) };
  }
  const off = (calendar.weekend ?? saturdayAndSunday).includes(weekdayOf(day));
  return { work: !off, published, why: off ? 'weekend' : 'weekday' };
}

export interface StatutoryDay extends CalendarDay {
  readonly day: LocalDay;
  readonly from: 'statutory';
}

export interface StatutoryYear {
  readonly year: number;
  /** False: the year's notice isn't out (2027 when this was written). Then `days` holds only the holidays that the law itself fixes. */
  readonly published: boolean;
  readonly days: readonly StatutoryDay[];
}

/**
 * The statutory holidays and make-up workdays of a year, as rows to seed or import a calendar from (domain.md §6).
 * `chinese-days` answers "workday" for years that it doesn't know; here such a year is `published: false` and carries only
 * the days fixed by the law of 2025 (13 days), without the neighbours and make-up days that the yearly notice adds.
 */
export function statutoryDays(year: number): StatutoryYear {
  const days: StatutoryDay[] = [];
  for (let day = `${year}-01-01`; yearOf(day) === year; day = addDays(day, 1)) {
    const detail = chineseDays.getDayDetail(day);
    // A day that the notice names reads "Spring Festival,春节,4"; any other reads "Friday".
    const [en, zh] = detail.name.split(',');
    if (en && zh) days.push({ day, kind: detail.work ? 'work' : 'off', from: 'statutory', name: { zh, en } });
  }
  // A neighbour's notice can reach into a year (2006-12-31), so one row doesn't make it published; its National Day does.
  const published = days.some((row) => row.day === `${year}-10-01` && row.kind === 'off');
  return published ? { year, published, days } : { year, published, days: fixedByLaw(year) };
}

/** A mainland working calendar of these years, day ends 24:00: the default of a new shop. */
export function statutoryCalendar(zone: string, years: readonly number[]): Calendar {
  const known = years.map(statutoryDays);
  const days: Record<LocalDay, CalendarDay> = {};
  for (const { day, ...row } of known.flatMap((year) => year.days)) days[day] = row;
  return { zone, hours: null, days, publishedYears: known.filter((year) => year.published).map((year) => year.year) };
}

/** Rows of a calendar table as the map that `Calendar` wants; a shop's row wins over a statutory one of the same day. */
export function calendarDays(rows: readonly ({ readonly day: LocalDay } & CalendarDay)[]): Record<LocalDay, CalendarDay> {
  const days: Record<LocalDay, CalendarDay> = {};
  for (const { day, ...row } of rows) {
    if (!isLocalDay(day)) throw new RangeError(`not a day: ${day}`);
    if (days[day]?.from !== 'shop' || row.from === 'shop') days[day] = row;
  }
  return days;
}

function fixedByLaw(year: number): StatutoryDay[] {
  const row = (first: LocalDay, n: number, zh: string, en: string): StatutoryDay[] =>
    Array.from({ length: n }, (_, i) => ({ day: addDays(first, i), kind: 'off', from: 'statutory', name: { zh, en } }));
  return [
    ...row(`${year}-01-01`, 1, '元旦', "New Year's Day"),
    ...row(addDays(lunarDay(year, 1, 1), -1), 4, '春节', 'Spring Festival'),
    ...row(tombSweeping(year), 1, '清明', 'Tomb-sweeping Day'),
    ...row(`${year}-05-01`, 2, '劳动节', 'Labour Day'),
    ...row(lunarDay(year, 5, 5), 1, '端午', 'Dragon Boat Festival'),
    ...row(lunarDay(year, 8, 15), 1, '中秋', 'Mid-autumn Festival'),
    ...row(`${year}-10-01`, 3, '国庆节', 'National Day'),
  ];
}

/**
 * The day of the year that the lunar calendar calls month/day (leap months aside). Asked at noon in Beijing, because the
 * package's own date arithmetic is a day off on machines west of Greenwich; not ICU's Chinese calendar, which puts the
 * new moon of 2027-02-06 23:56 a day late.
 */
function lunarDay(year: number, month: number, dayOfMonth: number): LocalDay {
  for (let day = `${year}-01-20`; yearOf(day) === year; day = addDays(day, 1)) {
    const lunar = chineseDays.getLunarDate(new Date(`${day}T04:00:00Z`));
    if (lunar.lunarMon === month && lunar.lunarDay === dayOfMonth && !lunar.isLeap) return day;
  }
  throw new RangeError(`no lunar ${month}-${dayOfMonth} in ${year}`);
}

/** The solar term 清明, 4 or 5 April; the usual approximation, right for 2000 to 2099. */
function tombSweeping(year: number): LocalDay {
  const y = year % 100;
  return `${year}-04-0${Math.floor(y * 0.2422 + 4.81) - Math.floor(y / 4)}`;
}
