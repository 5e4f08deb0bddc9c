import type { FreePlan } from '#remedy/contract.ts';
import { planned, type PlanCarrier, type TaskFamily } from './taskKind.ts';
import { plainTask } from './taskStates.ts';
import { saveTask } from './tasksStore.ts';
import { both, keyBySource } from './kindWords.ts';

const titles = {
  explanation: both('解释说明', 'Explanation'),
  'keep-surplus': both('多收到的商品归您', 'You keep what came too much'),
};

/** Nothing is sent or paid: an explanation, or surplus that is never asked back, and the customer is told so unasked (RE-5). */
export const freePlans: PlanCarrier<FreePlan> = {
  tasks: (plan) => [planned(plan.remedy)],
  promised: (_plan, lang) => ({ promisedArrival: both('即时办妥', 'at once')[lang] }),
};

export const free: TaskFamily = {
  table: plainTask,
  byHand: [],
  keyOf: keyBySource,
  begin: (doing, task) => saveTask(doing.command, { ...task, state: 'done', settledAt: doing.command.now }),
  late: () => undefined,
  told: () => 'lead',
  title: (task, lang) => titles[task.kind === 'keep-surplus' ? 'keep-surplus' : 'explanation'][lang],
  progress: (task, lang) =>
    task.kind === 'keep-surplus'
      ? both('多收到的部分无需退回，归您所有', 'you need not send the surplus back: it is yours')[lang]
      : both('已向您说明', 'explained')[lang],
};
