import type { RefusalTable } from '#platform/result.ts';

/** Words and status of each refusal of the interpreter; every text names the way out. */
export const playbookRefusals: RefusalTable = {
  'unknown-step': {
    status: 422,
    zh: { agent: '处理流程中没有此步骤，请刷新后重试；若工单刚换过流程版本，请联系运营。' },
    en: { agent: 'The playbook has no such step. Reload; if the case has just been moved to another version, ask operations.' },
  },
  'unknown-answer': {
    status: 422,
    zh: { agent: '当前步骤没有这个选项，请刷新后从列出的选项中选择。', customer: '该选项已失效，请刷新页面后重新选择。' },
    en: {
      agent: 'This step has no such answer. Reload and pick one of those listed.',
      customer: 'That choice is no longer available. Please reload the page and choose again.',
    },
  },
  'already-ended': {
    status: 409,
    zh: { agent: '工单已结案。如需继续处理，请重新打开或登记复核。', customer: '您的服务单已完成。如对结果不满意，可申请复核。' },
    en: {
      agent: 'The case is closed. Reopen it or register an appeal to go on.',
      customer: 'Your case is closed. If you disagree with the result, you can appeal.',
    },
  },
  'not-ended': {
    status: 409,
    zh: { agent: '工单尚未结案，请在当前步骤处理。', customer: '您的服务单仍在处理中，结果出来后即可申请复核。' },
    en: {
      agent: 'The case is still open. Deal with it at its current step.',
      customer: 'Your case is still being handled. You can appeal once there is a result.',
    },
  },
  'not-your-step': {
    status: 403,
    zh: { agent: '当前步骤由其他角色处理，请转交或升级。', customer: '此步骤正由专员处理，无需您操作。' },
    en: {
      agent: 'This step belongs to another role. Hand it over or escalate.',
      customer: 'A specialist is dealing with this step; nothing is needed from you.',
    },
  },
  'reason-required': {
    status: 422,
    zh: { agent: '请填写原因。', customer: '请告诉我们原因。' },
    en: { agent: 'Please give a reason.', customer: 'Please tell us why.' },
  },
  'needs-act': {
    status: 422,
    zh: { agent: '此步骤需填写对应表单，请在工单中间栏完成。' },
    en: { agent: 'This step is answered by its form. Fill it in, in the middle of the case page.' },
  },
  'condition-fails': {
    status: 422,
    zh: { agent: '条件尚未满足，暂不能选择此项；请先处理列出的事项。', customer: '暂时不能选择此项，请稍后再试或联系专员。' },
    en: {
      agent: 'This answer is not possible yet. Deal with what is listed first.',
      customer: 'This is not possible yet. Please try later or contact us.',
    },
  },
  'fact-missing': {
    status: 422,
    zh: { agent: '缺少判断所需的信息，请补全工单后重试。' },
    en: { agent: 'Something needed for the decision is not known. Complete the case and try again.' },
  },
  'nothing-to-go-back-to': {
    status: 422,
    zh: { agent: '没有可退回的步骤，请选择其他选项。' },
    en: { agent: 'There is no step to go back to. Choose another answer.' },
  },
  'appeal-not-allowed': {
    status: 422,
    zh: { agent: '此结果不支持复核；如有新情况，请重新打开工单。', customer: '此结果暂不支持复核。如有新情况，请联系我们。' },
    en: {
      agent: 'This result cannot be appealed. If something is new, reopen the case.',
      customer: 'This result cannot be appealed. If you have something new, please contact us.',
    },
  },
  'appeals-exhausted': {
    status: 422,
    zh: { agent: '复核次数已用完，请告知客户外部投诉渠道。', customer: '您的复核次数已用完。您仍可通过购物平台或 12315 反映。' },
    en: {
      agent: 'No appeal is left. Tell the customer the outside ways.',
      customer: 'There is no further appeal with us. You can still turn to the marketplace or to 12315.',
    },
  },
  'not-reopenable': {
    status: 422,
    zh: { agent: '此结果不能重新打开，请登记新工单或复核。', customer: '此服务单不能重新打开，您可以申请复核或重新提交。' },
    en: {
      agent: 'This result cannot be reopened. Register a new case or an appeal.',
      customer: 'This case cannot be reopened. You can appeal or submit a new one.',
    },
  },
};
