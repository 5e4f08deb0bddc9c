import type { Lang } from '#platform/actor.ts';
import { addDays, wallClock } from '#platform/localTime.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 11月26日 18:00 · 26 Nov, 18:00. Midnight is the end of the day before: 24:00. */
export function sayTime(at: Date, zone: string, lang: Lang): string {
  const { day, time } = wallClock(at, zone);
  const [date, clock] = time === '00:00' ? [addDays(day, -1), '24:00'] : [day, time];
  return lang === 'zh' ? `${sayDate(date, lang)} ${clock}` : `${sayDate(date, lang)}, ${clock}`;
}

/** 11月26日 · 26 Nov: the local day of an instant; midnight belongs to the day before. */
export function sayDayOf(at: Date, zone: string, lang: Lang): string {
  const { day, time } = wallClock(at, zone);
  return sayDate(time === '00:00' ? addDays(day, -1) : day, lang);
}

function sayDate(day: string, lang: Lang): string {
  const month = Number(day.slice(5, 7));
  const date = Number(day.slice(8, 10));
  return lang === 'zh' ? `${month}月${date}日` : `${date} ${months[month - 1] ?? ''}`;
}

/** 1.4 MB, 320 KB */
export function saySize(bytes: number): string {
  return bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`;
}
