import type { Lang } from '#platform/actor.ts';
import { kindOf, partsOfPlan } from './kinds.ts';
import type { RemedyPlan } from './plan.ts';

/** What is offered, in a few words: 补发 铰链×2，另赠送 200 积分. */
export function titleOf(plan: RemedyPlan, lang: Lang): string {
  return joined(plan, lang, (each) => kindOf(each.remedy).title(each, lang));
}

/** The whole option in one sentence: price, arrival, what comes back (RE-3, TA-12). */
export function detailsOf(plan: RemedyPlan, lang: Lang, zone: string): string {
  return joined(plan, lang, (each) => kindOf(each.remedy).details(each, lang, zone));
}

/** Which way money goes and when it arrives; null where there is no money. */
export function payWordsOf(plan: RemedyPlan, lang: Lang): string | null {
  const said = partsOfPlan(plan).flatMap((each) => kindOf(each.remedy).payWords(each, lang) ?? []);
  return said.length === 0 ? null : [...new Set(said)].join(lang === 'zh' ? '；' : '; ');
}

function joined(plan: RemedyPlan, lang: Lang, say: (each: RemedyPlan) => string): string {
  return partsOfPlan(plan)
    .map(say)
    .join(lang === 'zh' ? '；另' : '; and ');
}

/** Every row that allowed the plan or a part of it: 规则 DL-03 第 5、7 行 */
export function citesOf(plan: RemedyPlan, code: string, lang: Lang): string {
  const rows = [
    ...new Set(partsOfPlan(plan).flatMap((each) => [...('shares' in each ? (each.shares ?? []) : []), each.source].map(({ row }) => row))),
  ];
  if (rows.includes(0)) return lang === 'zh' ? `规则 ${code} 之外` : `outside policy ${code}`;
  rows.sort((a, b) => a - b);
  return lang === 'zh' ? `规则 ${code} 第 ${rows.join('、')} 行` : `policy ${code} row ${rows.join(', ')}`;
}

/** What happens when the customer says nothing, as one sentence. */
export function silenceWords(silence: { silence: string; reopens: boolean }, lang: Lang): string {
  const zh = lang === 'zh';
  const closes =
    silence.silence === 'closed-unanswered'
      ? zh
        ? '逾期未选择，服务单将关闭'
        : 'Without an answer the case will be closed'
      : zh
        ? '逾期未选择，将按规则结案'
        : 'Without an answer the case ends by rule';
  if (!silence.reopens) return `${closes}${zh ? '。' : '.'}`;
  return zh ? `${closes}，您之后仍可重新打开。` : `${closes}; you can reopen it at any time.`;
}

/** In front of an offer that answers the customer's own proposal (RE-3); nothing when their words were blanked. */
export function sayAnswer(proposal: string, lang: Lang): string {
  if (proposal.trim() === '') return '';
  return lang === 'zh' ? `关于您的提议“${proposal.trim()}”，我们的答复：` : `Our answer to your proposal “${proposal.trim()}”: `;
}
