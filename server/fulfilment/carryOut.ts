import { currentStep, type Doing, type Effect, type Input, tellOf } from '#case/contract.ts';
import { orderForCase } from '#commerce/contract.ts';
import { bearersFor } from './bearers.ts';
import { isGoods, watchGoods } from './kindGoods.ts';
import type { RemedyPlan } from '#remedy/contract.ts';
import { failIfGiven } from './givenMeanwhile.ts';
import { familyOf } from './kinds.ts';
import { newTask } from './newTask.ts';
import { type Chosen, tasksOf } from './plan.ts';
import { planToCarryOut } from './planToCarryOut.ts';
import { paceOf } from './settings.ts';
import { payReturnsAgain } from './returnedMoney.ts';
import { roundAnswer } from './settleRound.ts';
import { type PlannedTask, promiseFrom } from './taskKind.ts';
import { countTasks, insertTask, raiseFailures, saveTask, type TaskRow, tasksOfCase, tasksOfRound } from './tasksStore.ts';
import { fateOf } from './taskStates.ts';

/**
 * The step of carrying out was entered: opens the tasks of what was chosen, each exactly once (FU-1, FU-5), and answers at
 * once what is done at once (points, an explanation). Entered again because the customer got nothing: what counted as
 * arrived is on its way again, with a new promise. Entered again by hand-back: what failed or was recalled is tried once more.
 */
export async function carryOut(doing: Doing, effect: Extract<Effect, { effect: 'inviteAct' }>): Promise<Input | undefined> {
  if (effect.act !== 'execution') return undefined;
  const { command, theCase } = doing;
  const chosen = await planToCarryOut(doing, effect.preset);
  const before = await tasksOfCase(command.tx, theCase.id);
  if (chosen && !before.some((task) => task.source === chosen.source)) {
    await raiseFailures(command, theCase.id);
    await openTasks(doing, chosen);
  } else if (await enteredBecauseNothingCame(doing)) {
    await doubtArrivals(doing);
  } else if (chosen) {
    await tryAgain(doing, chosen, before);
  }
  if (!chosen && before.length === 0) throw new Error(`${theCase.number} has nothing to carry out`);
  return roundAnswer(doing);
}

/** Opens a plan's tasks in the command's own transaction. */
async function openTasks(doing: Doing, chosen: Chosen): Promise<void> {
  const { command, theCase } = doing;
  const pace = await paceOf(command.tx);
  const bearers = await bearersFor(command.tx, theCase.id);
  const underWay = await tasksOfRound(command.tx, theCase.id, theCase.round);
  const order = theCase.orderId ? await orderForCase(command.tx, theCase.orderId) : undefined;
  let n = await countTasks(command.tx, theCase.id);
  for (const planned of tasksOf(chosen, { now: command.now, pace })) {
    if (planned.item && sentAlready(underWay, planned)) continue;
    n += 1;
    const task = newTask(doing, planned, { source: chosen.source, n, orderNo: order?.orderNo ?? null });
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
        ...(task.party ? { party: task.party } : {}),
      },
    });
    // What somebody approved outside the policy may be more than was paid.
    if (!isOutside(chosen.plan, task.slot) && (await failIfGiven(doing, task))) continue;
    await familyOf(task.kind).begin(doing, task, bearers);
  }
}

/** Whether the part of the plan that a slot belongs to stands in no row of the policy. */
function isOutside(plan: RemedyPlan, slot: string): boolean {
  const part = Number(/^[+](\d+)\//.exec(slot)?.[1] ?? 0);
  return [plan, ...(plan.also ?? [])][part]?.source.row === 0;
}

/** A part that is on its way or there already isn't sent twice in a round, whatever was chosen anew. */
function sentAlready(underWay: readonly TaskRow[], planned: PlannedTask): boolean {
  return underWay.some(
    (task) =>
      isGoods(task.kind) &&
      isGoods(planned.kind) &&
      task.lineId === (planned.item?.lineId ?? null) &&
      task.partCode === planned.item?.partCode &&
      fateOf(task.state) !== 'lost',
  );
}

/** Handed back: nobody may be told that it is carried out while it failed. A further try has a key of its own. */
async function tryAgain(doing: Doing, chosen: Chosen, before: readonly TaskRow[]): Promise<void> {
  const tried = before.filter((task) => task.source === chosen.source || task.source.startsWith(`${chosen.source}:`));
  const latest = new Map(tried.map((task) => [task.slot, task.state]));
  const lost = [...latest].flatMap(([slot, state]) => (fateOf(state) === 'lost' ? [slot] : []));
  if (lost.length === 0) return;
  const tries = new Set(tried.map((task) => task.source)).size;
  const source = `${chosen.source}:${tries + 1}`;
  await openTasks(doing, { ...chosen, source, anew: true, only: new Set(lost) });
  await payReturnsAgain(doing, tried, source);
}

async function enteredBecauseNothingCame(doing: Doing): Promise<boolean> {
  const step = await currentStep(doing.command.tx, doing.theCase.id);
  const from = step?.cameFrom ? doing.playbook.steps[step.cameFrom] : undefined;
  return from?.stage === 'confirmation';
}

/** What counted as arrived is looked for again; a scan doesn't settle it a second time. */
async function doubtArrivals(doing: Doing): Promise<void> {
  const { command, theCase } = doing;
  const pace = await paceOf(command.tx);
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
