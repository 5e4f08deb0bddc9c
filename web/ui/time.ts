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

/** 今天 14:30, 昨天 09:12, 11-20 17:20, 2025-11-20. In the reader's own zone. */
export function sayWhen(iso: string, now: number, lang: Lang): string {
  const at = new Date(iso);
  const days = dayNumber(at) - dayNumber(new Date(now));
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}`;
  const names = lang === 'zh' ? { 0: '今天', 1: '明天', '-1': '昨天' } : { 0: 'today', 1: 'tomorrow', '-1': 'yesterday' };
  const near = names[String(days) as '0'];
  if (near !== undefined) return `${near} ${clock}`;
  const day = `${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return at.getFullYear() === new Date(now).getFullYear() ? `${day} ${clock}` : `${at.getFullYear()}-${day}`;
}

export function sayDay(iso: string): string {
  const at = new Date(iso);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function dayNumber(at: Date): number {
  return Math.round(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000);
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
