import { statutoryDays } from '#platform/calendar.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction, type Reader } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import type { House } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { daysOfYear, type DayRow, deleteDay, saveDay, saveYear, seedYear, statutoryRow, yearPublished } from './calendarStore.ts';
import { unknownShops } from './staffStore.ts';
import type { CalendarYear } from './calendarWire.ts';

/** How far ahead the statutory days are laid in: a deadline of seven working days reaches into the next year at most. */
const yearsAround = [-1, 0, 1];

/** Lays in the statutory days of the years around now, at each start; what people changed stays. */
export async function seedCalendar(house: House): Promise<void> {
  const thisYear = house.clock.now().getUTCFullYear();
  await inTransaction(house.db, async (tx) => {
    for (const offset of yearsAround) await seedYear(tx, thisYear + offset);
  });
}

export async function calendarOf(on: Reader, year: number, shopId: string | null): Promise<CalendarYear> {
  const days = (await daysOfYear(on, year, shopId)).map((row) => ({
    day: row.day,
    work: row.work,
    name: { zh: row.name, en: row.nameEn },
    source: row.source,
    shopId: row.shopId,
  }));
  return { year, published: await yearPublished(on, year), days };
}

/** Sets one day for the company or a shop, or (work null) takes the setting back. Running clocks follow (`calendar.changed`). Refuses: no-such-shop. */
export async function setDay(
  command: Command,
  day: string,
  given: { shopId: string | null; work: boolean | null; name: string; nameEn: string },
): Promise<Result<CalendarYear>> {
  const year = Number(day.slice(0, 4));
  if (given.shopId !== null && (await unknownShops(command.tx, [given.shopId])).length > 0)
    return refuse('no-such-shop', { field: 'shopId' });
  if (given.work === null) await takeBack(command, day, given.shopId);
  else await saveDay(command.tx, { shopId: given.shopId, day, work: given.work, name: given.name, nameEn: given.nameEn, source: 'person' });
  await writeEvents(command, [{ kind: 'calendar.changed', ...(given.shopId === null ? {} : { shopId: given.shopId }), data: { day } }]);
  return ok(await calendarOf(command.tx, year, given.shopId));
}

/** Marks a year as announced or not, with its days if they come along. Running clocks follow (`calendar.changed`). Refuses: wrong-year. */
export async function setYear(
  command: Command,
  year: number,
  given: { published: boolean; days: readonly { day: string; work: boolean; name: string; nameEn: string }[] },
): Promise<Result<CalendarYear>> {
  if (given.days.some((row) => Number(row.day.slice(0, 4)) !== year)) return refuse('wrong-year', { field: 'days' });
  for (const row of given.days) await saveDay(command.tx, { ...row, shopId: null, source: 'person' } satisfies DayRow);
  await saveYear(command.tx, year, given.published);
  await writeEvents(command, [{ kind: 'calendar.changed', data: { year } }]);
  return ok(await calendarOf(command.tx, year, null));
}

async function takeBack(command: Command, day: string, shopId: string | null): Promise<void> {
  await deleteDay(command.tx, day, shopId);
  const statutory = statutoryDays(Number(day.slice(0, 4))).days.find((row) => row.day === day);
  if (shopId === null && statutory) await saveDay(command.tx, statutoryRow(statutory));
}
