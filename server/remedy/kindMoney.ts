import { formatFen } from '#platform/money.ts';
import type { Lang } from '#platform/actor.ts';
import { type CommonOfPlan, type Kind, type Made, type Note } from './kind.ts';
import type { MoneyPlan, PayWay } from './plan.ts';
import { isStated, type PlanContext } from './planContext.ts';
import { payArrival, sayPayWay } from './planSay.ts';
import type { PolicyRow } from './runPolicy.ts';
import { type Rated, ratedAmount, sayShares } from './shares.ts';
import { settledFor } from './settled.ts';

const verbs: Readonly<Record<MoneyPlan['remedy'], Readonly<Record<Lang, string>>>> = {
  refund: { zh: '退款', en: 'Refund' },
  'part-refund': { zh: '部分退款', en: 'Partial refund' },
  difference: { zh: '退差价', en: 'Refund of the difference' },
  'claim-payment': { zh: '赔付', en: 'Compensation' },
};

/** What a row pays, never more than is left of it (RE-13): of an order's money what hasn't gone back, of a claim what nobody has paid. */
export function payable(row: PolicyRow, context: PlanContext): (Rated & { notes: readonly Note[] }) | undefined {
  const { fen: wanted, ...how } = ratedAmount(row, context);
  if (row.remedy === 'claim-payment') {
    const fen = wanted - context.givenFen;
    if (fen <= 0) return undefined;
    return { fen, ...how, notes: context.givenFen > 0 ? [{ note: 'deducted', fen: context.givenFen }] : [] };
  }
  const settledFen = settledFor(context.settled, row.amount);
  const due = wanted - settledFen;
  const fen = context.remainingFen === null ? due : Math.min(due, context.remainingFen);
  if (fen <= 0) return undefined;
  const settled = settledFen > 0 ? [{ note: 'deducted', fen: settledFen } as const] : [];
  const unknown =
    row.amount === 'parts-value'
      ? context.lines.filter((line) => !isStated(line)).map((line): Note => ({ note: 'value-unknown', name: line.name }))
      : [];
  return { fen, ...how, notes: [...unknown, ...settled, ...(fen < due ? [{ note: 'capped', fen } as const] : [])] };
}

/**
 * Which way money goes (FU-15): back the way it came first, then by the platform's small payment, then to an account. A way that was
 * tried in this case and failed isn't tried again.
 */
export function payWayFor(remedy: string, { order, failedWays }: Pick<PlanContext, 'order' | 'failedWays'>): PayWay {
  if (order?.payment === 'counter' || order?.platform === 'store') return 'counter';
  if (remedy === 'claim-payment' || !order || order.payment === 'cod') return 'payout';
  const ways: readonly PayWay[] = remedy === 'difference' ? ['platform-payment'] : ['platform-refund', 'platform-payment'];
  return ways.find((way) => !failedWays.includes(way)) ?? 'payout';
}

function planMoney(row: PolicyRow, context: PlanContext, common: CommonOfPlan): Made<MoneyPlan> | undefined {
  const paid = payable(row, context);
  if (!paid) return undefined;
  const remedy = row.remedy as MoneyPlan['remedy'];
  const way = payWayFor(remedy, context);
  const { fen, notes, ...how } = paid;
  return { plan: { ...common, ...how, remedy, fen, way, payWords: context.payWords, basis: row.amount, costFen: fen }, notes };
}

const title = (plan: MoneyPlan, lang: Lang): string => `${verbs[plan.remedy][lang]} ${formatFen(plan.fen, lang)}`;

/** Money to the customer, told whole: how much, which way, when (TA-12). */
export const moneyKind: Kind<MoneyPlan> = {
  plan: planMoney,
  title,
  details: (plan, lang) =>
    `${title(plan, lang)}${sayShares(plan.shares, plan.fen, lang)}${lang === 'zh' ? '，' : ', '}${sayPayWay(plan.way, plan.payWords, lang)}`,
  payWords: (plan, lang) => sayPayWay(plan.way, plan.payWords, lang),
  weight: (plan) => plan.fen,
  shows: ({ fen }) => ({ fen }),
  fills: (plan, lang) => moneyFills(plan, lang),
  // An amount of 0 is no payment; leave the option out instead.
  withAmount: ({ shares, ...plan }, { fen, points }) => {
    if (fen === undefined || fen <= 0 || points !== undefined) return undefined;
    // Shares explain the policy's amount, and another one only where it is less.
    return { ...plan, ...(shares && fen <= plan.fen ? { shares } : {}), fen, costFen: fen };
  },
};

/** Placeholders of what is paid. */
export function moneyFills(plan: Pick<MoneyPlan, 'fen' | 'way' | 'payWords'>, lang: Lang) {
  const payWay = sayPayWay(plan.way, plan.payWords, lang);
  return { amount: formatFen(plan.fen, lang), payWay, promisedArrival: payArrival(plan.payWords, lang) || payWay };
}
