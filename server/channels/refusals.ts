import type { RefusalTable } from '#platform/result.ts';

export const channelRefusals: RefusalTable = {
  'no-such-way': {
    status: 422,
    zh: { agent: '客户没有留下此联系方式，请换一种方式，或先补录联系方式。', customer: '暂时无法用此方式联系您，请换一种方式。' },
    en: { agent: 'The customer cannot be reached this way. Choose another, or add the contact first.' },
  },
  'message-state': {
    status: 409,
    zh: { agent: '这条消息的状态已变化，不能再这样操作，请刷新后查看。' },
    en: { agent: 'This message has moved on and that is no longer possible. Reload and look at it again.' },
  },
  'text-ties-review': {
    status: 422,
    zh: { agent: (data) => `文字把处理与评价挂钩（“${String(data['words'])}”），不得发送，请改写。` },
    en: { agent: (data) => `The text ties our help to a review (“${String(data['words'])}”). It must not be sent; please reword it.` },
  },
  'text-leads-outside': {
    status: 422,
    zh: { agent: (data) => `该平台会处罚站外引流（“${String(data['words'])}”），请删除后再发。` },
    en: { agent: (data) => `This marketplace punishes what leads outside (“${String(data['words'])}”). Remove it and send again.` },
  },
};
