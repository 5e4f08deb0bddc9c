import type { Lang } from '#platform/actor.ts';
import { localDayOf, wallClock } from '#platform/localTime.ts';
import { formatFen } from '#platform/money.ts';
import { never } from '#platform/result.ts';
import type { PlannedGoods, PolicySource, RemedyPlan } from './plan.ts';

/** What is offered, in a few words: 补发 铰链×2. */
export function titleOf(plan: RemedyPlan, lang: Lang): string {
  const zh = lang === 'zh';
  switch (plan.remedy) {
    case 'resend':
      return `${zh ? '补发 ' : 'Send '}${sayGoods(plan.goods, lang)}`;
    case 'refund':
      return `${zh ? '退款 ' : 'Refund '}${formatFen(plan.fen, lang)}`;
    case 'exchange':
      return `${zh ? '换新 ' : 'Exchange '}${sayGoods(plan.goods, lang)}`;
    case 'points':
      return zh ? `赠送 ${plan.points} 积分` : `${plan.points} points`;
    case 'explanation':
      return zh ? '说明情况并致歉' : 'An explanation and our apology';
    default:
      return never(plan);
  }
}

/** The whole option in one sentence: price, arrival, what comes back (RE-3, TA-12). */
export function detailsOf(plan: RemedyPlan, lang: Lang, zone: string): string {
  const zh = lang === 'zh';
  const title = titleOf(plan, lang);
  switch (plan.remedy) {
    case 'resend':
      return zh
        ? `${title}，免费，预计 ${arrivalOf(plan.promisedArrival, lang, zone)}前送达，您无需寄回任何物品`
        : `${title}, free of charge, expected by ${arrivalOf(plan.promisedArrival, lang, zone)}; you need not send anything back`;
    case 'refund':
      return `${title}${zh ? '，' : ', '}${payWordsOf(plan, lang)}`;
    case 'exchange': {
      const back =
        plan.sendBack.length === 0
          ? zh
            ? '，旧商品无需寄回'
            : '; you keep the old one'
          : zh
            ? '，旧商品请寄回，运费由我们承担'
            : '; the old one comes back at our cost';
      return zh
        ? `${title}，免费，预计 ${arrivalOf(plan.promisedArrival, lang, zone)}前送达${back}`
        : `${title}, free of charge, expected by ${arrivalOf(plan.promisedArrival, lang, zone)}${back}`;
    }
    case 'points':
      return zh ? `${title}，确认后即时到账` : `${title}, credited at once`;
    case 'explanation':
      return title;
    default:
      return never(plan);
  }
}

/** Which way money goes and when it arrives; null where there is no money. */
export function payWordsOf(plan: RemedyPlan, lang: Lang): string | null {
  if (plan.remedy !== 'refund') return null;
  const way = plan.way === 'counter' ? { zh: '门店当面退还', en: 'paid back at the counter' } : { zh: '原路退回', en: 'the way you paid' };
  const arrives = plan.way === 'counter' ? '' : plan.payWords[lang];
  return arrives === '' ? way[lang] : `${way[lang]}${lang === 'zh' ? '，' : ', '}${arrives}`;
}

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

/** 规则 MP-03 第 2 行 */
export function citesOf(source: Pick<PolicySource, 'row'>, code: string, lang: Lang): string {
  return lang === 'zh' ? `规则 ${code} 第 ${source.row} 行` : `policy ${code} row ${source.row}`;
}

/** What happens when the customer says nothing, as one sentence. */
export function silenceWords(silence: { silence: string; reopens: boolean }, lang: Lang): string {
  const zh = lang === 'zh';
  const closes =
    silence.silence === 'closed-unanswered'
      ? zh
        ? '逾期未选择，服务单将关闭'
        : 'Without an answer the case will be closed'
      : zh
        ? '逾期未选择，将按规则结案'
        : 'Without an answer the case ends by rule';
  if (!silence.reopens) return `${closes}${zh ? '。' : '.'}`;
  return zh ? `${closes}，您之后仍可重新打开。` : `${closes}; you can reopen it at any time.`;
}
