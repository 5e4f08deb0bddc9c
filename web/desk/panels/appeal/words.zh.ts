/** Words of the appeal. */
export const zh = {
  title: '复核',
  level: (n: number, of: number) => `第 ${n} 次，共 ${of} 次`,
  reason: '客户为何不认同',
  first: '原决定',
  by: '原处理人',
  evidence: '当时的依据（已冻结）',
  intact: '未被改动',
  notIntact: '与冻结时不一致',
  added: '新补充',
  reviewer: '复核人',
  decided: '复核结论',
  file: '代客户申请复核',
  until: (when: string) => `${when} 前`,
  another: '您参与过原决定，复核须由另一位同事处理。',
};
export type AppealWords = typeof zh;
