/** Words of the survey answers. */
export const zh = {
  title: '客户评价',
  help: '低分在前看：1、2 分的评价应回访，并看看流程哪一步没做好。',
  low: '低分',
  all: '全部已答',
  tabsLabel: '评价范围',
  columns: { scores: '评分', case: '工单', words: '客户的话', reasons: '勾选的原因', at: '时间' },
  scores: { speed: '速度', result: '结果', attitude: '态度' },
  score: (what: string, n: number) => `${what} ${n} 分`,
  empty: {
    low: ['没有低分评价', '客户给 1 或 2 分的评价会出现在这里。'],
    all: ['还没有评价', '结案后客户会收到评价邀请，答复会出现在这里。'],
  },
  reasons: {
    'too-slow': '太慢',
    'not-told': '没有告知进展',
    'asked-twice': '重复询问',
    'not-enough': '补偿不够',
    'not-solved': '没有解决',
    attitude: '服务态度',
    'hard-to-reach': '联系不上',
    other: '其他',
  },
  noWords: '没有留言',
  round: (n: number) => `第 ${n} 轮`,
};
export type SurveyWords = typeof zh;
