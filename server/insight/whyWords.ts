import type { Lang } from '#platform/actor.ts';
import { insightRefusals } from './refusals.ts';

/** Why a row of a remedy for all didn't come about, in words that name the way out. */
const words: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  'case-closed': { zh: '工单已结案，如需补偿请先重新打开', en: 'the case is closed: reopen it first' },
  'unknown-option': { zh: '赔付规则不允许该方案，请单独处理', en: 'the policy does not permit it here: handle this case by itself' },
  'no-policy': { zh: '该流程没有生效的赔付规则', en: 'no policy is in force for its procedure' },
  'no-offer-now': {
    zh: '还没有到出方案的步骤，请先推进工单后重试',
    en: 'the case has not come to an offer yet: lead it on, then try again',
  },
  'unknown-answer': { zh: '该流程没有这个结论，请单独核查', en: 'its procedure does not know this finding: find by itself' },
  'subject-of-complaint': { zh: '提交人是该投诉的当事人，请换人提交', en: 'the complaint is about who asked: somebody else must' },
  'legal-review': { zh: '法务审核中，暂不出方案', en: 'under legal review: nothing is offered' },
};

/** The words of a reason; one without words of its own is shown by its code. */
export function sayWhy(code: string, lang: Lang): string {
  const own = insightRefusals[code]?.[lang].agent;
  return words[code]?.[lang] ?? (typeof own === 'string' ? own : code);
}
