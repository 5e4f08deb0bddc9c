import type { Doing } from '#case/contract.ts';
import type { Lang } from '#platform/actor.ts';
import { hour } from '#platform/clock.ts';
import { createIntent, recallIntent } from '#platform/intents.ts';
import { formatFen } from '#platform/money.ts';
import { type MoneyPlan, payArrival, type PayWay } from '#remedy/contract.ts';
import { type Both, both, keyBySource, whyLost } from './kindWords.ts';
import { type Bearer, refundChosen, refundReversed } from './ledger.ts';
import { bearersOf, book } from './ledgerStore.ts';
import { planned, type PlanCarrier, type TaskFamily } from './taskKind.ts';
import { taskClock } from './taskClock.ts';
import { fateOf, plainTask, type TaskKind } from './taskStates.ts';
import { saveTask, type TaskRow } from './tasksStore.ts';

/** Money to the customer. What is special about a `payout` stands in kindPayout.ts. */
export const moneyKinds: readonly TaskKind[] = ['refund', 'part-refund', 'difference', 'claim-payment', 'payout'];
export const isMoney = (kind: TaskKind): boolean => moneyKinds.includes(kind);

/** How long money may take before it is raised (FU-6). */
const payWithinHours = 24;

export const moneyPlans: PlanCarrier<MoneyPlan> = {
  tasks: (plan) => {
    if (plan.fen <= 0) throw new Error(`a ${plan.remedy} without an amount`);
    const money = { amountFen: plan.fen, payWay: plan.way };
    if (plan.way === 'payout') return [planned('payout', { ...money, detail: { of: plan.remedy, payWords: plan.payWords } })];
    return [planned(plan.remedy, { ...money, ...(plan.way === 'platform-refund' ? {} : { detail: { payWords: plan.payWords } }) })];
  },
  promised: (plan, lang) => ({
    promisedArrival: payArrival(plan.payWords, lang),
    amount: formatFen(plan.fen, lang),
    payWay: plan.way === 'platform-refund' ? plan.payWords[lang] : ways[plan.way][lang] + arrivalWords(plan.way, plan.payWords, lang),
  }),
};

const titles: Partial<Record<TaskKind, Both>> = {
  refund: both('退款', 'Refund'),
  'part-refund': both('部分退款', 'Part refund'),
  difference: both('退差价', 'Price difference'),
  'claim-payment': both('理赔款', 'Claim payment'),
  payout: both('打款', 'Payout'),
};

/** The way as it stands in a sentence: ¥8.00 原路退回. */
const ways: Record<PayWay, Both> = {
  'platform-refund': both('原路退回', 'refunded the way you paid'),
  'platform-payment': both('通过平台小额打款支付', 'paid through the platform'),
  counter: both('门店当面退还', 'paid back at the counter'),
  payout: both('转账至您的收款账户', 'transferred to your account'),
};

/** When it arrives; nothing for cash, which is there at once. */
function arrivalWords(way: PayWay, payWords: Both, lang: Lang): string {
  return way === 'counter' || payWords[lang] === '' ? '' : `${lang === 'zh' ? '，' : ', '}${payWords[lang]}`;
}

export const money: TaskFamily = {
  table: plainTask,
  byHand: [],
  keyOf: keyBySource,
  begin: beginMoney,
  undo: undoMoney,
  late: (task) => (task.state === 'open' ? 'not-paid' : undefined),
  told: () => 'lead',
  title: (task, lang) => {
    const what = titles[task.detail.of ?? task.kind]?.[lang] ?? '';
    return `${what} ${formatFen(task.amountFen ?? 0, lang)}`;
  },
  // Which way and when it arrives, whole (TA-12).
  progress: (task, lang, payWords) => {
    const amount = formatFen(task.amountFen ?? 0, lang);
    if (fateOf(task.state) === 'lost')
      return (lang === 'zh' ? `${amount} 退款未成功` : `${amount} could not be refunded`) + whyLost(task, lang);
    const way = task.payWay ?? 'platform-refund';
    const said = ways[way][lang];
    const arrives = arrivalWords(way, task.detail.payWords ?? payWords, lang);
    if (task.state === 'done') return lang === 'zh' ? `${amount} 已${said}${arrives}` : `${amount} ${said}${arrives}`;
    return lang === 'zh' ? `${amount} ${said}，办理中${arrives}` : `${amount} is being ${said}${arrives}`;
  },
};

/** It is owed from now on; through the platform it goes out by the payment partner, exactly once by our key (FU-5). */
async function beginMoney(doing: Doing, task: TaskRow, bearers: readonly Bearer[]): Promise<void> {
  const { command, theCase } = doing;
  const fen = task.amountFen ?? 0;
  const byPartner = task.payWay === 'platform-refund' || task.payWay === 'platform-payment';
  if (byPartner && !task.orderNo) return saveTask(command, { ...task, state: 'failed', failure: 'no-order', settledAt: command.now });
  await book(command, { caseId: theCase.id, shopId: theCase.shopId }, refundChosen(task.key, fen, bearers));
  await taskClock(doing, task, {
    name: 'task-refund',
    title: both('退款到账', 'Refund paid'),
    until: new Date(command.now.getTime() + payWithinHours * hour),
    source: 'FU-6',
  });
  if (!byPartner) return;
  const intent = await createIntent(command, {
    key: task.key,
    kind: 'payment.refund',
    caseId: theCase.id,
    shopId: theCase.shopId,
    subjectId: task.id,
    payload: { amountFen: fen, orderNo: task.orderNo, ...(task.payWay === 'platform-payment' ? { way: task.payWay } : {}) },
  });
  await saveTask(command, { ...task, intentId: intent.id });
}

async function undoMoney({ command }: Doing, task: TaskRow): Promise<boolean> {
  if (task.intentId !== null && !(await recallIntent(command, task.key))) return false;
  await reverseMoney(command, task);
  return true;
}

/** Nothing is owed any more: booked back by the same shares. */
export async function reverseMoney(command: Doing['command'], task: TaskRow): Promise<void> {
  const bearers = await bearersOf(command.tx, `chosen:${task.key}`);
  await book(command, { caseId: task.caseId, shopId: task.shopId }, refundReversed(task.key, task.amountFen ?? 0, bearers));
}
