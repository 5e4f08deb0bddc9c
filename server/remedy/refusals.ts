import { formatFen } from '#platform/money.ts';
import type { RefusalTable } from '#platform/result.ts';

const whys: Readonly<Record<string, { zh: string; en: string }>> = {
  'unknown-column': { zh: '没有这一列', en: 'there is no such column' },
  'column-twice': { zh: '列重复', en: 'the column is there twice' },
  'column-missing': { zh: '缺少此列', en: 'the column is missing' },
  'row-id': { zh: '行标识缺失或重复', en: 'the row has no id of its own' },
  'unknown-word': { zh: '含有无法识别的名称', en: 'it holds a name that is not known' },
  'wrong-type': { zh: '类型不符（金额、次数填数字，代码加双引号）', en: 'the type is wrong (numbers plain, codes in double quotes)' },
  'not-readable': { zh: '写法有误，无法识别', en: 'it cannot be read' },
  'not-allowed-value': { zh: '值不在允许范围内', en: 'the value is not allowed' },
  empty: { zh: '不能为空', en: 'it must not be empty' },
};

/** Particulars of a refusal are texts; one that is absent reads as nothing. */
function sayText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export const remedyRefusals: RefusalTable = {
  'no-policy': {
    status: 422,
    zh: { agent: '此处理流程没有生效的赔付规则，请联系运营发布规则，或升级处理。', customer: '暂时无法给出方案，我们会尽快联系您。' },
    en: {
      agent: 'No policy is in force for this playbook. Ask operations to publish one, or escalate.',
      customer: 'We cannot make an offer yet and will be in touch.',
    },
  },
  'no-offer-now': {
    status: 409,
    zh: { agent: '工单不在出方案步骤；如已有方案，请先记录客户的选择。', customer: '服务单已进入下一步，请刷新页面。' },
    en: {
      agent: 'The case is not at the offer step. If an offer is open, record the customer’s choice first.',
      customer: 'Your case has moved on. Please reload the page.',
    },
  },
  'forbidden-words': {
    status: 422,
    zh: {
      agent: (data) => `附言中的“${String(data['words'])}”把补偿与评价挂钩，不能发送，请修改。`,
      customer: '内容包含不允许的表述，请修改。',
    },
    en: {
      agent: (data) => `“${String(data['words'])}” ties the offer to a review and cannot be sent. Change the message.`,
      customer: 'The text holds wording that is not allowed. Please change it.',
    },
  },
  'unknown-option': {
    status: 422,
    zh: { agent: (data) => `赔付规则不允许此处理方式（可选：${sayText(data['keys'])}）；确需提供请升级处理。`, customer: '此方案不可选。' },
    en: {
      agent: (data) => `The policy does not permit this (it permits: ${sayText(data['keys'])}). Escalate if it is needed.`,
      customer: 'This option cannot be had.',
    },
  },
  'option-twice': {
    status: 422,
    zh: { agent: '同一方案选了两次，请删去一个。', customer: '同一方案选了两次。' },
    en: { agent: 'The same option stands there twice. Remove one.', customer: 'The same option stands there twice.' },
  },
  'no-amount-here': {
    status: 422,
    zh: { agent: '此方案不能填写该金额：退款填金额（大于 0），积分填积分数，其余不填。', customer: '金额有误。' },
    en: {
      agent: 'This option takes no such amount: money above 0 for a refund, points for points, nothing otherwise.',
      customer: 'The amount is wrong.',
    },
  },
  'beyond-policy': {
    status: 422,
    zh: {
      agent: (data) =>
        `超出您的额度（${data['remedy'] === 'points' ? `${String(data['most'])} 积分` : formatFen(Number(data['most']), 'zh')}），请降低金额，或选“超出赔付规则”升级处理。`,
      customer: '此方案须由主管确认，我们会尽快答复您。',
    },
    en: {
      agent: (data) =>
        `Above your limit (${data['remedy'] === 'points' ? `${String(data['most'])} points` : formatFen(Number(data['most']), 'en')}). Lower it, or choose “beyond the policy” to escalate.`,
      customer: 'A supervisor has to confirm this; you will hear from us.',
    },
  },
  'one-choice': {
    status: 422,
    zh: { agent: '请只记录一项：选择某个方案、都不接受、客户提议或不需要。', customer: '请只选择一项。' },
    en: { agent: 'Record exactly one: an option, declined, a proposal, or nothing wanted.', customer: 'Please choose exactly one.' },
  },
  'no-such-offer': {
    status: 404,
    zh: { agent: '没有这个方案，请刷新后查看最新方案。', customer: '没有找到此方案，请刷新页面。' },
    en: { agent: 'There is no such offer. Reload to see the latest one.', customer: 'This offer was not found. Please reload the page.' },
  },
  'offer-decided': {
    status: 409,
    zh: {
      agent: '客户对此方案已有选择，不能更改；如客户改变主意，请在后续步骤中重新出方案。',
      customer: '您已对此方案作出选择。如需更改，请联系我们，我们会为您另作安排。',
    },
    en: {
      agent: 'A choice has been recorded and stays. If the customer changes their mind, make another offer later on.',
      customer: 'You have already chosen. If you want something else, contact us and we will arrange it.',
    },
  },
  'offer-over': {
    status: 410,
    zh: {
      agent: '此方案已失效（逾期或已撤回），请重新出方案。',
      customer: '此方案已失效。请重新打开服务单或联系我们，我们会为您另出方案。',
    },
    en: {
      agent: 'This offer is over (lapsed or taken back). Make another one.',
      customer: 'This offer is over. Reopen your case or contact us and we will make another one.',
    },
  },
  'offer-expired': {
    status: 410,
    zh: { agent: '方案已过有效期。请记录“都不接受”后重新出方案。', customer: '方案已过有效期。请选择“都不满意”，我们会为您重新准备方案。' },
    en: {
      agent: 'The offer has lapsed. Record “all declined” and make another one.',
      customer: 'The offer has lapsed. Choose “None of these suits me” and we will prepare a new one.',
    },
  },
  'no-choice-now': {
    status: 409,
    zh: { agent: '工单不在待客户选择步骤，请按当前步骤操作。', customer: '服务单已进入下一步，请刷新页面。' },
    en: {
      agent: 'The case is not waiting for a choice. Work at the current step.',
      customer: 'Your case has moved on. Please reload the page.',
    },
  },
  'no-such-option': {
    status: 422,
    zh: { agent: '方案中没有这一项，请刷新后重选。', customer: '没有这一项，请刷新页面后重选。' },
    en: {
      agent: 'The offer has no such option. Reload and choose again.',
      customer: 'There is no such option. Please reload and choose again.',
    },
  },
  'no-such-policy': {
    status: 404,
    zh: { agent: '没有这个赔付规则或版本。', customer: '没有找到。' },
    en: { agent: 'There is no such policy or version.', customer: 'Not found.' },
  },
  'policy-changed': {
    status: 409,
    zh: { agent: (data) => `他人已发布第 ${String(data['version'])} 版，请基于最新版本修改后再发布。`, customer: '规则已更新。' },
    en: {
      agent: (data) => `Somebody has published version ${String(data['version'])}. Work from that one.`,
      customer: 'The policy has changed.',
    },
  },
  'policy-cells': {
    status: 422,
    zh: {
      agent: (data) =>
        `第 ${String(data['row'])} 行“${String(data['column'])}”列：${whys[String(data['why'])]?.zh ?? ''}（${sayText(data['cell'])}）。请修改后再发布。`,
      customer: '规则有误。',
    },
    en: {
      agent: (data) =>
        `Row ${String(data['row'])}, column “${String(data['column'])}”: ${whys[String(data['why'])]?.en ?? ''} (${sayText(data['cell'])}). Mend it and publish again.`,
      customer: 'The policy has a fault.',
    },
  },
  'valid-from-past': {
    status: 422,
    zh: { agent: '生效时间不能早于现在。', customer: '生效时间有误。' },
    en: { agent: 'A version cannot begin in the past.', customer: 'The start is wrong.' },
  },
  'unknown-fact': {
    status: 422,
    zh: { agent: (data) => `规则中没有“${String(data['fact'])}”这一列。`, customer: '没有这一列。' },
    en: { agent: (data) => `There is no column “${String(data['fact'])}”.`, customer: 'There is no such column.' },
  },
};
