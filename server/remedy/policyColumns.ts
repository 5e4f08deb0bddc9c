import type { Party, Remedy, Role, Words } from '#case/contract.ts';
import { waysBack } from './plan.ts';
import { plannedRemedies } from './wire.ts';

export type ColumnType = 'money' | 'number' | 'code';
export interface Column {
  readonly field: string;
  readonly type: ColumnType;
  readonly words: Words;
  /** Of a code: what it may be; none: any code. */
  readonly oneOf?: readonly string[];
}

const column = (type: ColumnType, field: string, zh: string, en: string, oneOf?: readonly string[]): Column => ({
  field,
  type,
  words: { zh, en },
  ...(oneOf ? { oneOf } : {}),
});

/**
 * What a row of a policy may ask about (RE-2). Money is integer fen. A number that nobody knows is 0, a code that nobody gave is
 * `none`; what is true or false is the code `yes` or `no`. Columns come from the facts of the case, by the same names.
 */
export const policyInputs: readonly Column[] = [
  column('code', 'problem', '问题类型', 'Problem'),
  column('money', 'partsValue', '缺失配件价值（分）', 'Value of the missing parts (fen)'),
  column('money', 'goodsValue', '相关商品价值（分）', 'Value of the goods concerned (fen)'),
  column('code', 'wish', '客户诉求', "Customer's wish"),
  column('code', 'stock', '配件库存', 'Stock of the parts', ['enough', 'short', 'unknown']),
  column('code', 'liability', '主要责任方', 'Party that bears most', [
    'carrier',
    'branch',
    'warehouse',
    'supplier',
    'staff',
    'system',
    'listing',
    'customer',
    'force-majeure',
    'none',
  ]),
  column('number', 'customerShare', '客户责任占比（%）', "Customer's share (%)"),
  column('number', 'round', '处理轮次', 'Round'),
  column('number', 'declines', '客户已拒绝方案次数', 'Offers declined so far'),
  column('number', 'dissatisfied', '客户已表示不满意次数', 'Times the customer said not satisfied'),
  column('number', 'promisesBroken', '已失约次数（超时未办）', 'Promises broken (deadlines missed)'),
  column('number', 'daysSinceSigned', '签收后天数（未签收为 0）', 'Days since signing (0: not signed)'),
  column('number', 'daysWithoutScan', '无物流轨迹天数', 'Days without a scan'),
  column('code', 'parcelState', '包裹状态', 'State of the parcel'),
  column('number', 'earlierClaims90d', '近 90 天同类申请次数', 'Earlier claims within 90 days'),
  column('code', 'channel', '来源渠道', 'Channel'),
  column('code', 'damageDegree', '破损程度', 'Degree of damage', ['none', 'light', 'medium', 'heavy']),
  column('code', 'goodsReturned', '退回商品已收到', 'Goods have come back', ['yes', 'no', 'none']),
  column('code', 'goodsGrade', '退回商品等级', 'Grade of the returned goods', [
    'resell',
    'second',
    'scrap',
    'not-ours',
    'incomplete',
    'none',
  ]),
  column('code', 'customerTier', '会员等级', 'Customer tier'),
  column('code', 'paymentMethod', '付款方式', 'Payment method', ['online', 'cod', 'counter', 'none']),
  column('money', 'orderValue', '订单实付（分）', 'Paid for the order (fen)'),
  column('money', 'insuredValue', '保价金额（分）', 'Insured value (fen)'),
  column('money', 'claimValue', '核定价值（分）', 'Value found by the claims department (fen)'),
  column('money', 'amountClaimed', '客户主张金额（分）', 'Amount claimed (fen)'),
  column('money', 'priceDrop', '降价差额（分）', 'Price drop (fen)'),
  column('code', 'inPriceProtection', '在价保期内', 'Within price protection', ['yes', 'no', 'none']),
  column('money', 'methodDifference', '配送方式差价（分）', 'Difference of the shipping method (fen)'),
  column('number', 'quantityOrdered', '订购数量（按登记单位）', 'Quantity ordered (in the unit of the report)'),
  column('number', 'quantityDiff', '数量差异（少为负）', 'Difference of quantity (short: negative)'),
  column('code', 'quantityUnit', '数量单位', 'Unit of the quantity', ['pieces', 'g', 'kg', 'none']),
];

/** Where an amount is taken from; `baseOf` in planContext.ts says how. */
export const amountSources = [
  'parts-value',
  'goods-value',
  'order-value',
  'freight',
  'insured-value',
  'claim-value',
  'price-difference',
  'method-difference',
  'short-share',
  'fixed',
  'none',
] as const;

const parties: readonly Party[] = [
  'warehouse',
  'carrier',
  'branch',
  'logistics',
  'delivery',
  'operations',
  'supplier',
  'store',
  'finance',
  'claims',
];
/** Roles of staff that may approve offers; a row may name one of them. */
export const approvingRoles: readonly Role[] = ['lead', 'claims', 'operations', 'finance', 'executive'];
const remedies: readonly Remedy[] = plannedRemedies;

/** What a row grants. The program computes the amounts; a row names where they come from and how far each role may go. */
export const policyOutputs: readonly Column[] = [
  column('code', 'remedy', '处理方式', 'Remedy', remedies),
  column('code', 'amount', '金额依据', 'Amount from', amountSources),
  column('number', 'percent', '比例（%）', 'Per cent'),
  column('number', 'fixed', '固定值（分或积分；积分、优惠券时为下限）', 'Fixed (fen or points; of points and coupons the least)'),
  column('number', 'pointsPerYuan', '每元折合积分', 'Points per yuan'),
  column('number', 'agentMost', '客服上限（分或积分）', 'Most for an agent (fen or points)'),
  column('number', 'leadMost', '组长上限（分或积分）', 'Most for a lead (fen or points)'),
  column('number', 'arriveDays', '承诺送达（天）', 'Promised arrival (days)'),
  column('code', 'sendBack', '需寄回', 'To be sent back', ['none', 'goods']),
  column('code', 'wayBack', '退回方式', 'Way back', waysBack),
  column('code', 'party', '执行方', 'Who does it', ['none', ...parties]),
  column('number', 'doneDays', '承诺完成（天）', 'Promised done (days)'),
  column('code', 'pool', '券池', 'Coupon pool'),
  column('number', 'freightMost', '退货运费上限（分）', 'Most for return freight (fen)'),
  column('code', 'also', '同时执行的行（行标识）', 'Carried out together with (row id)'),
  column('code', 'approver', '审批角色', 'Approved by', ['none', ...approvingRoles]),
];

export const neededOutputs = ['remedy', 'amount', 'agentMost', 'leadMost'] as const;

export type PolicyFacts = Readonly<Record<string, string | number>>;

/** Facts of which none is missing and each has its column's type, so that no cell ever meets a null. */
export function completeFacts(known: Readonly<Record<string, unknown>>): PolicyFacts {
  return Object.fromEntries(policyInputs.map(({ field, type }) => [field, completed(known[field], type)]));
}

function completed(value: unknown, type: ColumnType): string | number {
  if (type !== 'code') return typeof value === 'number' && Number.isFinite(value) ? value : 0;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' && value !== '' ? value : 'none';
}
