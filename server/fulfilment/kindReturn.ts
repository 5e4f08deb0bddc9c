import { payArrival, type ReturnPlan } from '#remedy/contract.ts';
import { both, keyBySource, whyLost } from './kindWords.ts';
import { planned, type PlanCarrier, type TaskFamily } from './taskKind.ts';
import { fateOf, plainTask } from './taskStates.ts';

/**
 * Goods come back, are inspected, and money follows (FU-11): the task is done by the inspection, which opens the refund of the
 * plan's amount (returnedMoney.ts). When they come is awaited by the goods' own row and clock (awaitReturned.ts).
 */
export const returnPlans: PlanCarrier<ReturnPlan> = {
  tasks: (plan) => [planned('return', { amountFen: plan.fen > 0 ? plan.fen : null, payWay: plan.way, goodsBack: 'awaited' })],
  promised: (plan, lang) => ({ payWay: plan.payWords[lang], promisedArrival: payArrival(plan.payWords, lang) }),
};

export const returned: TaskFamily = {
  table: plainTask,
  // Nobody says by hand that goods are here and in order: that is the inspection's.
  byHand: ['fail'],
  keyOf: keyBySource,
  begin: () => Promise.resolve(),
  late: () => undefined,
  told: () => 'logistics',
  title: (_task, lang) => both('退货退款', 'Return')[lang],
  progress: (task, lang) => {
    if (fateOf(task.state) === 'lost') return both('退货未完成', 'the return did not go through')[lang] + whyLost(task, lang);
    return task.state === 'done'
      ? both('退回的商品已验收', 'your goods were inspected')[lang]
      : both('等您寄回商品', 'waiting for you to send it back')[lang];
  },
};
