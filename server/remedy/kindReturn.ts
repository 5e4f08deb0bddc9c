import { formatFen } from '#platform/money.ts';
import type { Kind } from './kind.ts';
import { soldGoods } from './kindGoods.ts';
import { moneyFills, payable, payWayFor } from './kindMoney.ts';
import type { ReturnPlan } from './plan.ts';
import { concernedOrAll } from './planContext.ts';
import { sayGoods, sayPayWay } from './planSay.ts';

const title: Kind<ReturnPlan>['title'] = (plan, lang) =>
  lang === 'zh'
    ? `退货退款 ${sayGoods(plan.sendBack, lang)}，${formatFen(plan.fen, lang)}`
    : `Return ${sayGoods(plan.sendBack, lang)} for ${formatFen(plan.fen, lang)}`;

/** Goods come back, and money follows once they were inspected (FU-11). */
export const returnKind: Kind<ReturnPlan> = {
  plan: (row, context, common) => {
    const wanted = concernedOrAll(context).filter(({ line }) => line.kind !== 'gift');
    const paid = payable(row, context);
    if (wanted.length === 0 || !paid) return undefined;
    const wayBack = row.wayBack === 'none' ? 'own-shipment' : row.wayBack;
    const plan: ReturnPlan = {
      ...common,
      remedy: 'return',
      valueFen: paid.fen,
      sendBack: soldGoods(wanted, context.order),
      wayBack,
      fen: paid.fen,
      way: payWayFor('return', context),
      payWords: context.payWords,
      freightMostFen: wayBack === 'own-shipment' ? row.freightMost : 0,
      costFen: paid.fen,
    };
    return { plan, notes: paid.notes };
  },
  title,
  details: (plan, lang) => {
    const money = sayPayWay(plan.way, plan.payWords, lang);
    if (lang === 'zh') {
      const back =
        plan.wayBack === 'pickup'
          ? '快递员上门取件，运费由我们承担'
          : `请您寄回，运费由我们承担${plan.freightMostFen > 0 ? `（凭据报销，最高 ${formatFen(plan.freightMostFen, lang)}）` : ''}`;
      return `${title(plan, lang)}，${back}，收货查验后${money}`;
    }
    const back =
      plan.wayBack === 'pickup'
        ? 'picked up at your door at our cost'
        : `please send it back; we repay the freight${plan.freightMostFen > 0 ? ` against the receipt, up to ${formatFen(plan.freightMostFen, lang)}` : ''}`;
    return `${title(plan, lang)}, ${back}; once we have looked at it, ${money}`;
  },
  payWords: (plan, lang) => sayPayWay(plan.way, plan.payWords, lang),
  weight: (plan) => plan.fen,
  shows: ({ fen, sendBack }) => ({ fen, sendBack }),
  fills: (plan, lang) => moneyFills(plan, lang),
  withAmount: (plan, { fen, points }) =>
    fen !== undefined && fen > 0 && points === undefined ? { ...plan, fen, valueFen: fen, costFen: fen } : undefined,
};
