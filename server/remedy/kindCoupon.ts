import { formatFen } from '#platform/money.ts';
import type { Kind } from './kind.ts';
import type { CouponPlan } from './plan.ts';
import { baseOf } from './planContext.ts';

const title: Kind<CouponPlan>['title'] = (plan, lang) =>
  lang === 'zh' ? `${formatFen(plan.fen, lang)} 优惠券` : `a coupon of ${formatFen(plan.fen, lang)}`;

/** One code out of an imported pool, worth what the row says (FU-16). */
export const couponKind: Kind<CouponPlan> = {
  plan: (row, context, common) => {
    const fen = row.amount === 'fixed' ? row.fixed : Math.max(row.fixed, Math.ceil((baseOf(row, context) * row.percent) / 100));
    if (fen <= 0 || row.pool === 'none') return undefined;
    return { plan: { ...common, remedy: 'coupon', pool: row.pool, fen, costFen: fen }, notes: [] };
  },
  title,
  details: (plan, lang) => `${title(plan, lang)}${lang === 'zh' ? '，确认后即时发放' : ', issued at once'}`,
  payWords: () => null,
  weight: (plan) => plan.fen,
  shows: ({ fen }) => ({ fen }),
  fills: (plan, lang) => ({ amount: formatFen(plan.fen, lang), promisedArrival: lang === 'zh' ? '即时到账' : 'at once' }),
  // A code is worth what its pool says; another amount would be another pool.
  withAmount: () => undefined,
};
