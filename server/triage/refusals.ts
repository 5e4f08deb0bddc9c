import type { RefusalTable } from '#platform/result.ts';

type Data = Readonly<Record<string, unknown>>;

/** Words of refusals of this stage; each names the way out. */
export const triageRefusals: RefusalTable = {
  'date-has-passed': {
    status: 422,
    zh: { agent: '跟进时间须晚于现在，请重新选择。' },
    en: { agent: 'The date must lie in the future. Choose another.' },
  },
  'nobody-to-dedicate': {
    status: 422,
    zh: { agent: '本工单没有可识别的客户或订单，无法指定专属跟进。' },
    en: { agent: 'This case has no known customer or order to dedicate to somebody.' },
  },
  'applied-in-future': {
    status: 422,
    zh: { agent: '平台售后的申请时间不能晚于现在，请核对。' },
    en: { agent: 'The application cannot lie in the future. Check its time.' },
  },
  'sale-there-already': {
    status: 409,
    zh: { agent: '该平台售后单号已登记在本工单，无需重复登记。' },
    en: { agent: 'That after-sale number is on this case already.' },
  },
  'limit-there-already': {
    status: 409,
    zh: { agent: '该平台、该类型在同一生效时间已有时限，请另选生效时间。' },
    en: { agent: 'There is a limit for this platform and kind from that very moment. Choose another start.' },
  },
  'not-at-this-act': {
    status: 409,
    zh: { agent: '工单当前步骤不是这项操作，请刷新后按当前步骤处理。' },
    en: { agent: 'The case is not at the step for this. Reload it and work at the current step.' },
  },
  'order-of-another-shop': {
    status: 422,
    zh: { agent: '该订单不属于本工单的店铺，请重新选择订单。' },
    en: { agent: 'That order belongs to another shop. Choose one of this shop.' },
  },
  'order-needed': {
    status: 422,
    zh: { agent: '尚未关联订单，不能判为“相符”。请先搜索并选择订单，或选择“查无此订单”。' },
    en: { agent: 'No order is attached, so it cannot match. Find and choose the order first, or answer “order not found”.' },
  },
  'unknown-condition': {
    status: 422,
    zh: { agent: (data) => `当前步骤没有受理条件“${text(data['name'])}”，请刷新后重试。` },
    en: { agent: (data) => `This step has no acceptance condition “${text(data['name'])}”. Reload and try again.` },
  },
  'conditions-unticked': {
    status: 422,
    zh: { agent: (data) => `还有受理条件未判断：${titles(data, 'zh')}。请逐项勾选。` },
    en: { agent: (data) => `Conditions are still open: ${titles(data, 'en')}. Tick or refuse each.` },
  },
  'condition-not-met': {
    status: 422,
    zh: { agent: (data) => `不符合受理条件：${titles(data, 'zh')}。如仍要受理，请在该条件下写明原因；否则请补充材料或不予受理。` },
    en: {
      agent: (data) =>
        `Not met: ${titles(data, 'en')}. To accept all the same, say why at the condition; else ask for materials or reject.`,
    },
  },
  'nothing-fails': {
    status: 422,
    zh: { agent: '不予受理须至少有一项受理条件不符合，请指出是哪一项。' },
    en: { agent: 'A rejection needs at least one condition that is not met. Say which.' },
  },
  'unknown-material': {
    status: 422,
    zh: {
      agent: (data) => `流程的材料清单中没有“${text(data['name'])}”，请从清单中选择，或选“其他”并写明。`,
      customer: '请从列出的材料中选择。',
    },
    en: {
      agent: (data) => `“${text(data['name'])}” is not on the playbook's list of materials. Choose from the list, or “other” with a note.`,
      customer: 'Please choose from the list of materials.',
    },
  },
  'material-needs-note': {
    status: 422,
    zh: { agent: '选择“其他材料”时请写明需要什么，客户会看到这句话。' },
    en: { agent: 'Say what “other” is to be; the customer reads it.' },
  },
  'nothing-given': {
    status: 422,
    zh: { agent: '请先添加文件或文字，再登记材料。', customer: '请先上传文件或填写说明，再提交。' },
    en: { agent: 'Add a file or some words first.', customer: 'Please upload a file or write something first.' },
  },
  'already-taken': {
    status: 409,
    zh: { agent: (data) => `工单已由 ${text(data['owner'])} 领取；如需接手，请对方或组长转交。` },
    en: { agent: (data) => `${text(data['owner'])} has this case. Ask them or your lead to hand it over.` },
  },
  'only-staff': {
    status: 403,
    zh: { agent: '只有员工可以领单，API 密钥请用派单接口。' },
    en: { agent: 'Only a person can take a case. With an API key, assign it instead.' },
  },
  'not-yours': {
    status: 403,
    zh: { agent: '这不是您的工单，不能放回；请联系处理人或组长。' },
    en: { agent: 'This is not your case. Ask its owner or your lead.' },
  },
  'cannot-own': {
    status: 422,
    zh: { agent: '该同事不处理此店铺的工单或已停用，请另选。' },
    en: { agent: 'That colleague does not handle cases of this shop, or is switched off. Choose another.' },
  },
  'nothing-to-assign': {
    status: 422,
    zh: { agent: '请选择处理人或小组。' },
    en: { agent: 'Choose a person or a team.' },
  },
};

function titles(data: Data, lang: 'zh' | 'en'): string {
  const conditions = data['conditions'];
  return Array.isArray(conditions) ? conditions.map((each: Data) => text(each[lang])).join(lang === 'zh' ? '、' : ', ') : '';
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
