import type { RefusalTable } from '#platform/result.ts';
import { declaredFacts } from './facts.ts';
import { playbookRefusals } from './playbookRefusals.ts';

export const caseRefusals: RefusalTable = {
  ...playbookRefusals,
  'not-a-case-number': {
    status: 400,
    zh: { agent: '这不是工单号，形如 C261121-00042-7。', customer: '服务单号形如 C261121-00042-7，请核对后重新输入。' },
    en: { agent: 'This is not a case number; they look like C261121-00042-7.' },
  },
  'bad-check-digit': {
    status: 400,
    zh: { agent: '工单号的校验位不符，可能有一位抄错，请核对。', customer: '服务单号可能有一位输错了，请核对后重新输入。' },
    en: { agent: 'The check digit of this case number does not fit: a digit is probably wrong. Please check it.' },
  },
  'case-changed': {
    status: 409,
    zh: { agent: '工单刚刚被他人更新，您的操作未保存。请看清变动后再提交。', customer: '服务单刚刚有更新，请看一下最新情况再操作。' },
    en: {
      agent: 'Someone else has just changed this case; nothing of yours was saved. Look at the change and send again.',
      customer: 'Your case has just been updated. Please look at it again before you go on.',
    },
  },
  'case-closed': {
    status: 409,
    zh: { agent: '工单已结案；如需继续，请先重新打开。', customer: '服务单已完成；如有问题，可重新打开或申请复核。' },
    en: { agent: 'The case is closed. Reopen it first.', customer: 'Your case is closed. You can reopen it or appeal.' },
  },
  'step-moved-on': {
    status: 409,
    zh: { agent: '工单已进入下一步，请按当前步骤操作。', customer: '服务单已进入下一步，请刷新页面。' },
    en: {
      agent: 'The case has moved on to another step. Work at the current one.',
      customer: 'Your case has moved on. Please reload the page.',
    },
  },
  'file-not-yours': {
    status: 422,
    zh: { agent: '有文件尚未传完、未通过检查，或不是您上传的，请重新上传后再提交。' },
    en: { agent: 'A file is unfinished, was refused, or was not uploaded by you. Upload it again and send.' },
  },
  'another-person': {
    status: 403,
    zh: { agent: '复核须由未参与过原决定的同事处理，请转交他人。' },
    en: { agent: 'An appeal is decided by somebody who decided nothing in this case before. Hand it to a colleague.' },
  },
  'unknown-playbook': {
    status: 422,
    zh: { agent: '该店铺没有此处理流程，请另选问题类型。' },
    en: { agent: 'This shop has no such playbook. Choose another problem.' },
  },
  'problem-not-of-playbook': {
    status: 422,
    zh: { agent: '问题类型与处理流程不符，请另选。' },
    en: { agent: 'This problem does not belong to the playbook. Choose another.' },
  },
  'playbooks-overlap': {
    status: 409,
    zh: {
      agent: (data) =>
        `同一店铺的同一问题（${String(data['problem'])}）已由“${String(data['zh'])}”处理。请先调整其店铺，或只为其中一个指定店铺。`,
    },
    en: {
      agent: (data) =>
        `The same problem (${String(data['problem'])}) is handled for the same shop by “${String(data['en'])}”. Change its shops first, or name shops for one of the two only.`,
    },
  },
  'version-in-force': {
    status: 409,
    zh: { agent: '工单已在用现行版本的流程，无需更换。' },
    en: { agent: 'The case follows the version in force already. Nothing is to be done.' },
  },
  'version-does-not-fit': {
    status: 422,
    zh: { agent: '工单当前所处的步骤、时限或问题在新版流程中不存在，不能换用。请按原版本办完，或离开流程人工处理。' },
    en: {
      agent:
        'What this case stands on (its step, a running clock or its problem) is not in the new version. Finish it under its own, or leave the playbook.',
    },
  },
  're-kind-to-itself': {
    status: 422,
    zh: { agent: '工单已经是这种诉求和问题，请选择另一种，或直接在当前步骤处理。' },
    en: { agent: 'The case is of this kind and problem already. Choose another, or go on at its step.' },
  },
  'not-escalated': {
    status: 409,
    zh: { agent: '工单没有在升级处理中，意见请写成内部备注。' },
    en: { agent: 'The case is not escalated at present. Write an internal note instead.' },
  },
  'fast-lane-not-offered': {
    status: 422,
    zh: { agent: (data) => `不符合极速处理条件${failing(data, 'zh')}，请按常规步骤处理。` },
    en: {
      agent: (data) => `The fast lane is not open here${failing(data, 'en')}. Take the ordinary steps.`,
    },
  },
};

/** The facts that failed, by their words; the command names them by code. */
function failing(data: Readonly<Record<string, unknown>>, lang: 'zh' | 'en'): string {
  const codes = typeof data['failing'] === 'string' ? data['failing'].split(', ').filter(Boolean) : [];
  const words = codes.map((code) => declaredFacts[code]?.words[lang] ?? code);
  if (words.length === 0) return '';
  return lang === 'zh' ? `（${words.join('、')}）` : ` (${words.join(', ')})`;
}
