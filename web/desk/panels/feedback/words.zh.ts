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
  why: '哪里没做好',
  reasons: {
    'too-slow': '太慢',
    'not-told': '没有及时告知',
    'asked-twice': '反复问同样的问题',
    'not-enough': '补偿不够',
    'not-solved': '问题没解决',
    attitude: '态度不好',
    'hard-to-reach': '联系不上人',
    other: '其他',
  },
  said: '客户的原话',
  write: '代客户登记评价',
};
export type FeedbackWords = typeof zh;
