import type { RefusalTable } from '#platform/result.ts';

export const investigationRefusals: RefusalTable = {
  'question-answered': {
    status: 409,
    zh: { agent: '此协查已有回复，原回复保留不变；如有补充，请另发协查或写入内部备注。', customer: '此问题已有回复。' },
    en: {
      agent: 'This question has been answered and the answer stays. Ask anew, or add a note.',
      customer: 'This question has been answered.',
    },
  },
  'no-such-move': {
    status: 409,
    zh: { agent: '当前状态不能这样操作，请刷新后查看最新状态。', customer: '当前状态不能这样操作，请刷新页面。' },
    en: {
      agent: 'This is not possible in its present state. Reload to see where it stands.',
      customer: 'This is not possible any more. Please reload the page.',
    },
  },
  'no-place': {
    status: 422,
    zh: { agent: '没有这个仓库或快递，请重新选择；不选则按订单的包裹自动确定。', customer: '没有这个仓库或快递。' },
    en: {
      agent: 'There is no such warehouse or carrier. Choose another, or none to take that of the order’s parcels.',
      customer: 'There is no such place.',
    },
  },
  'no-finding-now': {
    status: 409,
    zh: { agent: '工单不在核查步骤，不能录入结论；请按当前步骤操作。', customer: '服务单不在核实阶段，请刷新页面。' },
    en: {
      agent: 'The case is not being investigated, so no finding can be recorded. Work at the current step.',
      customer: 'Your case is at another stage. Please reload the page.',
    },
  },
  'unknown-line': {
    status: 422,
    zh: { agent: '所选问题明细不属于本单或已更正，请刷新后重选。', customer: '所选明细已变更，请刷新页面。' },
    en: {
      agent: 'A chosen line is not of this case or has been corrected. Reload and choose again.',
      customer: 'A chosen line has changed. Please reload the page.',
    },
  },
  'no-limit-here': {
    status: 422,
    zh: { agent: '当前步骤没有可延长的核查期限。', customer: '当前步骤没有可延长的期限。' },
    en: { agent: 'The current step has no limit that could be extended.', customer: 'There is nothing to extend at this stage.' },
  },
  'extensions-exhausted': {
    status: 422,
    zh: { agent: (data) => `核查期限最多延长 ${String(data['max'])} 次，已用完；请录入结论或升级处理。`, customer: '期限不能再延长。' },
    en: {
      agent: (data) => `A limit is extended ${String(data['max'])} times at most. Record a finding or escalate.`,
      customer: 'The limit cannot be extended again.',
    },
  },
};
