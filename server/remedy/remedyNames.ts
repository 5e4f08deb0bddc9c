import type { Remedy, Words } from '#case/contract.ts';
import type { Lang } from '#platform/actor.ts';

/** What each remedy is called, without amounts or goods. */
const names: Readonly<Record<Remedy, Words>> = {
  'correct-information': { zh: '更正邮寄信息', en: 'information corrected' },
  rearrange: { zh: '重新派送', en: 'delivery arranged anew' },
  resend: { zh: '补发', en: 'parts sent' },
  reship: { zh: '重发', en: 'sent anew' },
  exchange: { zh: '换新', en: 'exchange' },
  return: { zh: '退货退款', en: 'return' },
  repair: { zh: '维修', en: 'repair' },
  refund: { zh: '退款', en: 'refund' },
  'part-refund': { zh: '部分退款', en: 'partial refund' },
  difference: { zh: '退差价', en: 'difference refunded' },
  'claim-payment': { zh: '理赔', en: 'compensation' },
  coupon: { zh: '优惠券', en: 'coupon' },
  points: { zh: '积分', en: 'points' },
  'keep-surplus': { zh: '多发归客户', en: 'surplus kept' },
  'reissue-invoice': { zh: '重开发票', en: 'invoice issued again' },
  'correct-listing': { zh: '更正页面', en: 'listing corrected' },
  explanation: { zh: '说明致歉', en: 'explanation' },
};

/** The remedy's name; nothing for one that isn't known. */
export function remedyWord(remedy: string | null, lang: Lang): string {
  return names[(remedy ?? '') as Remedy]?.[lang] ?? '';
}
