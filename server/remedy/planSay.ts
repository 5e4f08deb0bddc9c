import type { Lang } from '#platform/actor.ts';
import { localDayOf, wallClock } from '#platform/localTime.ts';
import { formatFen } from '#platform/money.ts';
import type { Words } from '#case/contract.ts';
import type { PayWay, PlannedGoods, WayBack } from './plan.ts';

/** 铰链×2、层板×1 */
export function sayGoods(goods: readonly PlannedGoods[], lang: Lang): string {
  return goods.map((each) => `${lang === 'zh' ? each.name : each.nameEn || each.name}×${each.quantity}`).join(lang === 'zh' ? '、' : ', ');
}

/** The day at whose end a promised arrival lies: 11月24日. */
export function arrivalOf(at: string, lang: Lang, zone: string): string {
  return sayDay(localDayOf(new Date(new Date(at).getTime() - 1), zone), lang);
}

/** An instant for people: 11月25日 18:00; the end of a day is 24:00 of that day, not 00:00 of the next. */
export function sayInstant(at: Date, lang: Lang, zone: string): string {
  const { day, time } = wallClock(at, zone);
  if (time !== '00:00') return lang === 'zh' ? `${sayDay(day, lang)} ${time}` : `${time} on ${sayDay(day, lang)}`;
  const before = sayDay(localDayOf(new Date(at.getTime() - 1), zone), lang);
  return lang === 'zh' ? `${before} 24:00` : `the end of ${before}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function sayDay(day: string, lang: Lang): string {
  const [, month = 0, date = 0] = day.split('-').map(Number);
  return lang === 'zh' ? `${month}月${date}日` : `${date} ${months[month - 1] ?? ''}`;
}

const ways: Readonly<Record<PayWay, { zh: string; en: string; arrives: boolean }>> = {
  'platform-refund': { zh: '原路退回', en: 'the way you paid', arrives: true },
  'platform-payment': { zh: '通过购物平台打款', en: 'paid through the shopping platform', arrives: true },
  counter: { zh: '门店当面退还', en: 'paid back at the counter', arrives: false },
  payout: { zh: '打款至您提供的账户', en: 'paid to the account you give us', arrives: true },
};

/** Which way money goes and when it arrives (TA-12). */
export function sayPayWay(way: PayWay, payWords: Words, lang: Lang): string {
  const said = ways[way];
  const arrives = said.arrives ? payWords[lang] : '';
  return arrives === '' ? said[lang] : `${said[lang]}${lang === 'zh' ? '，' : ', '}${arrives}`;
}

/** When money arrives, to stand behind “expected”: the shop's own words without theirs; empty when it is paid at once. */
export function payArrival(payWords: Words, lang: Lang): string {
  return payWords[lang].replace(lang === 'zh' ? /^预计\s*/ : /^usually(?: in)?\s+/i, lang === 'zh' ? '' : 'in ');
}

const backs: Readonly<Record<WayBack, { zh: string; en: string }>> = {
  none: { zh: '旧商品无需寄回', en: 'you keep the old one' },
  pickup: { zh: '快递员上门取回旧商品，运费由我们承担', en: 'the old one is picked up at your door at our cost' },
  'own-shipment': { zh: '旧商品请寄回，运费由我们承担', en: 'the old one comes back at our cost' },
};

/** How goods come back, and up to how much freight is repaid against the receipt (FU-10). */
export function sayWayBack(way: WayBack, lang: Lang, freightMostFen = 0): string {
  if (freightMostFen === 0) return backs[way][lang];
  const most = formatFen(freightMostFen, lang);
  return lang === 'zh'
    ? `${backs[way].zh}（凭据报销，最高 ${most}）`
    : `${backs[way].en} (freight repaid against the receipt, up to ${most})`;
}
