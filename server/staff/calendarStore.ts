import type { Calendar, CalendarDay } from '#platform/calendar.ts';
import { calendarDays, statutoryDays } from '#platform/calendar.ts';
import { all, one, type Reader, sql, type Tx } from '#platform/db.ts';

export interface DayRow {
  readonly shopId: string | null;
  readonly day: string;
  readonly work: boolean;
  readonly name: string;
  readonly nameEn: string;
  readonly source: 'statutory' | 'person';
}

const dayColumns = sql`shop_id as "shopId", day::text as day, work, name, name_en as "nameEn", source`;

/**
 * The working calendar of a shop (CL-5): its zone and hours, the company's days, and its own days, which win. One statement,
 * because every command that starts a clock asks. A shop that doesn't exist is a bug and throws.
 */
export async function loadCalendar(on: Reader, shopId: string): Promise<Calendar> {
  const row = await one(
    sql<{ zone: string; hours: Calendar['hours']; days: DayRow[]; years: number[] }>`select s.zone, s.hours,
        (select coalesce(jsonb_agg(to_jsonb(d) order by d."shopId" nulls first), '[]')
          from (select ${dayColumns} from calendar_days where shop_id is null or shop_id = s.id) d) as days,
        array(select year from calendar_years where published order by year) as years
      from shops s where s.id = ${shopId}`,
    on,
  );
  if (!row) throw new Error(`no shop ${shopId}`);
  return { zone: row.zone, hours: row.hours, days: calendarDays(row.days.map(asDay)), publishedYears: row.years };
}

export async function daysOfYear(on: Reader, year: number, shopId: string | null): Promise<DayRow[]> {
  return all(
    sql<DayRow>`select ${dayColumns} from calendar_days
      where day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date and (shop_id is null or shop_id = ${shopId}::uuid)
      order by day, shop_id nulls first`,
    on,
  );
}

export async function yearPublished(on: Reader, year: number): Promise<boolean> {
  return (await one(sql<{ published: boolean }>`select published from calendar_years where year = ${year}`, on))?.published ?? false;
}

export async function saveYear(tx: Tx, year: number, published: boolean): Promise<void> {
  await sql`insert into calendar_years (year, published) values (${year}, ${published})
    on conflict (year) do update set published = excluded.published`.execute(tx);
}

export async function saveDay(tx: Tx, row: DayRow): Promise<void> {
  await sql`insert into calendar_days (shop_id, day, work, name, name_en, source)
    values (${row.shopId}, ${row.day}, ${row.work}, ${row.name}, ${row.nameEn}, ${row.source})
    on conflict (shop_id, day) do update set work = excluded.work, name = excluded.name, name_en = excluded.name_en, source = excluded.source`.execute(
    tx,
  );
}

export async function deleteDay(tx: Tx, day: string, shopId: string | null): Promise<void> {
  await sql`delete from calendar_days where day = ${day} and shop_id is not distinct from ${shopId}::uuid`.execute(tx);
}

/** Adds a year's statutory days once; a year that is known already, and with it what people changed, stays as it is. */
export async function seedYear(tx: Tx, year: number): Promise<void> {
  const { published, days } = statutoryDays(year);
  const made = await sql`insert into calendar_years (year, published) values (${year}, ${published}) on conflict do nothing`.execute(tx);
  if (made.numAffectedRows === 0n) return;
  for (const day of days) await saveDay(tx, statutoryRow(day));
}

export function statutoryRow(day: CalendarDay & { readonly day: string }): DayRow {
  return {
    shopId: null,
    day: day.day,
    work: day.kind === 'work',
    name: day.name?.zh ?? '',
    nameEn: day.name?.en ?? '',
    source: 'statutory',
  };
}

function asDay(row: DayRow): CalendarDay & { readonly day: string } {
  const name = row.name === '' && row.nameEn === '' ? {} : { name: { zh: row.name, en: row.nameEn } };
  return { day: row.day, kind: row.work ? 'work' : 'off', from: row.source === 'person' ? 'shop' : 'statutory', ...name };
}
