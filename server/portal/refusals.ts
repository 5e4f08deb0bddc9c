import type { RefusalTable } from '#platform/result.ts';

type Data = Readonly<Record<string, unknown>>;

export const portalRefusals: RefusalTable = {
  'order-no-needed': { status: 422, zh: { agent: '请填写订单号。' }, en: { agent: 'Please give the order number.' } },
  'when-it-suits': {
    status: 422,
    zh: { agent: '请写下方便的日期和时段。' },
    en: { agent: 'Please say which day and hours suit you.' },
  },
  'shop-not-chosen': {
    status: 422,
    zh: { agent: '请选择店铺。' },
    en: { agent: 'Please choose the shop.' },
  },
  'not-for-this-shop': {
    status: 422,
    zh: { agent: '这笔订单所属的店铺没有这项服务，请从首页选择其他服务，或联系客服。' },
    en: { agent: 'The shop of this order has no such service. Please choose another one on the start page, or ask our service.' },
  },
  'tail-needed': {
    status: 422,
    zh: { agent: '请填写手机号、虚拟号或快递单号的后四位。' },
    en: { agent: 'Please give the last four of the phone, the virtual number or the tracking number.' },
  },
  'identity-not-proved': {
    status: 422,
    zh: { agent: '订单号与所填信息对不上。请核对订单号，或换一项（收货手机号、虚拟号、快递单号的后四位）再试。' },
    en: {
      agent:
        'The order number and what you gave do not fit together. Check the number, or try another of the three: phone, virtual number, tracking number.',
    },
  },
  'too-many-tries': {
    status: 429,
    zh: {
      agent: (data: Data) =>
        `多次没有对上，为保护订单信息，请在 ${String(data['untilWords'] ?? data['until'])} 后再试；也可以在购物平台联系客服索取专属链接。`,
    },
    en: {
      agent: (data: Data) =>
        `Too many tries. To protect the order, please try again after ${String(data['untilWords'] ?? data['until'])}, or ask our service on the marketplace for your own link.`,
    },
  },
  'form-not-yours': {
    status: 403,
    zh: { agent: '页面已失效，您填写的内容都还在，请再提交一次。如仍提示，请允许浏览器使用 Cookie。' },
    en: {
      agent:
        'This page was no longer valid. Everything you typed is still here; please send it again. If this comes back, allow cookies in your browser.',
    },
  },
  'draft-gone': {
    status: 410,
    zh: { agent: '填写时间过长，申请草稿已失效，请重新开始。' },
    en: { agent: 'The draft has expired. Please start again.' },
  },
  'problem-needed': {
    status: 422,
    zh: { agent: '请选择遇到的问题。', customer: '请选择遇到的问题。' },
    en: { agent: 'Choose what happened.', customer: 'Please choose what happened.' },
  },
  'parts-needed': {
    status: 422,
    zh: { agent: '请至少填写一项缺少的配件和数量。' },
    en: { agent: 'Please say for at least one part how many are missing.' },
  },
  'not-a-count': { status: 422, zh: { agent: '数量请填写 1 以上的整数。' }, en: { agent: 'Please give whole pieces, 1 or more.' } },
  'name-needed': { status: 422, zh: { agent: '请写明缺少什么。' }, en: { agent: 'Please say what is missing.' } },
  'text-too-long': {
    status: 422,
    zh: { agent: (data: Data) => `最多 ${String(data['most'])} 个字符，您写了 ${String(data['now'])} 个，请精简。` },
    en: { agent: (data: Data) => `At most ${String(data['most'])} characters; you wrote ${String(data['now'])}. Please shorten it.` },
  },
  'text-unreadable': {
    status: 422,
    zh: { agent: '含有无法识别的控制字符，请删除后重新填写。' },
    en: { agent: 'It contains control characters. Please remove them and type it again.' },
  },
  'contact-needed': {
    status: 422,
    zh: { agent: '请留下手机号或邮箱，方便告知您处理结果。' },
    en: { agent: 'Please give a phone number or e-mail, so that we can tell you the result.' },
  },
  'pick-one': { status: 422, zh: { agent: '请先选择一项。' }, en: { agent: 'Please choose one first.' } },
  'nothing-added': { status: 422, zh: { agent: '请选择文件或写几句说明。' }, en: { agent: 'Choose a file or write a few words.' } },
  'scores-needed': { status: 422, zh: { agent: '请为三项都打分。' }, en: { agent: 'Please rate all three.' } },
};
