type Lang = 'zh' | 'en';
const minute = 60_000;

/** A stretch of time in its two largest units: 10 天 15 小时, 38 分, 2 h 5 min. */
export function sayStretch(ms: number, lang: Lang): string {
  const minutes = Math.floor(Math.abs(ms) / minute);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  const units = lang === 'zh' ? { d: ' 天', h: ' 小时', m: ' 分' } : { d: ' d', h: ' h', m: ' min' };
  const parts =
    days > 0
      ? [`${days}${units.d}`, hours > 0 ? `${hours}${units.h}` : '']
      : hours > 0
        ? [`${hours}${units.h}`, hours < 6 && rest > 0 ? `${rest}${units.m}` : '']
        : [`${rest}${units.m}`];
  return parts.filter(Boolean).join(' ');
}

/**
 * 今天 14:30, 昨天 09:12, 11月20日 17:20, 2025年11月20日 17:20. In the reader's own zone. Midnight is the end of the day before
 * (11月25日 24:00), as in letters: "until the 26th 00:00" is read as the 26th by half of the people.
 */
export function sayWhen(iso: string, now: number, lang: Lang): string {
  const { at, clock } = momentOf(iso);
  const days = dayNumber(at) - dayNumber(new Date(now));
  const names = lang === 'zh' ? { 0: '今天', 1: '明天', '-1': '昨天' } : { 0: 'today', 1: 'tomorrow', '-1': 'yesterday' };
  const near = names[String(days) as '0'];
  if (near !== undefined) return `${near} ${clock}`;
  return `${dateOf(at, now, lang)} ${clock}`;
}

/** The day of an instant: 11月25日, 2025年11月25日. The end of a day belongs to that day. */
export function sayDay(iso: string, now: number, lang: Lang): string {
  return dateOf(momentOf(iso).at, now, lang);
}

/** The time of day of an instant: 14:30. */
export function sayClock(iso: string): string {
  return momentOf(iso).clock;
}

/** An instant as people say it: midnight is 24:00 of the day that ends with it. */
function momentOf(iso: string): { at: Date; clock: string } {
  const at = new Date(iso);
  const isMidnight = at.getHours() + at.getMinutes() + at.getSeconds() + at.getMilliseconds() === 0;
  if (isMidnight) return { at: new Date(at.getTime() - 1), clock: '24:00' };
  return { at, clock: `${two(at.getHours())}:${two(at.getMinutes())}` };
}

function dateOf(at: Date, now: number, lang: Lang): string {
  const [year, month, day] = [at.getFullYear(), at.getMonth() + 1, at.getDate()];
  const sameYear = year === new Date(now).getFullYear();
  if (lang === 'zh') return `${sameYear ? '' : `${year}年`}${month}月${day}日`;
  return `${day} ${months[month - 1] ?? ''}${sameYear ? '' : ` ${year}`}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dayNumber(at: Date): number {
  return Math.round(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000);
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
