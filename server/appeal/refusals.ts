import type { RefusalTable } from '#platform/result.ts';

export const appealRefusals: RefusalTable = {
  'appeal-too-late': {
    status: 422,
    zh: {
      agent: '已超过申请复核的期限。如有新情况可重新打开工单，或告知客户外部投诉渠道。',
      customer: '已超过申请复核的期限。如有新的情况请联系我们，您也可以通过购物平台或 12315 反映。',
    },
    en: {
      agent: 'The time for an appeal has passed. Reopen the case if something is new, or tell the customer the outside ways.',
      customer: 'The time for an appeal has passed. Contact us if something is new; you can also turn to the marketplace or to 12315.',
    },
  },
  'no-open-appeal': {
    status: 409,
    zh: { agent: '当前没有待处理的复核，请刷新查看工单进展。', customer: '当前没有处理中的复核，请刷新页面查看进展。' },
    en: {
      agent: 'There is no appeal to decide here now. Reload and look where the case stands.',
      customer: 'No appeal is open at the moment. Please reload the page.',
    },
  },
};
