import type { RefusalTable } from '#platform/result.ts';

type Data = Readonly<Record<string, unknown>>;

/** Words of refusals of this stage; each names the way out, also for the customer on the portal. */
export const intakeRefusals: RefusalTable = {
  'fields-missing': {
    status: 422,
    zh: { agent: (data) => `还差：${named(data, 'zh')}。补齐后即可登记。`, customer: (data) => `请填写：${named(data, 'zh')}。` },
    en: {
      agent: (data) => `Still missing: ${named(data, 'en')}. Fill them in and register again.`,
      customer: (data) => `Please fill in: ${named(data, 'en')}.`,
    },
  },
  'unknown-field': {
    status: 422,
    zh: { agent: (data) => `该处理流程没有登记字段“${text(data['name'])}”，请对照流程的登记字段。` },
    en: { agent: (data) => `This playbook has no registration field “${text(data['name'])}”. See the playbook's fields.` },
  },
  'field-has-wrong-form': {
    status: 422,
    zh: {
      agent: (data) =>
        `“${text(data['zh'])}”格式不正确${data['unit'] === 'fen' ? '，请填写不小于 0 的金额（单位：分的整数）' : ''}，请修改。`,
      customer: (data) => `“${text(data['zh'])}”填写有误，请修改。`,
    },
    en: {
      agent: (data) => `“${text(data['en'])}” has the wrong form${data['unit'] === 'fen' ? ': give whole fen, 0 or more' : ''}. Mend it.`,
      customer: (data) => `Please check “${text(data['en'])}”.`,
    },
  },
  'field-not-a-tax-number': {
    status: 422,
    zh: {
      agent: (data) => `“${text(data['zh'])}”应为 15 位或 17–20 位的数字与大写字母，请核对。`,
      customer: (data) => `请核对“${text(data['zh'])}”：15 位或 17–20 位的数字与大写字母。`,
    },
    en: {
      agent: (data) => `“${text(data['en'])}” has 15 or 17 to 20 digits and capital letters. Check it.`,
      customer: (data) => `Please check “${text(data['en'])}”: 15 or 17 to 20 digits and capital letters.`,
    },
  },
  'field-not-a-date': {
    status: 422,
    zh: {
      agent: (data) => `“${text(data['zh'])}”请填日期，如 2026-11-20。`,
      customer: (data) => `“${text(data['zh'])}”请填日期，如 2026-11-20。`,
    },
    en: {
      agent: (data) => `“${text(data['en'])}” must be a day such as 2026-11-20.`,
      customer: (data) => `Please give “${text(data['en'])}” as a day such as 2026-11-20.`,
    },
  },
  'field-not-a-quantity': {
    status: 422,
    zh: {
      agent: (data) => `“${text(data['zh'])}”请填数量，最多三位小数，如 2.5。`,
      customer: (data) => `“${text(data['zh'])}”请填数量，如 2.5。`,
    },
    en: {
      agent: (data) => `“${text(data['en'])}” must be a quantity with at most three decimals, such as 2.5.`,
      customer: (data) => `Please give “${text(data['en'])}” as a quantity, such as 2.5.`,
    },
  },
  'not-one-of': {
    status: 422,
    zh: {
      agent: (data) => `“${text(data['zh'])}”只能选：${text(data['choices'])}。`,
      customer: (data) => `请在列出的选项中选择“${text(data['zh'])}”。`,
    },
    en: {
      agent: (data) => `“${text(data['en'])}” must be one of: ${text(data['choices'])}.`,
      customer: (data) => `Please choose “${text(data['en'])}” from the list.`,
    },
  },
  'amount-needs-basis': {
    status: 422,
    zh: {
      agent: (data) => `填写了“${text(data['zh'])}”，请一并写明金额依据。`,
      customer: (data) => `请说明“${text(data['zh'])}”是怎么算出来的。`,
    },
    en: {
      agent: (data) => `“${text(data['en'])}” needs its basis: how was it arrived at?`,
      customer: (data) => `Please say how you arrived at “${text(data['en'])}”.`,
    },
  },
  'received-in-future': {
    status: 422,
    zh: { agent: '收到时间不能晚于现在，请修改。' },
    en: { agent: 'It cannot have been received later than now. Correct the time.' },
  },
  'which-shop': {
    status: 422,
    zh: { agent: (data) => `此订单号对应多个店铺：${shops(data, 'zh')}，请选择店铺。`, customer: '请选择您购买的店铺。' },
    en: {
      agent: (data) => `This order number fits several shops: ${shops(data, 'en')}. Choose one.`,
      customer: 'Please choose the shop you bought from.',
    },
  },
  'shop-needed': {
    status: 422,
    zh: {
      agent: '没有找到此订单，也不符合任何店铺的订单号格式；请核对订单号，或先选择店铺再登记。',
      customer: '没有找到此订单，请核对订单号，或选择您购买的店铺。',
    },
    en: {
      agent: 'No such order, and the number fits no shop. Check it, or choose the shop and register.',
      customer: 'We did not find this order. Please check the number, or choose the shop you bought from.',
    },
  },
  'problem-is-shipped': {
    status: 409,
    zh: { agent: '该问题类型随产品附带，不能修改；可在其下新增更细的类型。' },
    en: { agent: 'That problem is shipped and cannot be changed. Add a finer one below it.' },
  },
  'problem-without-playbook': {
    status: 422,
    zh: { agent: '新类型须建在已有类型之下，如 damaged.goods.corner，才有流程处理。' },
    en: { agent: 'A new problem must stand below an existing one, such as damaged.goods.corner, so that a playbook handles it.' },
  },
  'no-playbook-for-problem': {
    status: 422,
    zh: { agent: '该店铺没有处理此类问题的流程，请另选问题类型。', customer: '该类问题暂不能在线提交，请联系在线客服。' },
    en: {
      agent: 'This shop has no playbook for that problem. Choose another problem.',
      customer: 'This kind of problem cannot be filed online yet. Please contact us.',
    },
  },
  'line-not-of-order': {
    status: 422,
    zh: { agent: '所选商品不在此订单中，请重新选择。', customer: '所选商品不在您的订单中，请重新选择。' },
    en: {
      agent: 'The chosen goods are not part of this order. Choose again.',
      customer: 'The chosen item is not part of your order. Please choose again.',
    },
  },
  'more-than-sold': {
    status: 422,
    zh: {
      agent: (data) => `“${text(data['name'])}”在此订单中共 ${text(data['most'])} 件，缺少数量不能超过。`,
      customer: (data) => `“${text(data['name'])}”应有 ${text(data['most'])} 件，请核对缺少的数量。`,
    },
    en: {
      agent: (data) => `The order holds ${text(data['most'])} of “${text(data['name'])}”; no more can be missing.`,
      customer: (data) => `Your order holds ${text(data['most'])} of “${text(data['name'])}”. Please check how many are missing.`,
    },
  },
  'line-needs-name': {
    status: 422,
    zh: { agent: '请写明缺少什么。' },
    en: { agent: 'Say what is missing.' },
  },
  duplicate: {
    status: 409,
    zh: {
      agent: (data) => `同一订单、同一问题已有未结工单 ${numbers(data)}。可对其催单、合并，或说明理由后另行登记。`,
      customer: (data) => `您反映的问题已在处理中，服务单号 ${numbers(data)}，无需重复提交；可以在原服务单中催办或补充。`,
    },
    en: {
      agent: (data) =>
        `The same order and problem is open already: ${numbers(data)}. Hurry it, merge into it, or register anyway with a reason.`,
      customer: (data) =>
        `We are already working on this: case ${numbers(data)}. There is no need to file it again; you can add to it or ask for speed there.`,
    },
  },
  'merge-target-unknown': {
    status: 422,
    zh: { agent: '没有找到要并入的工单，请核对工单号。' },
    en: { agent: 'The case to merge into was not found. Check its number.' },
  },
  'merge-into-itself': {
    status: 422,
    zh: { agent: '不能并入自身，请另选工单。' },
    en: { agent: 'A case cannot be merged into itself. Choose another.' },
  },
  'merge-across-shops': {
    status: 422,
    zh: { agent: '两张工单不属于同一店铺，不能合并。' },
    en: { agent: 'The two cases belong to different shops and cannot be merged.' },
  },
  'same-order-number': {
    status: 422,
    zh: { agent: '订单号没有变化，请填写正确的订单号。', customer: '订单号与之前相同，请核对后填写正确的订单号。' },
    en: {
      agent: 'That is the number the case has already. Give the right one.',
      customer: 'That is the number you gave before. Please check it and enter the right one.',
    },
  },
  'order-settled-on': {
    status: 409,
    zh: { agent: '订单已核对，不能再改订单号；确有错误请撤销后重新登记。', customer: '您的订单已核对，如有误请联系我们。' },
    en: {
      agent: 'The order has been checked and stays. If it is wrong, withdraw the case and register anew.',
      customer: 'Your order has been checked already. Please contact us if it is wrong.',
    },
  },
  'lines-settled': {
    status: 409,
    zh: { agent: '方案已按现有明细给出，本轮不能再改；如有不同请由客户反馈后进入下一轮。' },
    en: { agent: 'An offer stands on these lines; they change no more in this round.' },
  },
};

function named(data: Data, lang: 'zh' | 'en'): string {
  return listOf(data['fields'], lang).join(lang === 'zh' ? '、' : ', ');
}

function shops(data: Data, lang: 'zh' | 'en'): string {
  return listOf(data['shops'], lang).join(lang === 'zh' ? '、' : ', ');
}

function numbers(data: Data): string {
  return listOf(data['cases'], 'number').join(', ');
}

function listOf(value: unknown, key: string): string[] {
  return Array.isArray(value) ? value.map((each) => text((each as Data)[key])) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
