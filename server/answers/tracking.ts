import type { Lang } from '#platform/actor.ts';
import { day } from '#platform/clock.ts';
import { localDayOf, wallClock } from '#platform/localTime.ts';

/** What is known of a parcel when nobody says who sent it. */
export interface Tracked {
  readonly state: string;
  readonly shippedAt: Date | null;
  readonly signedAt: Date | null;
  readonly scanAt: Date | null;
  /** Days that the way usually takes; null when no tariff says. */
  readonly daysMost: number | null;
  /** Days without a scan after which it counts as lost by the carrier's terms; null when they don't say. */
  readonly lostDays: number | null;
}

/** When it should come, in words, or why nobody can say (EX-2, FU-4). */
export interface Expected {
  readonly expected: string | null;
  readonly whyNot: string | null;
}

/** Says when a parcel should come: by its shipping and the usual time of the way; never a time that has passed. */
export function expectedOf(parcel: Tracked, now: Date, zone: string, lang: Lang): Expected {
  const zh = lang === 'zh';
  const none = (words: string): Expected => ({ expected: null, whyNot: words });
  switch (parcel.state) {
    case 'signed':
      return none(
        zh ? `已于 ${sayDay(parcel.signedAt, zone, lang)}签收。` : `It was signed for on ${sayDay(parcel.signedAt, zone, lang)}.`,
      );
    case 'returned':
      return none(zh ? '快件正在退回寄件人，不再派送。' : 'It is on its way back to the sender.');
    case 'lost':
      return none(zh ? '快件已确认遗失，请联系寄件人办理理赔。' : 'It was confirmed lost; the sender can file a claim.');
    case 'created':
      return none(
        zh ? '快件还没有揽收，揽收后才能预计送达时间。' : 'It has not been collected yet; there is no expected time before that.',
      );
    default:
  }
  const quiet = parcel.scanAt === null ? null : Math.floor((now.getTime() - parcel.scanAt.getTime()) / day);
  if (quiet !== null && parcel.lostDays !== null && quiet >= parcel.lostDays)
    return none(
      zh
        ? `已 ${quiet} 天没有新的物流记录，请联系我们查找。`
        : `There has been no scan for ${quiet} days. Contact us and we will search for it.`,
    );
  if (parcel.state === 'problem')
    return none(
      zh
        ? '派送遇到问题，网点处理后才能预计送达时间。'
        : 'Delivery met a problem; there is no expected time until the branch has dealt with it.',
    );
  if (parcel.state === 'delivering') return { expected: zh ? '预计今天送达' : 'expected today', whyNot: null };
  if (parcel.shippedAt === null || parcel.daysMost === null)
    return none(zh ? '这条线路没有登记时效，暂时无法预计。' : 'No usual time is kept for this way.');
  const due = new Date(parcel.shippedAt.getTime() + parcel.daysMost * day);
  if (localDayOf(due, zone) < localDayOf(now, zone))
    return none(
      zh
        ? '已超过通常时效，暂时无法预计，请联系我们催件。'
        : 'It is later than usual, and nobody can say when it comes. Contact us to hurry it.',
    );
  return { expected: zh ? `预计 ${sayDay(due, zone, lang)}前送达` : `expected by ${sayDay(due, zone, lang)}`, whyNot: null };
}

/** The first four and the last four characters: enough to know one's own, nothing to find another's by. */
export function maskWaybill(waybill: string): string {
  return waybill.length <= 8 ? `${waybill.slice(0, 2)}****` : `${waybill.slice(0, 4)}${'*'.repeat(waybill.length - 8)}${waybill.slice(-4)}`;
}

/** A scan's text without what tells a person: a signer's name, a courier's name and phone. */
export function maskScan(text: string): string {
  return text
    .replace(/(?:\+?86[- ]?)?1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{3,4}-\d{7,8}/g, '***')
    .replace(
      /(签收人|收件人|派送员|快递员|业务员|联系人)\s*[:：【[]?\s*([\p{Script=Han}·]{2,4}|[A-Za-z][A-Za-z .]{1,30})[】\]]?/gu,
      (whole, role: string, name: string) => (/本人|他人|家人|门卫|驿站|前台|物业|快递柜/.test(name) ? whole : `${role}：***`),
    );
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function sayDay(at: Date | null, zone: string, lang: Lang): string {
  if (at === null) return '';
  const [, month = 0, date = 0] = wallClock(at, zone).day.split('-').map(Number);
  return lang === 'zh' ? `${month} 月 ${date} 日` : `${date} ${months[month - 1] ?? ''}`;
}
