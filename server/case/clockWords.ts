import type { Lang } from '#platform/actor.ts';
import { day as dayMs, hour, minute } from '#platform/clock.ts';
import { addDays, type LocalDay, wallClock, weekdayOf, yearOf } from '#platform/localTime.ts';
import { never } from '#platform/result.ts';
import type { Instant, SkippedDay, WhyLine } from './clockMath.ts';
import { sayDuration } from './duration.ts';
import { sourceIn } from './sourceWords.ts';
import type { ClockOrigin, PauseReason } from './vocabulary.ts';

/**
 * The lines of a clock in words, as the case page shows them: 11-20（周五）受理，起算日不计 / 7 个工作日：11-23…27、11-30、12-01 /
 * 12-01 24:00 ＋ 待客户暂停 3 小时 / 截止 12-02 03:00 · CL-2. Times are the shop's (`zone`); plain weekends aren't listed as
 * skipped, the counted days show them. A year other than the start's is written out.
 */
export function explainDue(lines: readonly WhyLine[], lang: Lang, zone: string): string[] {
  const start = lines.find((line) => line.kind === 'start');
  const home = start ? yearOf(wallClock(new Date(start.at), zone).day) : 0;
  return lines.flatMap((line) => lineInWords(line, { zh: lang === 'zh', zone, home }));
}

/** What is left of a clock: 剩 10 天 15 小时, 剩 38 分, 超时 26 分. `ms` below 0 is over. */
export function describeRemaining(ms: number, lang: Lang): string {
  const span = describeSpan(Math.abs(ms), lang, 2);
  if (lang === 'zh') return `${ms < 0 ? '超时' : '剩'}${/^\d/.test(span) ? ' ' : ''}${span}`;
  return ms < 0 ? `${span} over` : `${span} left`;
}

/** A length of time in days, hours and minutes, at most `units` of them, the rest cut off: 10 天 15 小时. */
export function describeSpan(ms: number, lang: Lang, units = 3): string {
  const zh = lang === 'zh';
  if (ms < minute) return zh ? '不到 1 分' : 'under 1 min';
  const parts: [number, string][] = [
    [Math.floor(ms / dayMs), zh ? '天' : 'd'],
    [Math.floor((ms % dayMs) / hour), zh ? '小时' : 'h'],
    [Math.floor((ms % hour) / minute), zh ? '分' : 'min'],
  ];
  const first = parts.findIndex(([n]) => n > 0);
  return parts
    .slice(first, first + units)
    .filter(([n]) => n > 0)
    .map(([n, unit]) => `${n} ${unit}`)
    .join(' ');
}

interface Reader {
  readonly zh: boolean;
  readonly zone: string;
  readonly home: number;
}

const events: Readonly<Record<ClockOrigin, { zh: string; en: string }>> = {
  registered: { zh: '登记', en: 'Registered' },
  accepted: { zh: '受理', en: 'Accepted' },
  'materials-received': { zh: '收到补充材料', en: 'Materials received' },
  'investigation-ended': { zh: '核查结束', en: 'Investigation ended' },
  rejected: { zh: '不予受理', en: 'Rejected' },
  completed: { zh: '处理完成', en: 'Completed' },
  appealed: { zh: '申请复核', en: 'Appealed' },
  step: { zh: '起算', en: 'Starts' },
};
const awaited: Readonly<Record<PauseReason, { zh: string; en: string }>> = {
  customer: { zh: '待客户', en: 'waiting for the customer' },
  partner: { zh: '待协查', en: 'waiting for a partner' },
  order: { zh: '待同步订单', en: 'waiting for the order' },
  goods: { zh: '待退货', en: 'waiting for the goods' },
};
const weekdays = { zh: ['日', '一', '二', '三', '四', '五', '六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] };
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function lineInWords(line: WhyLine, reader: Reader): string[] {
  const { zh } = reader;
  const lang: Lang = zh ? 'zh' : 'en';
  switch (line.kind) {
    case 'start': {
      const event = (isOrigin(line.event) ? events[line.event] : events.step)[lang];
      if (line.startingDayCounted) return [zh ? `${timeOf(line.at, reader)} ${event}` : `${event} ${timeOf(line.at, reader)}`];
      const { day } = wallClock(new Date(line.at), reader.zone);
      const weekday = weekdays[lang][weekdayOf(day)];
      return [
        zh
          ? `${dayIn(day, reader)}（周${weekday}）${event}，起算日不计`
          : `${event} ${dayIn(day, reader)} (${weekday}); the starting day isn't counted`,
      ];
    }
    case 'calendar': {
      const how = line.days.length > 0 ? runsIn(line.days, reader) : zh ? '连续计算' : 'of elapsed time';
      const made =
        line.makeUp.length > 0
          ? [zh ? `${runsIn(line.makeUp, reader)} 调休上班，计入` : `${runsIn(line.makeUp, reader)}: make-up workday, counted`]
          : [];
      const separator = line.days.length > 0 ? (zh ? '：' : ': ') : zh ? '，' : ' ';
      return [`${sayDuration(line.amount, lang)}${separator}${how}`, ...made];
    }
    case 'skipped':
      return skippedIn(line.days, reader);
    case 'unpublishedYear':
      return [
        zh
          ? `${line.year} 年放假安排尚未公布，截止时间可能变动`
          : `The holidays of ${line.year} aren't announced yet: this due time may move`,
      ];
    case 'neverPauses':
      return [zh ? '此时限不因等待而暂停' : 'Waiting does not pause this limit'];
    case 'pause': {
      const who = awaited[line.why][lang];
      const base = endOf(line.base, reader);
      if (line.to === null)
        return [zh ? `${timeOf(line.from, reader)} 起${who}，暂停计时` : `Paused since ${timeOf(line.from, reader)}: ${who}`];
      return [zh ? `${base} ＋ ${who}暂停 ${describeSpan(line.ms, lang)}` : `${base} + ${describeSpan(line.ms, lang)} ${who}`];
    }
    case 'due': {
      const source = line.source ? ` · ${sourceIn(line.source, lang)}` : '';
      if (!line.paused) return [`${zh ? '截止' : 'Due'} ${endOf(line.at, reader)}${source}`];
      const left = describeSpan(line.paused.remainingMs, lang);
      return [zh ? `恢复计时后还剩 ${left}${source}` : `${left} left once it runs again${source}`];
    }
    default:
      return never(line);
  }
}

function isOrigin(event: string): event is ClockOrigin {
  return Object.hasOwn(events, event);
}

function skippedIn(days: readonly SkippedDay[], reader: Reader): string[] {
  const groups = new Map<string, LocalDay[]>();
  for (const { day, why, name } of days) {
    if (why === 'weekend') continue;
    const label = name ? (reader.zh ? name.zh : name.en) : reader.zh ? '店铺休息' : 'shop closed';
    groups.set(label, [...(groups.get(label) ?? []), day]);
  }
  const words = [...groups].map(([label, at]) => (reader.zh ? `${runsIn(at, reader)}（${label}）` : `${runsIn(at, reader)} (${label})`));
  if (words.length === 0) return [];
  return [reader.zh ? `跳过 ${words.join('、')}` : `Skipped: ${words.join(', ')}`];
}

/** Days with runs drawn together inside a month: 11-23…27、11-30、12-01. A long list keeps its first and last runs. */
function runsIn(days: readonly LocalDay[], reader: Reader): string {
  const runs: LocalDay[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && addDays(before, 1) === day && before.slice(0, 7) === day.slice(0, 7)) run.push(day);
    else runs.push([day]);
  }
  const words = runs.flatMap((run) => {
    const [first = '', last = first] = [run[0], run.at(-1)];
    if (run.length < 3) return run.map((day) => dayIn(day, reader));
    return [reader.zh ? `${dayIn(first, reader)}…${last.slice(8)}` : `${dayIn(first, reader)}–${Number(last.slice(8))}`];
  });
  const shown = words.length > 8 ? [...words.slice(0, 3), '……', ...words.slice(-2)] : words;
  return shown.join(reader.zh ? '、' : ', ');
}

function dayIn(day: LocalDay, { zh, home }: Reader): string {
  const other = yearOf(day) !== home;
  if (zh) return other ? day : day.slice(5);
  return `${other ? `${yearOf(day)} ` : ''}${months[Number(day.slice(5, 7)) - 1]} ${Number(day.slice(8))}`;
}

function timeOf(at: Instant, reader: Reader): string {
  const { day, time } = wallClock(new Date(at), reader.zone);
  return `${dayIn(day, reader)}${reader.zh ? '' : ','} ${time}`;
}

/** An end: midnight is 24:00 of the day that it ends. */
function endOf(at: Instant, reader: Reader): string {
  const { day, time } = wallClock(new Date(at), reader.zone);
  const [shown, clock] = time === '00:00' ? [addDays(day, -1), '24:00'] : [day, time];
  return `${dayIn(shown, reader)}${reader.zh ? '' : ','} ${clock}`;
}
