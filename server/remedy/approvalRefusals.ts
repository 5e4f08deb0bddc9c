import { formatFen } from '#platform/money.ts';
import type { RefusalTable } from '#platform/result.ts';

const moved = { zh: '服务单已进入下一步，请刷新页面。', en: 'Your case has moved on. Please reload the page.' };
const inside = { zh: '此操作由我们的工作人员处理。', en: 'Our staff deals with this.' };

/** Refusals of approvals, valuations and legal reviews. */
export const approvalRefusals: RefusalTable = {
  'no-approval-now': {
    status: 409,
    zh: { agent: '没有待审批的方案：可能已被他人审批或撤回，请刷新。', customer: moved.zh },
    en: { agent: 'No offer waits for approval: it may be decided or gone. Reload.', customer: moved.en },
  },
  'own-offer': {
    status: 403,
    zh: { agent: '不能审批自己提交的方案，请由他人审批。', customer: inside.zh },
    en: { agent: 'Nobody approves their own offer. Somebody else has to.', customer: inside.en },
  },
  'subject-of-complaint': {
    status: 403,
    zh: { agent: '投诉涉及您本人，须由他人处理，请转交同事或主管。', customer: inside.zh },
    en: { agent: 'The complaint is about you, so somebody else has to decide it. Hand it over.', customer: inside.en },
  },
  'reason-needed': {
    status: 422,
    zh: { agent: '退回方案须写明原因。', customer: inside.zh },
    en: { agent: 'Say why you hand the offer back.', customer: inside.en },
  },
  'above-authority': {
    status: 403,
    zh: {
      agent: (data) => `金额 ${formatFen(Number(data['sum']), 'zh')} 超出您的审批权限，或此行指定由其他角色审批，请转交有权限的同事。`,
      customer: inside.zh,
    },
    en: {
      agent: (data) =>
        `${formatFen(Number(data['sum']), 'en')} is above what you may approve, or the row names another role. Hand it to somebody who may.`,
      customer: inside.en,
    },
  },
  'approval-link-unknown': {
    status: 404,
    zh: { agent: '链接无效，或不是发给当前登录账号的。请用收信人的账号登录，或到“待审批”页面处理。', customer: inside.zh },
    en: {
      agent: 'This link is not valid, or was written to somebody else. Sign in as the addressee, or use the page of approvals.',
      customer: inside.en,
    },
  },
  'approval-link-over': {
    status: 410,
    zh: { agent: '链接已使用、已过期，或方案已有结果。请到“待审批”页面查看。', customer: inside.zh },
    en: { agent: 'This link was used, has expired, or the offer is decided. See the page of approvals.', customer: inside.en },
  },
  'delegate-self': {
    status: 422,
    zh: { agent: '不能委托给自己，请选择同事。', customer: inside.zh },
    en: { agent: 'You cannot stand in for yourself. Choose a colleague.', customer: inside.en },
  },
  'delegate-cannot': {
    status: 422,
    zh: { agent: '所选同事没有审批权限，请选择有审批权限的同事。', customer: inside.zh },
    en: { agent: 'That colleague may not approve offers. Choose one who may.', customer: inside.en },
  },
  'delegation-times': {
    status: 422,
    zh: { agent: '委托时间有误：结束须晚于开始和现在，最长 92 天。', customer: inside.zh },
    en: { agent: 'The times are wrong: it ends after it begins and after now, within 92 days.', customer: inside.en },
  },
  'no-such-role': {
    status: 422,
    zh: { agent: '没有这个角色，请从列表中选择。', customer: inside.zh },
    en: { agent: 'There is no such role. Choose one of the list.', customer: inside.en },
  },
  'no-such-tier': {
    status: 422,
    zh: { agent: (data) => `没有会员等级“${String(data['tier'])}”，请先在“会员等级”中新增。`, customer: inside.zh },
    en: { agent: (data) => `There is no tier “${String(data['tier'])}”. Add it on the page of tiers first.`, customer: inside.en },
  },
  'tier-in-use': {
    status: 409,
    zh: { agent: (data) => `还有 ${String(data['people'])} 位客户在此等级，请先把他们改到别的等级再删除。`, customer: inside.zh },
    en: {
      agent: (data) => `${String(data['people'])} customers are in this tier. Give them another one before it is removed.`,
      customer: inside.en,
    },
  },
  'no-such-remedy': {
    status: 422,
    zh: { agent: '没有这种处理方式，请从列表中选择，或填 * 表示其余全部。', customer: inside.zh },
    en: { agent: 'There is no such remedy. Choose one of the list, or * for all others.', customer: inside.en },
  },
  'outside-policy': {
    status: 422,
    zh: { agent: '赔付规则不允许此处理方式，本流程也没有审批步骤，请升级处理。', customer: inside.zh },
    en: { agent: 'The policy does not permit this, and this playbook has nobody to approve it. Escalate.', customer: inside.en },
  },
  'option-count': {
    status: 422,
    zh: { agent: '请给出一到四个方案。', customer: inside.zh },
    en: { agent: 'Offer one to four options.', customer: inside.en },
  },
  'no-such-proposal': {
    status: 422,
    zh: { agent: '此工单没有这条客户提议，请刷新。', customer: inside.zh },
    en: { agent: 'The case has no such proposal. Reload.', customer: inside.en },
  },
  'legal-review': {
    status: 409,
    zh: {
      agent: '涉及法定倍数、律师函或监管来函，法务审查期间不能出方案。请等待运营或高管的法务意见。',
      customer: '您的诉求正在由专人审查，我们会尽快答复您。',
    },
    en: {
      agent: 'A statutory multiple, a lawyer’s letter or a regulator is involved: no offer until operations or the executive has decided.',
      customer: 'Your claim is being reviewed; you will hear from us.',
    },
  },
  'legal-no-offer': {
    status: 409,
    zh: { agent: '法务意见：本工单不由客服出方案。请升级处理。', customer: '您的诉求正在由专人处理，我们会尽快答复您。' },
    en: {
      agent: 'By the legal decision the desk makes no offer in this case. Escalate.',
      customer: 'Your claim is being dealt with; you will hear from us.',
    },
  },
  'legal-open': {
    status: 409,
    zh: { agent: '已有一项法务审查未决，请在其中补充说明。', customer: inside.zh },
    en: { agent: 'A legal review is open already. Add to it.', customer: inside.en },
  },
  'legal-decided': {
    status: 409,
    zh: { agent: '这项法务审查已有结论，请刷新。', customer: inside.zh },
    en: { agent: 'This legal review is decided. Reload.', customer: inside.en },
  },
  'no-such-review': {
    status: 404,
    zh: { agent: '没有这项法务审查，请刷新。', customer: inside.zh },
    en: { agent: 'There is no such legal review. Reload.', customer: inside.en },
  },
  'not-your-decision': {
    status: 403,
    zh: { agent: '法务意见由运营或高管记录。', customer: inside.zh },
    en: { agent: 'Operations or the executive decides a legal review.', customer: inside.en },
  },
  'no-valuation-now': {
    status: 409,
    zh: { agent: '工单不在核定价值步骤，请按当前步骤操作。', customer: moved.zh },
    en: { agent: 'The case is not at its valuation. Work at the current step.', customer: moved.en },
  },
  'nothing-to-value': {
    status: 422,
    zh: { agent: '没有可用的价值依据：请填写声明价值或发票金额，或由运营设置品类默认价值。', customer: inside.zh },
    en: { agent: 'No value is known: give a declared or invoiced one, or have operations set a default.', customer: inside.en },
  },
  'salvage-too-high': {
    status: 422,
    zh: { agent: '残值不能高于核定价值，请核对。', customer: inside.zh },
    en: { agent: 'Salvage cannot be more than the value. Check it.', customer: inside.en },
  },
  'no-such-day': {
    status: 422,
    zh: { agent: '没有这一天，请检查日期。', customer: '日期有误，请检查。' },
    en: { agent: 'There is no such day. Check the date.', customer: 'There is no such day. Please check the date.' },
  },
};
