import type { RefusalTable } from '#platform/result.ts';

export const feedbackRefusals: RefusalTable = {
  'nothing-to-confirm': {
    status: 409,
    zh: { agent: '当前步骤不需要客户确认，请刷新查看工单进展。', customer: '目前没有需要您确认的内容，请刷新页面查看进展。' },
    en: {
      agent: 'The current step waits for no confirmation. Reload and look where the case stands.',
      customer: 'There is nothing for you to confirm at the moment. Please reload the page.',
    },
  },
  'survey-unknown': {
    status: 404,
    zh: { agent: '没有找到该评价。', customer: '链接无效，请检查是否复制完整，或从短信、邮件中重新打开。' },
    en: {
      agent: 'There is no such survey.',
      customer: 'This link is not valid. Check that it is complete, or open it from our message again.',
    },
  },
  'survey-over': {
    status: 410,
    zh: { agent: '该评价已失效。', customer: '评价链接已过期。如有意见或建议，欢迎随时联系我们。' },
    en: { agent: 'This survey is over.', customer: 'This link has expired. You are welcome to tell us what you think at any time.' },
  },
  'survey-answered': {
    status: 409,
    zh: { agent: '客户已评价，不能重复填写。', customer: '您已完成评价，感谢您的反馈。如需补充，请联系我们。' },
    en: {
      agent: 'The customer has answered already.',
      customer: 'You have answered already, thank you. If you want to add something, please contact us.',
    },
  },
  'no-survey': {
    status: 422,
    zh: { agent: '该工单没有评价邀请，结案后才可填写。' },
    en: { agent: 'No survey is planned for this case. It can be answered once the case is closed.' },
  },
};
