import { wordsOf } from '../words/useWords.ts';

const zh = {
  title: '常见投诉',
  help: '常见投诉按这些数字判断；修改后对尚未判断的工单立即生效。',
  measures: '价格与重量',
  measuresHelp: '价保期内降价才退差价，填 0 表示不退。称重商品的差异在允差以内不算短缺；两项允差取较大的一项。',
  protectionDays: '价保期（自付款起）',
  toleranceKg: '重量允差',
  tolerancePercent: '重量允差（占订购数量）',
  standing: '货到付款信用恢复',
  standingHelp: '被提醒或限制的客户满足任一条件后自动恢复；也可由组长在工单上恢复。',
  orders: '正常签收的货到付款订单',
  afterDays: '或已满',
  days: '天',
  kg: '千克',
  many: '笔',
};
type CommonWords = typeof zh;
const en: CommonWords = {
  title: 'Common complaints',
  help: 'Common complaints are judged by these numbers. A change holds at once for cases that are not decided yet.',
  measures: 'Prices and weights',
  measuresHelp:
    'A price drop is refunded within the protection period only; 0: never. For goods sold by weight a difference within the tolerance is none; the larger of the two counts.',
  protectionDays: 'Price protection, from payment',
  toleranceKg: 'Tolerance of weight',
  tolerancePercent: 'Tolerance, of what was ordered',
  standing: 'Credit for cash on delivery',
  standingHelp: 'Who was warned or limited is free again when either holds; a lead can lift it on the case as well.',
  orders: 'Orders on delivery that were accepted',
  afterDays: 'Or after',
  days: 'days',
  kg: 'kg',
  many: 'orders',
};

/** Words of what common complaints are measured by (RE-5, RE-6). */
export const useCommonWords = wordsOf<CommonWords>({ zh, en });
