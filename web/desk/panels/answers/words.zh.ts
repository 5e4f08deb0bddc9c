/** Words of the external complaint on the case page. */
export const zh = {
  external: '外部投诉',
  authority: '转办部门',
  authorityNames: { '12305': '邮政 12305', '12315': '市场监管 12315', '12345': '政务热线 12345' },
  authorityNo: '对方编号',
  receivedAt: '收到时间',
  answerDue: '要求答复时间',
  answerDueHelp: '不填按公司设置计算',
  demand: '诉求',
  verdict: '认定',
  verdicts: { valid: '有效（属于我们的责任）', invalid: '无效', open: '未认定' },
  whatAnswered: '答复内容',
  register: '登记',
  send: '记录答复',
  example: '示例，未核实',
};
export type ExternalWords = typeof zh;
