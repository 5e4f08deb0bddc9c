import type { PlaceholderProvider } from '#case/contract.ts';
import type { Lang } from '#platform/actor.ts';
import { formatFen } from '#platform/money.ts';
import { partsOfPlan } from './kinds.ts';
import type { ValueBasis } from './ladder.ts';
import { offersOf } from './offerStore.ts';
import type { RemedyPlan } from './plan.ts';
import type { ValuationRow } from './valuationStore.ts';
import { lastValuation } from './valueClaim.ts';

const bases: Readonly<Record<ValueBasis, Readonly<Record<Lang, string>>>> = {
  declared: { zh: '声明或保价金额', en: 'the value declared or insured' },
  invoice: { zh: '发票金额', en: 'the invoice' },
  order: { zh: '订单成交价', en: 'the price of the order' },
  class: { zh: '同类物品的默认价值', en: 'the default value of such goods' },
};

/** Why a claim is paid so much, in one sentence: which rung stood, what was taken off, what capped it and where that is written (EX-9). Pure. */
export function sayValuation(
  valued: Pick<ValuationRow, 'basis' | 'valueFen' | 'salvageFen' | 'capFen' | 'capSource' | 'claimFen'>,
  lang: Lang,
): string {
  const money = (fen: number): string => formatFen(fen, lang);
  const { basis, valueFen, salvageFen, capFen, claimFen } = valued;
  const capped = capFen !== null && claimFen === capFen && claimFen < valueFen - salvageFen;
  const source = capped && valued.capSource ? valued.capSource : '';
  if (lang === 'zh')
    return [
      `按${bases[basis].zh}核定价值 ${money(valueFen)}`,
      salvageFen > 0 ? `扣除残值 ${money(salvageFen)}` : '',
      capped ? `未保价，以 ${money(capFen)} 为限${source && `（${source}）`}` : '',
    ]
      .filter(Boolean)
      .join('，');
  return [
    `valued at ${money(valueFen)} by ${bases[basis].en}`,
    salvageFen > 0 ? `less ${money(salvageFen)} that it is still worth` : '',
    capped ? `not insured, so at most ${money(capFen)}${source && ` (${source})`}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** What the payment on offer goes by where it isn't the valuation: the insured value, or this consignment's freight. */
const others: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  'insured-value': { zh: '按保价金额', en: 'by the insured value' },
  freight: { zh: '退还本次运费', en: 'the freight of this consignment' },
  'goods-value': { zh: '按寄递物品价值', en: 'by the value of what was sent' },
};
const byPolicy: Readonly<Record<Lang, string>> = { zh: '按赔付规则', en: 'by our rules' };

/** `{valuation}`: by what the offer's payment was decided (EX-9). */
export const valuationPlaceholder: PlaceholderProvider = {
  names: ['valuation'],
  load: async (on, theCase, lang) => {
    const [offer] = (await offersOf(on, theCase.id)).filter((each) => each.state !== 'submitted' && each.state !== 'returned');
    const plans: RemedyPlan[] = (offer?.options ?? []).flatMap((option) => [...partsOfPlan(option.plan)]);
    const paid = plans.find((plan) => plan.remedy === 'claim-payment');
    const basis = paid && 'basis' in paid ? paid.basis : '';
    const other = others[basis]?.[lang];
    if (other !== undefined) return { valuation: other };
    const valued = paid && (await lastValuation(on, theCase.id));
    return { valuation: valued ? sayValuation(valued, lang) : byPolicy[lang] };
  },
};
