import type { Kind } from './kind.ts';
import type { PointsPlan } from './plan.ts';
import { ratedAmount } from './shares.ts';

const title: Kind<PointsPlan>['title'] = (plan, lang) => (lang === 'zh' ? `赠送 ${plan.points} 积分` : `${plan.points} points`);

/** Points to be granted; whole, a fraction is rounded up in the customer's favour. */
export const pointsKind: Kind<PointsPlan> = {
  plan: (row, context, common) => {
    const points = Math.max(row.fixed, ratedAmount(row, context, row.pointsPerYuan).fen);
    if (points <= 0) return undefined;
    const costFen = Math.ceil((points * 100) / Math.max(1, row.pointsPerYuan));
    return { plan: { ...common, remedy: 'points', points, costFen }, notes: [] };
  },
  title,
  details: (plan, lang) => `${title(plan, lang)}${lang === 'zh' ? '，确认后即时到账' : ', credited at once'}`,
  payWords: () => null,
  weight: (plan) => plan.points,
  shows: ({ points }) => ({ points }),
  fills: (plan, lang) => ({ points: String(plan.points), promisedArrival: lang === 'zh' ? '即时到账' : 'at once' }),
  withAmount: (plan, { fen, points }) =>
    points !== undefined && points > 0 && fen === undefined
      ? { ...plan, points, costFen: Math.ceil((plan.costFen ?? 0) * (points / plan.points)) }
      : undefined,
};
