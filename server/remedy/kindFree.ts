import type { Lang } from '#platform/actor.ts';
import { type Kind, noAmount } from './kind.ts';
import type { FreePlan } from './plan.ts';

const titles: Readonly<Record<FreePlan['remedy'], Readonly<Record<Lang, string>>>> = {
  explanation: { zh: '说明情况并致歉', en: 'An explanation and our apology' },
  'keep-surplus': { zh: '多发的商品归您，无需退回', en: 'What was sent too much is yours to keep' },
};

/** Nothing is sent or paid: an explanation with our apology, or surplus that the customer keeps (RE-5). */
export const freeKind: Kind<FreePlan> = {
  plan: (row, _context, common) => ({ plan: { ...common, remedy: row.remedy as FreePlan['remedy'], costFen: 0 }, notes: [] }),
  title: (plan, lang) => titles[plan.remedy][lang],
  details: (plan, lang) => titles[plan.remedy][lang],
  payWords: () => null,
  weight: () => 0,
  shows: () => ({}),
  fills: (_plan, lang) => ({ promisedArrival: lang === 'zh' ? '即时办妥' : 'at once' }),
  withAmount: noAmount,
};
