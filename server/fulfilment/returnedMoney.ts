import { type Doing, type Input, tellOf } from '#case/contract.ts';
import { orderForCase } from '#commerce/contract.ts';
import type { PayWay, RemedyPlan } from '#remedy/contract.ts';
import { chosenOption } from '#remedy/contract.ts';
import { bearersFor } from './bearers.ts';
import { failIfGiven } from './givenMeanwhile.ts';
import { familyOf } from './kinds.ts';
import { newTask } from './newTask.ts';
import { inspectionsOf, returnedOfCase, type ReturnedRow, saveReturned } from './returnedStore.ts';
import { freightDue } from './returnedStates.ts';
import { roundAnswer } from './settleRound.ts';
import { planned } from './taskKind.ts';
import { fateOf } from './taskStates.ts';
import { countTasks, insertTask, saveTask, type TaskRow, tasksOfRound } from './tasksStore.ts';

const freightSlot = 'freight';

/** Pays the customer as a task of its own, once for a source and slot: what that means is the money kinds' business. */
async function openMoney(doing: Doing, of: { source: string; slot: string; fen: number; way: PayWay }): Promise<boolean> {
  const { command, theCase } = doing;
  const order = theCase.orderId ? await orderForCase(command.tx, theCase.orderId) : undefined;
  const n = (await countTasks(command.tx, theCase.id)) + 1;
  const kind = of.way === 'payout' ? 'payout' : 'refund';
  const task = newTask(doing, planned(kind, { slot: of.slot, amountFen: of.fen, payWay: of.way }), {
    source: of.source,
    n,
    orderNo: order?.orderNo ?? null,
  });
  if (!(await insertTask(command, task))) return false;
  await tellOf(command, theCase, {
    kind: 'fulfilment.opened',
    data: { task: task.id, remedy: task.kind, part: null, quantity: null, fen: of.fen, points: null, round: theCase.round },
  });
  // Freight stands beside what was paid for the order.
  if (of.slot !== freightSlot && (await failIfGiven(doing, task))) return true;
  await familyOf(kind).begin(doing, task, await bearersFor(command.tx, theCase.id));
  return true;
}

/**
 * Money of a return follows the inspection (FU-11): its task is done once the goods were found as agreed, and the refund begins;
 * otherwise it fails, and the case goes to a new offer. `accepted`: a person looked at the grades and let the case go on. Answers whether a
 * task was settled by it.
 */
export async function settleReturns(doing: Doing, accepted: boolean): Promise<boolean> {
  const { command, theCase } = doing;
  const open = (await tasksOfRound(command.tx, theCase.id, theCase.round)).filter(
    (task) => task.kind === 'return' && task.state === 'open',
  );
  if (open.length === 0) return false;
  let settled = false;
  const rows = await returnedOfCase(command.tx, theCase.id);
  const grades = new Map(
    (
      await inspectionsOf(
        command.tx,
        rows.map((row) => row.id),
      )
    ).map((each) => [each.returnedId, each.grade]),
  );
  const plan = (await chosenOption(command.tx, theCase.id))?.plan;
  for (const task of open) {
    const mine = rows.filter((row) => choiceOf(row.source) === choiceOf(task.source) && row.state !== 'given-up');
    if (mine.length === 0 || mine.some((row) => row.state !== 'inspected' && row.state !== 'not-ours')) continue;
    const differs = mine.some((row) => row.state === 'not-ours' || grades.get(row.id) === 'incomplete');
    await (differs && !accepted ? failReturn(doing, task) : payReturn(doing, task, plan));
    settled = true;
  }
  return settled;
}

/** The same, where the step of carrying out was entered: it may be answered by that. */
export async function settleReturnsThere(doing: Doing): Promise<Input | undefined> {
  return (await settleReturns(doing, true)) ? roundAnswer(doing) : undefined;
}

async function failReturn({ command, theCase }: Doing, task: TaskRow): Promise<void> {
  await saveTask(command, { ...task, state: 'failed', failure: 'goods-differ', settledAt: command.now });
  await tellOf(command, theCase, {
    kind: 'fulfilment.not-done',
    data: { task: task.id, remedy: task.kind, state: 'failed', why: 'goods-differ' },
  });
}

async function payReturn(doing: Doing, task: TaskRow, plan: RemedyPlan | undefined): Promise<void> {
  const { command, theCase } = doing;
  await saveTask(command, { ...task, state: 'done', goodsBack: 'received', settledAt: command.now });
  await tellOf(command, theCase, { kind: 'fulfilment.settled', data: { task: task.id, remedy: task.kind, state: 'done' } });
  const paid = [plan, ...(plan?.also ?? [])].find((each) => each?.remedy === 'return');
  const fen = task.amountFen ?? 0;
  if (fen > 0)
    await openMoney(doing, {
      source: task.source,
      slot: `${task.slot}-money`,
      fen,
      way: paid?.remedy === 'return' ? paid.way : 'platform-refund',
    });
}

/** The goods are here and their money was lost on its way: handed back it goes once more, by the next way (FU-15). */
export async function payReturnsAgain(doing: Doing, tried: readonly TaskRow[], source: string): Promise<void> {
  const last = new Map(tried.map((task) => [task.slot, task]));
  for (const [slot, task] of last)
    if (slot.endsWith('-money') && fateOf(task.state) === 'lost')
      await openMoney(doing, { source, slot, fen: task.amountFen ?? 0, way: nextWay[task.payWay ?? 'platform-refund'] });
}

/** Freight that the partner would not pay goes to an account instead: it is owed all the same (FU-10). */
export async function payFreightOtherwise(doing: Doing, task: TaskRow): Promise<void> {
  if (isFreight(task))
    await openMoney(doing, { source: `${task.source}:payout`, slot: freightSlot, fen: task.amountFen ?? 0, way: 'payout' });
}

/** Whether it repays freight: that it fails leads to no new offer, but to another way of paying it. */
export function isFreight(task: Pick<TaskRow, 'source'>): boolean {
  return task.source.startsWith('freight:');
}

const nextWay: Readonly<Record<PayWay, PayWay>> = {
  'platform-refund': 'platform-payment',
  'platform-payment': 'payout',
  counter: 'counter',
  payout: 'payout',
};

/**
 * Repays freight that the customer laid out (FU-10): with the receipt, once the goods are here and ours, up to the cap, once.
 * Answers what was repaid now, fen; null when nothing is due yet.
 */
export async function repayFreight(doing: Doing, row: ReturnedRow): Promise<number | null> {
  if (row.freightFen === null || row.freightPaidFen !== null || row.state !== 'inspected') return null;
  const fen = freightDue(row.freightFen, row.freightMostFen);
  if (fen === 0) return null;
  const plan = (await chosenOption(doing.command.tx, row.caseId))?.plan;
  const way = plan?.remedy === 'return' && plan.way !== 'payout' ? plan.way : 'platform-payment';
  // The order's own refund must stay within what was paid: freight goes beside it.
  await openMoney(doing, {
    source: `freight:${row.id}`,
    slot: freightSlot,
    fen,
    way: way === 'platform-refund' ? 'platform-payment' : way,
  });
  await saveReturned(doing.command, { ...row, freightPaidFen: fen });
  return fen;
}

function choiceOf(source: string): string {
  return source.split(':')[1] ?? source;
}
