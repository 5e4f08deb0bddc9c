import { tellOf } from '#case/contract.ts';
import { formatFen } from '#platform/money.ts';
import type { CouponPlan } from '#remedy/contract.ts';
import { fellBelowMark, takeCode } from './couponStore.ts';
import { atOnce, both, keyBySource, whyLost } from './kindWords.ts';
import { couponGiven } from './ledger.ts';
import { book } from './ledgerStore.ts';
import { planned, type PlanCarrier, type TaskFamily } from './taskKind.ts';
import { tellRole } from './tellRole.ts';
import { fateOf, plainTask } from './taskStates.ts';
import { saveTask } from './tasksStore.ts';

export const couponPlans: PlanCarrier<CouponPlan> = {
  tasks: (plan) => [planned('coupon', { amountFen: plan.fen > 0 ? plan.fen : null, detail: { pool: plan.pool } })],
  promised: (plan, lang) => ({ promisedArrival: atOnce[lang], amount: formatFen(plan.fen, lang) }),
};

/**
 * One code out of an imported pool, given once (FU-16). The code stands with the pool and is read for the customer's page
 * and message; never in an event or log. An empty pool fails the task at once, and operations are told.
 */
export const coupon: TaskFamily = {
  table: plainTask,
  byHand: [],
  keyOf: keyBySource,
  begin: async (doing, task, bearers) => {
    const { command, theCase } = doing;
    const taken = await takeCode(command, { pool: task.detail.pool ?? '', shopId: theCase.shopId, taskId: task.id });
    if (!taken) {
      await saveTask(command, { ...task, state: 'failed', failure: 'pool-empty', settledAt: command.now });
      await tellRole(command, { role: 'operations', caseId: theCase.id, notice: 'task.late', data: { task: task.id, why: 'pool-empty' } });
      await tellOf(command, theCase, {
        kind: 'fulfilment.not-done',
        data: { task: task.id, remedy: 'coupon', state: 'failed', why: 'pool-empty' },
      });
      return;
    }
    if (await fellBelowMark(command, taken.id))
      await tellRole(command, { role: 'operations', caseId: theCase.id, notice: 'coupons.low', data: { pool: task.detail.pool ?? '' } });
    if (task.amountFen !== null)
      await book(command, { caseId: theCase.id, shopId: theCase.shopId }, couponGiven(task.key, task.amountFen, bearers));
    const validUntil = taken.validUntil ? { validUntil: taken.validUntil.toISOString() } : {};
    await saveTask(command, { ...task, state: 'done', settledAt: command.now, detail: { ...task.detail, ...validUntil } });
  },
  late: () => undefined,
  told: () => 'operations',
  title: (task, lang) => {
    const worth = task.amountFen === null ? '' : ` ${formatFen(task.amountFen, lang)}`;
    return `${both('优惠券', 'Coupon')[lang]}${worth}`;
  },
  progress: (task, lang) => {
    if (fateOf(task.state) === 'lost') return (lang === 'zh' ? '优惠券未能发放' : 'the coupon could not be given') + whyLost(task, lang);
    return lang === 'zh' ? '优惠券已发放' : 'the coupon has been given';
  },
};
