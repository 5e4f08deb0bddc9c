import type { Party } from '#case/contract.ts';
import type { Lang } from '#platform/actor.ts';
import { type Kind, noAmount } from './kind.ts';
import type { WorkPlan } from './plan.ts';
import { arrivalOf } from './planSay.ts';

type Work = WorkPlan['remedy'];

/** Who does it when the row doesn't say. */
const usualParty: Readonly<Record<Work, Party>> = {
  'correct-information': 'carrier',
  rearrange: 'logistics',
  'reissue-invoice': 'finance',
  'correct-listing': 'operations',
};
const titles: Readonly<Record<Work, Readonly<Record<Lang, string>>>> = {
  'correct-information': { zh: '更正邮寄信息', en: 'Correct the shipping information' },
  rearrange: { zh: '重新安排派送', en: 'Arrange the delivery anew' },
  'reissue-invoice': { zh: '重开发票', en: 'Issue the invoice again' },
  'correct-listing': { zh: '更正商品页面', en: 'Correct the listing' },
};

/** Somebody has to do something and report it done (FU-2, FU-3). */
export const workKind: Kind<WorkPlan> = {
  plan: (row, context, common) => {
    const remedy = row.remedy as Work;
    const party = row.party === 'none' ? usualParty[remedy] : (row.party as Party);
    return { plan: { ...common, remedy, party, doneBy: context.arriveAfter(row.doneDays).toISOString(), costFen: 0 }, notes: [] };
  },
  title: (plan, lang) => titles[plan.remedy][lang],
  details: (plan, lang, zone) => {
    const day = arrivalOf(plan.doneBy, lang, zone);
    return lang === 'zh'
      ? `${titles[plan.remedy].zh}，免费，预计 ${day}前完成`
      : `${titles[plan.remedy].en}, free of charge, done by ${day}`;
  },
  payWords: () => null,
  weight: () => 0,
  shows: (plan) => ({ promisedArrival: plan.doneBy }),
  fills: (plan, lang, zone) => {
    const day = arrivalOf(plan.doneBy, lang, zone);
    return { promisedArrival: lang === 'zh' ? `${day}前完成` : `by ${day}` };
  },
  withAmount: noAmount,
};
