/** Words of the customer's confirmation and survey. */
export const zh = {
  title: '客户评价',
  states: { planned: '待邀请', asked: '已邀请', answered: '已评价', dropped: '已取消' },
  speed: '处理速度',
  result: '处理结果',
  attitude: '服务态度',
  of: (n: number) => `${n} / 5`,
  askAt: (when: string) => `${when} 邀请`,
  confirmed: '客户确认',
};
export type FeedbackWords = typeof zh;
