/** Words of the standing for cash on delivery (RE-6). */
export const zh = {
  title: '货到付款信用',
  standings: { good: '正常', warned: '已提醒', limited: '已限制' },
  since: '自',
  liftsAt: '最迟自动恢复',
  forgottenAt: '提醒最迟失效',
  recovers: (orders: number, days: number) => `${orders} 笔货到付款订单正常签收，或满 ${days} 天，自动恢复`,
  reasons: { case: '处理工单', 'by-hand': '人工', recovered: '信用恢复' },
  none: '没有变更记录',
  why: '原因（必填）',
  changes: { warn: '提醒', limit: '限制', lift: '恢复' },
};
export type StandingWords = typeof zh;
