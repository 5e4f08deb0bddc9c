import type { ReturnPlan } from '#remedy/contract.ts';
import { both, keyBySource, whyLost } from './kindWords.ts';
import { planned, type PlanCarrier, promiseFrom, type TaskFamily } from './taskKind.ts';
import { plainTask } from './taskStates.ts';

/** Goods come back, are inspected, and money follows (FU-11). */
export const returnPlans: PlanCarrier<ReturnPlan> = {
  tasks: (plan, { now, pace }) => [
    planned('return', {
      amountFen: plan.fen > 0 ? plan.fen : null,
      payWay: plan.way,
      goodsBack: 'awaited',
      promisedAt: promiseFrom(now, pace),
    }),
  ],
  promised: (plan, lang) => ({ payWay: plan.payWords[lang], promisedArrival: plan.payWords[lang] }),
};

export const returned: TaskFamily = {
  table: plainTask,
  byHand: ['settle', 'fail'],
  keyOf: keyBySource,
  begin: () => Promise.resolve(),
  late: (task) => (task.state === 'open' ? 'not-come-back' : undefined),
  told: () => 'logistics',
  title: (_task, lang) => both('退货退款', 'Return')[lang],
  progress: (task, lang) => both('等您寄回商品', 'waiting for you to send it back')[lang] + whyLost(task, lang),
};
