import type { Words } from './playbook.ts';
import type { ClockOrigin, Outcome, PauseReason, Role, Stage, WaitKind } from './vocabulary.ts';

/** Words of the closed lists, for chart, manual page and the published procedure; glossary.md decides them. */
export const outcomeWords: Readonly<Record<Outcome, Words>> = {
  resolved: { zh: '已解决', en: 'Resolved' },
  'resolved-unconfirmed': { zh: '已解决（客户未确认）', en: 'Resolved (not confirmed)' },
  explained: { zh: '已解释', en: 'Explained' },
  rejected: { zh: '不予受理', en: 'Rejected' },
  'not-verified': { zh: '未核实到订单', en: 'Not verified' },
  withdrawn: { zh: '客户撤销', en: 'Withdrawn' },
  'closed-unanswered': { zh: '逾期未回复关闭', en: 'Closed unanswered' },
  merged: { zh: '已合并', en: 'Merged' },
  transferred: { zh: '转外部处理', en: 'Transferred' },
};

export const stageWords: Readonly<Record<Stage, Words>> = {
  intake: { zh: '登记', en: 'Registration' },
  verification: { zh: '核对订单', en: 'Order check' },
  review: { zh: '受理审核', en: 'Review' },
  materials: { zh: '待补材料', en: 'Materials needed' },
  investigation: { zh: '核查', en: 'Investigation' },
  liability: { zh: '定责', en: 'Liability' },
  remedy: { zh: '出方案', en: 'Preparing offer' },
  approval: { zh: '审批', en: 'Approval' },
  choice: { zh: '客户选择', en: "Customer's choice" },
  fulfilment: { zh: '执行', en: 'Carrying out' },
  confirmation: { zh: '客户确认', en: 'Confirm receipt' },
  closure: { zh: '结案', en: 'Closure' },
  appeal: { zh: '复核', en: 'Appeal' },
};

export const roleWords: Readonly<Record<Role, Words>> = {
  customer: { zh: '客户', en: 'customer' },
  service: { zh: '客服专员', en: 'service agent' },
  lead: { zh: '主管', en: 'team lead' },
  reviewer: { zh: '图片鉴定', en: 'photo reviewer' },
  logistics: { zh: '物流', en: 'logistics' },
  delivery: { zh: '配送员', en: 'own delivery' },
  claims: { zh: '理赔', en: 'claims department' },
  operations: { zh: '运营', en: 'operations' },
  finance: { zh: '财务', en: 'finance' },
  executive: { zh: '管理层', en: 'executive' },
  system: { zh: '系统', en: 'the system' },
};

export const originWords: Readonly<Record<ClockOrigin, Words>> = {
  registered: { zh: '登记起', en: 'from registration' },
  accepted: { zh: '受理起', en: 'from acceptance' },
  'materials-received': { zh: '收到补充材料起', en: 'from receipt of the materials' },
  'investigation-ended': { zh: '核查结束起', en: 'from the end of the investigation' },
  rejected: { zh: '不予受理起', en: 'from rejection' },
  completed: { zh: '办理完成起', en: 'from completion' },
  appealed: { zh: '申请复核起', en: 'from the appeal' },
  step: { zh: '进入步骤起', en: 'from entering the step' },
};

export const waitWords: Readonly<Record<WaitKind, Words>> = {
  customer: { zh: '客户答复', en: "the customer's answer" },
  materials: { zh: '客户补充材料', en: "the customer's materials" },
  choice: { zh: '客户选择方案', en: "the customer's choice" },
  confirmation: { zh: '客户确认', en: "the customer's confirmation" },
  order: { zh: '订单同步', en: 'the order to be imported' },
  tasks: { zh: '任务完成', en: 'the tasks' },
  partner: { zh: '合作方答复', en: "a partner's answer" },
  goods: { zh: '退回商品', en: 'returned goods' },
};

export const pauseWords: Readonly<Record<PauseReason, Words>> = {
  customer: { zh: '等待客户', en: 'the customer is awaited' },
  order: { zh: '等待订单同步', en: 'the order is awaited' },
  partner: { zh: '等待合作方', en: 'a partner is awaited' },
  goods: { zh: '等待退回商品', en: 'returned goods are awaited' },
};
