import type { Calendar } from '#platform/calendar.ts';
import type { Reader } from '#platform/db.ts';
import { loadCalendar } from '#staff/contract.ts';

/** Calendars are read often and change a few times a year; a change in another process is seen after this time at the latest. */
const keptMs = 5_000;
const kept = new Map<string, { at: number; calendar: Calendar }>();

/** The working calendar of a shop. */
export async function calendarOf(on: Reader, shopId: string): Promise<Calendar> {
  const found = kept.get(shopId);
  if (found && performance.now() - found.at < keptMs) return found.calendar;
  const calendar = await loadCalendar(on, shopId);
  kept.set(shopId, { at: performance.now(), calendar });
  return calendar;
}

/** Called when a calendar was edited in this process, and by tests that share one process between databases. */
export function forgetCalendars(): void {
  kept.clear();
}
