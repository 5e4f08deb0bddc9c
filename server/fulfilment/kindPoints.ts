import { grantPoints } from '#customers/contract.ts';
import type { PointsPlan } from '#remedy/contract.ts';
import { atOnce, keyBySource, whyLost } from './kindWords.ts';
import { pointsGranted } from './ledger.ts';
import { book } from './ledgerStore.ts';
import { planned, type PlanCarrier, type TaskFamily } from './taskKind.ts';
import { fateOf, plainTask } from './taskStates.ts';
import { saveTask } from './tasksStore.ts';

export const pointsPlans: PlanCarrier<PointsPlan> = {
  tasks: (plan) => {
    if (plan.points <= 0) throw new Error('points without an amount');
    return [planned('points', { points: plan.points })];
  },
  promised: (plan, lang) => ({ promisedArrival: atOnce[lang], points: String(plan.points) }),
};

/** Points on the customer's account, granted in the very command; with nobody to have them they fail (RE-4). */
export const points: TaskFamily = {
  table: plainTask,
  byHand: [],
  keyOf: keyBySource,
  begin: async ({ command, theCase }, task, bearers) => {
    const n = task.points ?? 0;
    if (!theCase.customerId) return saveTask(command, { ...task, state: 'failed', failure: 'no-customer', settledAt: command.now });
    await grantPoints(command, { customerId: theCase.customerId, points: n, key: task.key, caseId: theCase.id });
    await book(command, { caseId: theCase.id, shopId: theCase.shopId }, pointsGranted(task.key, n, bearers));
    await saveTask(command, { ...task, state: 'done', settledAt: command.now });
  },
  late: () => undefined,
  told: () => 'lead',
  title: (task, lang) => (lang === 'zh' ? `积分 ${task.points ?? 0}` : `${task.points ?? 0} points`),
  progress: (task, lang) => {
    if (fateOf(task.state) === 'lost') return (lang === 'zh' ? '积分未能发放' : 'the points could not be granted') + whyLost(task, lang);
    return lang === 'zh' ? `${task.points ?? 0} 积分已到账` : `${task.points ?? 0} points have been credited`;
  },
};
