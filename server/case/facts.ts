import type { Words } from './playbook.ts';

export type FactType = 'money' | 'number' | 'boolean' | 'code';
export type DeclaredFact = { readonly type: FactType; readonly words: Words };

const fact = (type: FactType, zh: string, en: string): DeclaredFact => ({ type, words: { zh, en } });

/**
 * Facts that a condition may name. Money is integer fen, "days" are calendar days. The driver supplies each fact that the
 * playbook in force mentions (`factsOf` in edges.ts); a stage that adds a fact declares it here and supplies it in its module.
 */
export const declaredFacts: Readonly<Record<string, DeclaredFact>> = {
  orderMatched: fact('boolean', '已核对到订单', 'the order has been matched'),
  orderPending: fact('boolean', '订单尚未同步', 'the order has not been imported yet'),
  partsValue: fact('money', '缺失配件价值', 'value of the missing parts'),
  amountClaimed: fact('money', '客户主张金额', 'amount claimed'),
  earlierClaims90d: fact('number', '近 90 天同类申请次数', 'earlier claims within 90 days'),
  daysSinceSigned: fact('number', '签收后天数', 'days since signing'),
  inWindow: fact('boolean', '在申请期限内', 'within the filing window'),
  settledAlready: fact('boolean', '同一问题已处理过', 'settled already'),
  duplicateOpen: fact('boolean', '有未结的重复工单', 'a duplicate case is open'),
  materialsComplete: fact('boolean', '凭证材料齐全', 'materials are complete'),
  weightDiffers: fact('boolean', '包裹重量与应发重量不符', "the parcel's weight differs from what was due"),
  otherParcelOpen: fact('boolean', '买家另有包裹在途', 'another parcel of the buyer is on its way'),
  allTasksDone: fact('boolean', '任务均已完成', 'all tasks are done'),
  openTasks: fact('number', '未完成任务数', 'open tasks'),
  tasksFailed: fact('number', '失败任务数', 'failed tasks'),
  customerDeclines: fact('number', '客户拒绝方案次数', 'offers declined by the customer'),
  channelCanOffer: fact('boolean', '当前渠道可发送方案', 'the channel can carry an offer'),
  lineCount: fact('number', '问题明细条数', 'number of case lines'),
  round: fact('number', '处理轮次', 'round'),
  wish: fact('code', '客户诉求', "the customer's wish"),
  channel: fact('code', '来源渠道', 'channel'),
  problem: fact('code', '问题类型', 'problem'),
  lostByTerms: fact('boolean', '按快递条款视为遗失', "counts as lost by the carrier's terms"),
  linesOpen: fact('number', '尚未核实的明细条数', 'lines not looked into yet'),
  damageDegree: fact('code', '破损程度', 'degree of damage'),
  photosReviewed: fact('boolean', '照片已鉴定', 'the photos have been reviewed'),
  daysWithoutScan: fact('number', '无轨迹天数', 'days without a scan'),
  parcelState: fact('code', '包裹状态', 'state of the parcel'),
  goodsToCome: fact('boolean', '所选方案需退回商品', 'goods come back with what was chosen'),
  goodsReturned: fact('boolean', '退回商品已收到', 'the goods have come back'),
  goodsGrade: fact('code', '退回商品等级', 'grade of the returned goods'),
  offerNeedsApproval: fact('boolean', '方案待审批', 'an offer waits for approval'),
  statutoryClaim: fact('boolean', '涉及法定倍数、律师函或监管', "a statutory multiple, a lawyer's letter or a regulator"),
  claimValue: fact('money', '核定赔付价值', 'value found by the claims department'),
  orderValue: fact('money', '订单实付金额', 'paid for the order'),
  goodsValue: fact('money', '相关商品价值', 'value of the goods concerned'),
  insuredValue: fact('money', '保价金额', 'insured value'),
  customerTier: fact('code', '会员等级', "the customer's tier"),
  promisesBroken: fact('number', '失约次数', 'promises broken'),
  methodDifference: fact('money', '配送方式差价', 'difference of the shipping method'),
  changeAsked: fact('boolean', '客户提出过更改邮寄信息', 'a change of shipping information was asked for'),
  changeAcknowledged: fact('boolean', '仓库或快递已确认更改', 'warehouse or carrier acknowledged the change'),
  changedUnasked: fact('boolean', '邮寄信息未经客户要求被改动', 'shipping information was changed unasked'),
  orderGiven: fact('boolean', '有订单', 'an order was given'),
  paymentCod: fact('boolean', '货到付款', 'paid on delivery'),
  codStanding: fact('code', '货到付款信用', 'standing for cash on delivery'),
  priceDrop: fact('money', '降价差额', 'price drop'),
  inPriceProtection: fact('boolean', '在价保期内', 'within price protection'),
  quantityDiff: fact('number', '数量差异（少为负）', 'difference of quantity (short: negative)'),
  quantityOrdered: fact('number', '订购数量（按登记单位）', 'quantity ordered (in the unit of the report)'),
  quantityUnit: fact('code', '数量单位', 'unit of the quantity'),
  incident: fact('boolean', '属于批量事件', 'belongs to an incident'),
  safetyFlag: fact('boolean', '账号安全提醒', 'safety flag'),
};
