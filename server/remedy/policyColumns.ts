import type { Words } from '#case/contract.ts';

export type ColumnType = 'money' | 'number' | 'code';
export interface Column {
  readonly field: string;
  readonly type: ColumnType;
  readonly words: Words;
  /** Of a code: what it may be; none: any code. */
  readonly oneOf?: readonly string[];
}

/** What a row of a policy may ask about. Money is integer fen. A number that nobody knows is 0, a code that nobody gave is `none`. */
export const policyInputs: readonly Column[] = [
  { field: 'problem', type: 'code', words: { zh: '问题类型', en: 'Problem' } },
  { field: 'partsValue', type: 'money', words: { zh: '缺失配件价值（分）', en: 'Value of the missing parts (fen)' } },
  { field: 'goodsValue', type: 'money', words: { zh: '相关商品价值（分）', en: 'Value of the goods concerned (fen)' } },
  { field: 'wish', type: 'code', words: { zh: '客户诉求', en: "Customer's wish" } },
  { field: 'stock', type: 'code', words: { zh: '配件库存', en: 'Stock of the parts' }, oneOf: ['enough', 'short', 'unknown'] },
  {
    field: 'liability',
    type: 'code',
    words: { zh: '主要责任方', en: 'Party that bears most' },
    oneOf: ['carrier', 'warehouse', 'supplier', 'staff', 'system', 'listing', 'customer', 'force-majeure', 'none'],
  },
  { field: 'customerShare', type: 'number', words: { zh: '客户责任占比（%）', en: "Customer's share (%)" } },
  { field: 'round', type: 'number', words: { zh: '处理轮次', en: 'Round' } },
  { field: 'declines', type: 'number', words: { zh: '客户已拒绝方案次数', en: 'Offers declined so far' } },
  { field: 'daysSinceSigned', type: 'number', words: { zh: '签收后天数（未签收为 0）', en: 'Days since signing (0: not signed)' } },
  { field: 'earlierClaims90d', type: 'number', words: { zh: '近 90 天同类申请次数', en: 'Earlier claims within 90 days' } },
  { field: 'channel', type: 'code', words: { zh: '来源渠道', en: 'Channel' } },
];

export const amountSources = ['parts-value', 'goods-value', 'fixed', 'none'] as const;

/** What a row grants. The program computes the amounts; a row names where they come from and how far each role may go. */
export const policyOutputs: readonly Column[] = [
  {
    field: 'remedy',
    type: 'code',
    words: { zh: '处理方式', en: 'Remedy' },
    oneOf: ['resend', 'refund', 'exchange', 'points', 'explanation'],
  },
  { field: 'amount', type: 'code', words: { zh: '金额依据', en: 'Amount from' }, oneOf: amountSources },
  { field: 'percent', type: 'number', words: { zh: '比例（%）', en: 'Per cent' } },
  { field: 'fixed', type: 'number', words: { zh: '固定值（分或积分；积分时为下限）', en: 'Fixed (fen or points; of points the least)' } },
  { field: 'pointsPerYuan', type: 'number', words: { zh: '每元折合积分', en: 'Points per yuan' } },
  { field: 'agentMost', type: 'number', words: { zh: '客服上限（分或积分）', en: 'Most for an agent (fen or points)' } },
  { field: 'leadMost', type: 'number', words: { zh: '组长上限（分或积分）', en: 'Most for a lead (fen or points)' } },
  { field: 'arriveDays', type: 'number', words: { zh: '承诺送达（天）', en: 'Promised arrival (days)' } },
  { field: 'sendBack', type: 'code', words: { zh: '需寄回', en: 'To be sent back' }, oneOf: ['none', 'goods'] },
];

export const neededOutputs = ['remedy', 'amount', 'agentMost', 'leadMost'] as const;

export type PolicyFacts = Readonly<Record<string, string | number>>;

/** Facts of which none is missing and each has its column's type, so that no cell ever meets a null. */
export function completeFacts(known: Readonly<Record<string, unknown>>): PolicyFacts {
  return Object.fromEntries(
    policyInputs.map(({ field, type }) => {
      const value = known[field];
      if (type === 'code') return [field, typeof value === 'string' && value !== '' ? value : 'none'];
      return [field, typeof value === 'number' && Number.isFinite(value) ? value : 0];
    }),
  );
}
