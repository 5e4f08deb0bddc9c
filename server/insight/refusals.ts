import type { RefusalTable } from '#platform/result.ts';

export const insightRefusals: RefusalTable = {
  'incident-not-proposed': {
    status: 409,
    zh: { agent: '这个事件已经处理过，请刷新查看。' },
    en: { agent: 'Somebody has decided on this proposal already. Reload.' },
  },
  'incident-not-open': {
    status: 409,
    zh: { agent: '事件未在处理中，请先立为事件，或选择其他事件。' },
    en: { agent: 'The incident is not open. Open it first, or choose another.' },
  },
  'incident-stands': {
    status: 409,
    zh: { agent: '同一原因、同一问题已有事件，请在那个事件里加入工单。' },
    en: { agent: 'An incident of the same cause and problem stands already. Join the cases there.' },
  },
  'incident-cause': {
    status: 422,
    zh: { agent: '请选择店铺并填写共同原因。' },
    en: { agent: 'Name the shop and what the cases have in common.' },
  },
  'cause-unknown': {
    status: 422,
    zh: { agent: '本店没有这个商品、仓库或快递，请核对编码，或改选“其他”并写明。' },
    en: { agent: 'The shop knows no such goods, warehouse or carrier. Check the code, or choose “other” and say it in words.' },
  },
  'incident-busy': {
    status: 409,
    zh: { agent: '已有统一方案在审批或执行，请等待其完成或被退回。' },
    en: { agent: 'A remedy for all waits for approval or is being carried out. Wait until it is done or handed back.' },
  },
  'in-other-incident': {
    status: 409,
    zh: { agent: '该工单已在一个事件中，请先退出。' },
    en: { agent: 'The case is in an incident already. Take it out first.' },
  },
  'no-numbers': {
    status: 422,
    zh: { agent: '没有识别出号码，请粘贴服务单号、订单号或运单号。' },
    en: { agent: 'No numbers were found in it. Paste case, order or waybill numbers.' },
  },
  'may-not-offer': {
    status: 403,
    zh: { agent: '您的角色不能出方案，请由组长提交。' },
    en: { agent: 'Your role makes no offers. Have a lead hand it in.' },
  },
  'nobody-to-offer': {
    status: 422,
    zh: { agent: '没有可以发送该方案的工单，请查看预览中的原因。' },
    en: { agent: 'There is no case that it can be offered in. The preview says why.' },
  },
  'no-finding': {
    status: 409,
    zh: { agent: '停在核查步骤，而事件还没有结论；请先录入事件结论。' },
    en: { agent: 'It waits for a finding and the incident has none. Record one first.' },
  },
  compensated: {
    status: 409,
    zh: { agent: '同一订单此前已补偿，未重复发放；确需补偿请单独处理。' },
    en: { agent: 'Something was given on the order before, so it is not given twice. Handle this case by itself if more is due.' },
  },
  'left-incident': {
    status: 409,
    zh: { agent: '该工单已退出事件，请单独处理。' },
    en: { agent: 'It has left the incident. Handle this case by itself.' },
  },
  'batch-changed': {
    status: 409,
    zh: { agent: '金额高于审批时，请重新预览并提交。' },
    en: { agent: 'It would now cost more than was approved. Preview it and hand it in again.' },
  },
  'not-public': {
    status: 409,
    zh: { agent: '该工单不在公开渠道，请用消息回复客户。' },
    en: { agent: 'This case does not stand in public. Write the customer a message instead.' },
  },
  'not-approved-wording': {
    status: 422,
    zh: { agent: '公开渠道只能使用已批准的话术：请从列表中选用；没有合适的，请联系运营增加。方案和金额请私下告知客户。' },
    en: {
      agent:
        'In public only approved wordings go. Take one from the list, or ask operations to add one; tell offers and amounts privately.',
    },
  },
  'wording-blank': {
    status: 422,
    zh: { agent: '公开话术里只能使用 {caseNumber} 和 {shop}，请删去其他占位符。' },
    en: { agent: 'Only {caseNumber} and {shop} may stand in public. Take out the others.' },
  },
};
