import { currentStep, type Doing, type Effect, type Input, openClock, tellOf } from '#case/contract.ts';
import { minute } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import { createIntent } from '#platform/intents.ts';
import { grantPoints } from '#customers/contract.ts';
import { orderForCase } from '#commerce/contract.ts';
import { bearersFor } from './bearers.ts';
import type { Bearer } from './ledger.ts';
import { pointsGranted, refundChosen } from './ledger.ts';
import { book } from './ledgerStore.ts';
import { type Pace, type Plan, type PlannedTask, promiseFrom, tasksOf } from './plan.ts';
import { planToCarryOut } from './planToCarryOut.ts';
import { paceOf } from './settings.ts';
import { roundAnswer } from './settleRound.ts';
import { countTasks, insertTask, raiseFailures, saveTask, type TaskRow, tasksOfCase, tasksOfRound } from './tasksStore.ts';
import { isGoods } from './taskStates.ts';

/** How long a refund may take before it is raised (FU-6). */
const payWithin = { n: 24, unit: 'hours' } as const;

/**
 * The step of carrying out was entered: opens the tasks of what was chosen, each exactly once (FU-1, FU-5), and answers at
 * once what is done at once (points, an explanation). Entered again because the customer got nothing: what counted as
 * arrived is on its way again, with a new promise. Entered again by hand-back: what failed or was recalled is tried once more.
 */
export async function carryOut(doing: Doing, effect: Extract<Effect, { effect: 'inviteAct' }>): Promise<Input | undefined> {
  if (effect.act !== 'execution') return undefined;
  const { command, theCase } = doing;
  const plan = await planToCarryOut(doing, effect.preset);
  const before = await tasksOfCase(command.tx, theCase.id);
  if (plan && !before.some((task) => task.source === plan.source)) {
    await raiseFailures(command, theCase.id);
    await openTasks(doing, plan);
  } else if (await enteredBecauseNothingCame(doing)) {
    await doubtArrivals(doing);
  } else if (plan) {
    await tryAgain(doing, plan, before);
  }
  if (!plan && before.length === 0) throw new Error(`${theCase.number} has nothing to carry out`);
  return roundAnswer(doing);
}

/** Opens a plan's tasks in the command's own transaction. */
export async function openTasks(doing: Doing, plan: Plan): Promise<void> {
  const { command, theCase } = doing;
  const pace = await paceOf(command.tx);
  const bearers = await bearersFor(command.tx, theCase.id);
  const underWay = await tasksOfRound(command.tx, theCase.id, theCase.round);
  const order = theCase.orderId ? await orderForCase(command.tx, theCase.orderId) : undefined;
  let n = await countTasks(command.tx, theCase.id);
  for (const planned of tasksOf(plan, command.now, pace)) {
    if (planned.item && sentAlready(underWay, planned)) continue;
    n += 1;
    const task = rowOf(doing, plan, planned, { n, orderNo: order?.orderNo ?? null });
    if (!(await insertTask(command, task))) continue;
    await tellOf(command, theCase, {
      kind: 'fulfilment.opened',
      data: {
        task: task.id,
        remedy: task.kind,
        part: task.partCode,
        quantity: task.quantity,
        fen: task.amountFen,
        points: task.points,
        round: theCase.round,
      },
    });
    await begin(doing, task, bearers);
  }
}

/** A part that is on its way or there already isn't sent twice in a round, whatever was chosen anew. */
function sentAlready(underWay: readonly TaskRow[], planned: PlannedTask): boolean {
  return underWay.some((task) => isGoods(task.kind) && task.slot === planned.slot && task.state !== 'failed' && task.state !== 'recalled');
}

function rowOf(doing: Doing, plan: Plan, planned: PlannedTask, more: { n: number; orderNo: string | null }): TaskRow {
  const { theCase, command } = doing;
  const { item } = planned;
  return {
    id: newId(),
    caseId: theCase.id,
    shopId: theCase.shopId,
    n: more.n,
    round: theCase.round,
    source: plan.source,
    slot: planned.slot,
    key: keyOf(doing, plan, planned, more.n),
    kind: planned.kind,
    state: 'open',
    party: null,
    askZh: null,
    askEn: null,
    orderId: theCase.orderId,
    orderNo: more.orderNo,
    lineId: item?.lineId ?? null,
    partCode: item?.partCode ?? null,
    partName: item?.name ?? null,
    erpCode: item?.erpCode ?? null,
    quantity: item?.quantity ?? null,
    warehouseId: item?.warehouseId ?? null,
    costFen: item?.costFen ?? 0,
    amountFen: planned.amountFen,
    payWay: planned.payWay,
    points: planned.points,
    carrierId: null,
    carrierName: null,
    waybill: null,
    freightFen: null,
    shipBy: planned.shipBy,
    promisedAt: planned.promisedAt,
    lateAt: null,
    lateWhy: null,
    failure: null,
    failureNote: null,
    doubtedAt: null,
    raisedAt: null,
    goodsBack: planned.goodsBack,
    intentId: null,
    createdAt: command.now,
    sentAt: null,
    shippedAt: null,
    settledAt: null,
  };
}

/** `refund:<choice>` is the partner's number; goods carry a short one that a warehouse can read: C261121-00042-7-R1. */
function keyOf(doing: Doing, plan: Plan, planned: PlannedTask, n: number): string {
  if (isGoods(planned.kind)) return `${doing.theCase.number}-R${n}`;
  return `${planned.kind}:${plan.source.replace(/^choice:/, '')}`;
}

async function begin(doing: Doing, task: TaskRow, bearers: readonly Bearer[]): Promise<void> {
  switch (task.kind) {
    case 'resend':
    case 'exchange':
      return watchGoods(doing, task);
    case 'refund':
      return beginRefund(doing, task, bearers);
    case 'points':
      return grant(doing, task, bearers);
    case 'explanation':
      return saveTask(doing.command, { ...task, state: 'done', settledAt: doing.command.now });
    case 'follow-up':
      return;
    default:
      return task.kind satisfies never;
  }
}

/** Two clocks: the warehouse's, until it is shipped (FU-14), and the promise to the customer (FU-1). */
async function watchGoods(doing: Doing, task: TaskRow): Promise<void> {
  if (task.shipBy)
    await taskClock(doing, task, {
      name: 'task-ship',
      title: { zh: '补发发出', en: 'Ship the goods' },
      until: task.shipBy,
      source: 'FU-14',
    });
  if (task.promisedAt)
    await taskClock(doing, task, {
      name: 'task-arrival',
      title: { zh: '承诺送达', en: 'Promised arrival' },
      until: task.promisedAt,
      source: 'FU-1',
    });
}

async function taskClock(
  doing: Doing,
  task: TaskRow,
  clock: { name: string; title: { zh: string; en: string }; until: Date; source: string },
): Promise<void> {
  const minutes = Math.max(1, Math.ceil((clock.until.getTime() - doing.command.now.getTime()) / minute));
  const within = minutes % 60 === 0 ? ({ n: minutes / 60, unit: 'hours' } as const) : ({ n: minutes, unit: 'minutes' } as const);
  await openClock(doing, {
    name: clock.name,
    purpose: 'task',
    step: doing.theCase.step,
    title: clock.title,
    within,
    source: clock.source,
    mayPause: false,
    ladder: doing.playbook.ladder,
    from: doing.command.now,
    subject: task.id,
  });
}

async function beginRefund(doing: Doing, task: TaskRow, bearers: readonly Bearer[]): Promise<void> {
  const { command, theCase } = doing;
  const fen = task.amountFen ?? 0;
  if (task.payWay !== 'counter' && task.orderNo === null)
    return saveTask(command, { ...task, state: 'failed', failure: 'no-order', settledAt: command.now });
  await book(command, { caseId: theCase.id, shopId: theCase.shopId }, refundChosen(task.key, fen, bearers));
  await openClock(doing, {
    name: 'task-refund',
    purpose: 'task',
    step: theCase.step,
    title: { zh: '退款到账', en: 'Refund paid' },
    within: payWithin,
    source: 'FU-6',
    mayPause: false,
    ladder: doing.playbook.ladder,
    from: command.now,
    subject: task.id,
  });
  if (task.payWay === 'counter') return;
  const intent = await createIntent(command, {
    key: task.key,
    kind: 'payment.refund',
    caseId: theCase.id,
    shopId: theCase.shopId,
    subjectId: task.id,
    payload: { amountFen: fen, orderNo: task.orderNo },
  });
  await saveTask(command, { ...task, intentId: intent.id });
}

async function grant(doing: Doing, task: TaskRow, bearers: readonly Bearer[]): Promise<void> {
  const { command, theCase } = doing;
  const points = task.points ?? 0;
  if (!theCase.customerId) return saveTask(command, { ...task, state: 'failed', failure: 'no-customer', settledAt: command.now });
  await grantPoints(command, { customerId: theCase.customerId, points, key: task.key, caseId: theCase.id });
  await book(command, { caseId: theCase.id, shopId: theCase.shopId }, pointsGranted(task.key, points, bearers));
  await saveTask(command, { ...task, state: 'done', settledAt: command.now });
}

/** Handed back: nobody may be told that it is carried out while it failed. A further try has a key of its own. */
async function tryAgain(doing: Doing, plan: Plan, before: readonly TaskRow[]): Promise<void> {
  const tried = before.filter((task) => task.source === plan.source || task.source.startsWith(`${plan.source}:`));
  const latest = new Map(tried.map((task) => [task.slot, task.state]));
  if (![...latest.values()].some((state) => state === 'failed' || state === 'recalled')) return;
  const tries = new Set(tried.map((task) => task.source)).size;
  await openTasks(doing, { ...plan, source: `${plan.source}:${tries + 1}`, promisedArrival: null });
}

async function enteredBecauseNothingCame(doing: Doing): Promise<boolean> {
  const step = await currentStep(doing.command.tx, doing.theCase.id);
  const from = step?.cameFrom ? doing.playbook.steps[step.cameFrom] : undefined;
  return from?.stage === 'confirmation';
}

/** What counted as arrived is looked for again; a scan doesn't settle it a second time. */
async function doubtArrivals(doing: Doing): Promise<void> {
  const { command, theCase } = doing;
  const pace: Pace = await paceOf(command.tx);
  const arrived = (await tasksOfRound(command.tx, theCase.id, theCase.round)).filter((task) => task.state === 'arrived');
  for (const task of arrived) {
    const again: TaskRow = {
      ...task,
      state: 'shipped',
      settledAt: null,
      doubtedAt: command.now,
      promisedAt: promiseFrom(command.now, { ...pace, shipWithinHours: 0 }),
    };
    await saveTask(command, again);
    await watchGoods(doing, { ...again, shipBy: null });
    await tellOf(command, theCase, { kind: 'fulfilment.doubted', data: { task: task.id } });
  }
}
