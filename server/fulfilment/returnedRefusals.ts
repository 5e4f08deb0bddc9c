import type { RefusalTable } from '#platform/result.ts';

/** What goods that come back can be refused for (FU-10, FU-11). */
export const returnedRefusals: RefusalTable = {
  'nothing-to-know-it-by': {
    status: 422,
    zh: {
      agent: '请至少填写快递单号、手机尾号或寄件人留言中的一项，否则以后无法匹配；登记退货时请填单号或取件时间。',
      customer: '请填写快递单号。',
    },
    en: {
      agent:
        'Give a waybill, a phone tail or the sender’s words, or it can never be matched; for goods on their way a number or a pickup time.',
      customer: 'Please enter the tracking number.',
    },
  },
  'arrival-settled': {
    status: 409,
    zh: { agent: '此来件已处理，请刷新看板。' },
    en: { agent: 'This arrival has been dealt with. Reload the board.' },
  },
  'already-here': {
    status: 409,
    zh: {
      agent: (data) => `工单 ${String(data['number'])} 的退回商品已经收到，请刷新；若来了第二件，请登记为新的来件。`,
      customer: '您退回的商品我们已经收到。',
    },
    en: {
      agent: (data) =>
        `The goods of case ${String(data['number'])} are here already. Reload; if a second parcel came, enter it as a new arrival.`,
      customer: 'Your returned goods have reached us already.',
    },
  },
  'no-pickup-here': {
    status: 422,
    zh: { agent: '这件商品由客户自行寄回或已在途，没有上门取件。', customer: '这件商品不需要上门取件了，请刷新本页。' },
    en: {
      agent: 'These goods are sent by the customer or are on their way; there is nothing to fetch.',
      customer: 'There is nothing to fetch any more. Please reload this page.',
    },
  },
  'pickup-window': {
    status: 422,
    zh: { agent: '取件时段不对：须在将来 30 天内，结束晚于开始，且不超过 12 小时。' },
    en: { agent: 'This window is not possible: within the next 30 days, its end after its start, at most 12 hours long.' },
  },
  'no-pickup-booked': {
    status: 409,
    zh: { agent: '现在没有预约中的上门取件，请刷新后再看。', customer: '现在没有预约中的上门取件，请刷新本页。' },
    en: {
      agent: 'No pickup is booked at the moment. Reload and look again.',
      customer: 'No pickup is booked at the moment. Please reload this page.',
    },
  },
  'not-received': {
    status: 409,
    zh: { agent: '商品尚未收到或已验收，不能验收；请先登记来件。' },
    en: { agent: 'These goods aren’t here yet, or were inspected already. Enter their arrival first.' },
  },
  'line-not-graded': {
    status: 422,
    zh: { agent: (data) => `请为“${String(data['name'])}”选择等级。` },
    en: { agent: (data) => `Choose a grade for “${String(data['name'])}”.` },
  },
  'answer-missing': {
    status: 422,
    zh: { agent: '工单正等待此商品，请选择验收结论。' },
    en: { agent: 'The case waits for these goods. Choose what the inspection means for it.' },
  },
  'no-freight-due': {
    status: 422,
    zh: { agent: '此方案没有由客户垫付的运费（上门取件或未约定报销）。', customer: '此次退货无需您承担运费。' },
    en: { agent: 'With this remedy the customer lays out no freight that we repay.', customer: 'There is no freight to be repaid here.' },
  },
  'freight-claimed': {
    status: 409,
    zh: { agent: '运费已登记过一次，不能重复报销；登记有误请升级处理。', customer: '您的运费凭证已经收到。' },
    en: {
      agent: 'Freight has been entered once and is repaid once. If it was wrong, escalate.',
      customer: 'We have your receipt already.',
    },
  },
};
