import type { Playbook, Step, Words } from './playbook.ts';

/** Where a case stands after somebody left the playbook with it. No playbook may have a step of this name. */
export const byHand = 'by-hand';

const closedByHand = 'closed-by-hand';

/**
 * What is left to do with a case that fits no playbook: it is handled by messages, notes and calls, its clocks run on, and it
 * ends with an outcome and a reason that the customer is told, or goes back to the step that it left.
 */
const step: Step = {
  stage: 'remedy',
  by: ['service', 'lead', 'operations'],
  title: { zh: '人工处理（已离开流程）', en: 'Handled by hand (off the playbook)' },
  customerTitle: { zh: '专员正在单独为您处理', en: 'A specialist is dealing with it for you' },
  ask: { zh: '这件事办得怎么样了？', en: 'How does the matter stand?' },
  help: {
    zh: '原有时限继续计算。结案理由会告知客户；也可以回到离开时的步骤。',
    en: 'The clocks run on. The customer is told the reason of the end; the case can also go back to the step that it left.',
  },
  shows: ['history', 'money'],
  answers: {
    resolved: {
      label: { zh: '已解决，结案', en: 'Resolved, close it' },
      customerLabel: { zh: '已为您处理完毕', en: 'Dealt with' },
      to: 'end',
      as: 'resolved',
      reason: 'required',
      say: closedByHand,
      appeal: 'allowed',
      reopenBy: ['customer'],
    },
    explained: {
      label: { zh: '已解释，结案', en: 'Explained, close it' },
      customerLabel: { zh: '已向您说明', en: 'Explained' },
      to: 'end',
      as: 'explained',
      reason: 'required',
      say: closedByHand,
      appeal: 'allowed',
      reopenBy: ['customer'],
    },
    transferred: {
      label: { zh: '转外部处理，结案', en: 'Passed on outside, close it' },
      customerLabel: { zh: '已转交处理', en: 'Passed on' },
      to: 'end',
      as: 'transferred',
      reason: 'required',
      say: closedByHand,
      appeal: 'allowed',
      reopenBy: ['customer'],
    },
    return: { label: { zh: '回到流程', en: 'Back into the playbook' }, to: 'back', reason: 'required' },
  },
};

const messages: Readonly<Record<string, Words>> = {
  [closedByHand]: {
    zh: '您好，服务单 {caseNumber} 已处理完毕：{reason}。如有疑问或不认同，请在此告诉我们：{link}',
    en: 'Hello, case {caseNumber} has been dealt with: {reason}. If you have doubts or disagree, tell us here: {link}',
  },
};

/** A step of the playbook, or the one that every playbook has without writing it; undefined for a name that is neither. */
export function stepOf(playbook: Playbook, name: string): Step | undefined {
  if (Object.hasOwn(playbook.steps, name)) return playbook.steps[name];
  return name === byHand ? step : undefined;
}

/** Words of a message: the playbook's, or those of handling by hand. */
export function messageOf(playbook: Playbook, name: string): Words | undefined {
  return playbook.messages[name] ?? messages[name];
}
