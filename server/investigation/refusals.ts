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
  'no-photo-review-now': {
    status: 409,
    zh: { agent: '工单不在图片鉴定步骤；请按当前步骤操作。', customer: '服务单不在图片鉴定阶段，请刷新页面。' },
    en: {
      agent: 'The photos are not under review now. Work at the current step.',
      customer: 'Your case is at another stage. Please reload the page.',
    },
  },
  'photo-not-of-case': {
    status: 422,
    zh: { agent: '所选照片不属于本单，请重新选择。', customer: '所选照片不属于本服务单。' },
    en: { agent: 'A chosen photo is not of this case. Choose again.', customer: 'A chosen photo is not of this case.' },
  },
  'degree-missing': {
    status: 422,
    zh: { agent: '判定为破损的明细须选择破损程度（轻微、影响使用或无法使用）。', customer: '请选择破损程度。' },
    en: { agent: 'A damaged line needs its degree: light, medium or heavy.', customer: 'Please say how badly it is damaged.' },
  },
  'degree-without-damage': {
    status: 422,
    zh: { agent: '未破损或无法判断的明细，程度须为“无”。', customer: '未破损的明细不能有破损程度。' },
    en: { agent: 'A line that is not damaged, or can’t be told, has the degree “none”.', customer: 'What is not damaged has no degree.' },
  },
  'lost-not-confirmed': {
    status: 422,
    zh: {
      agent: (data) =>
        `尚不能认定丢件：已 ${String(data['days'])} 天无轨迹${data['terms'] === null ? '，该快递未设置丢件时限' : `，快递规则为 ${JSON.stringify(data['terms'])} 天`}，本轮也没有快递的书面答复。请先协查快递，或等到时限届满。`,
      customer: '尚在向快递核实，请稍后查看进度。',
    },
    en: {
      agent: (data) =>
        `Not lost yet: ${String(data['days'])} days without a scan${data['terms'] === null ? ', the carrier has no terms set' : `, its terms say ${JSON.stringify(data['terms'])}`}, and no answer of the carrier in this round. Ask the carrier, or wait until its terms hold.`,
      customer: 'We are still asking the carrier. Please look again later.',
    },
  },
  'nothing-asked': {
    status: 422,
    zh: { agent: '请选择要客户补充哪些材料，客户会看到您写的说明。', customer: '请说明需要哪些材料。' },
    en: { agent: 'Choose what the customer is to bring; they read your note.', customer: 'Please say what is needed.' },
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
  'too-late-to-object': {
    status: 409,
    zh: {
      agent: '包裹已发出或没有待确认的改动，不能再按异议撤回；请联系快递拦截或更正。',
      customer: '包裹已发出，无法撤回更改。请在此页面留言，我们会联系快递处理。',
    },
    en: {
      agent: 'The parcel has gone out or no change is open to objection. Ask the carrier to stop or correct it.',
      customer: 'The parcel has gone out, so the change cannot be taken back. Write to us on this page and we will ask the carrier.',
    },
  },
  'not-at-information-check': {
    status: 409,
    zh: { agent: '工单不在核实邮寄信息的步骤，请按当前步骤操作。', customer: '服务单不在此阶段，请刷新页面。' },
    en: {
      agent: 'The case is not at the check of shipping information. Work at the current step.',
      customer: 'Your case is at another stage. Please reload the page.',
    },
  },
  'tick-without-evidence': {
    status: 422,
    zh: { agent: '四项都要写明依据（例：聊天记录 20:12 客户发来；快递网点查询可派送）。', customer: '请写明依据。' },
    en: {
      agent: 'Each of the four needs what shows it, for example: chat 20:12; the carrier says it delivers there.',
      customer: 'Please say what shows it.',
    },
  },
};
