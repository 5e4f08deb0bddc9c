/** A day on a wall calendar, `YYYY-MM-DD`. It has no instant until a zone is named. */
export type LocalDay = string;

const dayMs = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Wall clock of an instant in an IANA zone: `day` as YYYY-MM-DD, `time` as HH:MM (00:00 to 23:59). */
export function wallClock(at: Date, zone: string): { day: LocalDay; time: string } {
  const wall = new Date(at.getTime() + offsetAt(at.getTime(), zone)).toISOString();
  return { day: wall.slice(0, 10), time: wall.slice(11, 16) };
}

/** The local day on which an instant falls. */
export function localDayOf(at: Date, zone: string): LocalDay {
  return wallClock(at, zone).day;
}

/**
 * The instant of a wall-clock time (`HH:MM`; `24:00` = start of the next day). A time that daylight saving skips is moved on
 * by the length of the gap; one that happens twice means the first. A day or time that doesn't exist throws: it is a bug.
 */
export function instantOf(day: LocalDay, time: string, zone: string): Date {
  const wall = wallMs(day, time);
  const before = offsetAt(wall - dayMs, zone);
  const after = offsetAt(wall + dayMs, zone);
  const [early, late] = before >= after ? [before, after] : [after, before];
  for (const offset of [early, late]) {
    if (offsetAt(wall - offset, zone) === offset) return new Date(wall - offset);
  }
  return new Date(wall - before);
}

/** Moves a local day by `n` calendar days; leap days as they are. */
export function addDays(day: LocalDay, n: number): LocalDay {
  return new Date(wallMs(day, '00:00') + n * dayMs).toISOString().slice(0, 10);
}

/** Day of the week, 0 = Sunday to 6 = Saturday. */
export function weekdayOf(day: LocalDay): number {
  return new Date(wallMs(day, '00:00')).getUTCDay();
}

/** Whether the text is a day that exists (2026-02-29 isn't one). */
export function isLocalDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** The year of a local day. */
export function yearOf(day: LocalDay): number {
  return Number(day.slice(0, 4));
}

function wallMs(day: LocalDay, time: string): number {
  const clock = /^(\d{2}):(\d{2})$/.exec(time);
  const minutes = clock ? Number(clock[1]) * 60 + Number(clock[2]) : Number.NaN;
  if (!isLocalDay(day) || !(minutes <= 1440) || Number(clock?.[2]) > 59) throw new RangeError(`no such local time: ${day} ${time}`);
  return new Date(`${day}T00:00:00Z`).getTime() + minutes * 60_000;
}

/** Offsets by zone and minute: a command asks again and again for the same moments. Clocks were never changed within a minute after this. */
const offsets = new Map<string, number>();
const keptFrom = Date.UTC(1973, 0, 1);
const mostOffsets = 10_000;

/** Milliseconds by which the zone's wall clock is ahead of UTC. */
function offsetAt(at: number, zone: string): number {
  if (!(at >= keptFrom)) return askOffset(at, zone);
  const minute = `${Math.floor(at / 60_000)} ${zone}`;
  const known = offsets.get(minute);
  if (known !== undefined) return known;
  const offset = askOffset(at, zone);
  if (offsets.size >= mostOffsets) offsets.clear();
  offsets.set(minute, offset);
  return offset;
}

/** A formatter costs 50 µs to make: kept per zone. */
function askOffset(at: number, zone: string): number {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(at)) part[type] = Number(value);
  const wall = Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'], part['hour'], part['minute'], part['second']);
  return wall - Math.floor(at / 1000) * 1000;
}
