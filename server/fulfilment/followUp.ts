import { calendarOf, type Doing, dueAt, type Effect, openClock, tellOf } from '#case/contract.ts';
import { orderForCase } from '#commerce/contract.ts';
import { isQuestion } from '#investigation/contract.ts';
import { newTask } from './newTask.ts';
import { planned as plannedTask } from './taskKind.ts';
import { countTasks, insertTask, type TaskRow } from './tasksStore.ts';

/** A playbook's task after the remedy ("it hasn't come: trace it") is work to be done here; earlier ones are questions (investigation). */
export async function openFollowUp(doing: Doing, effect: Extract<Effect, { effect: 'openTask' }>): Promise<undefined> {
  if (isQuestion(doing, effect)) return;
  const { command, theCase } = doing;
  const order = theCase.orderId ? await orderForCase(command.tx, theCase.orderId) : undefined;
  const n = (await countTasks(command.tx, theCase.id)) + 1;
  const { due } = dueAt({
    start: effect.from,
    amount: effect.within,
    calendar: await calendarOf(command.tx, theCase.shopId),
    pauses: [],
    mayPause: false,
  });
  const planned = plannedTask('follow-up', { slot: effect.task, party: effect.to, promisedAt: due });
  const task: TaskRow = {
    ...newTask(doing, planned, { source: `task:${theCase.id}:${n}`, n, orderNo: order?.orderNo ?? null }),
    askZh: effect.ask.zh,
    askEn: effect.ask.en,
  };
  await insertTask(command, task);
  await openClock(doing, {
    name: 'task-follow-up',
    purpose: 'task',
    step: effect.step,
    title: { zh: '跟进任务', en: 'Follow-up' },
    within: effect.within,
    source: 'FU-6',
    mayPause: false,
    ladder: doing.playbook.ladder,
    from: effect.from,
    subject: task.id,
  });
  await tellOf(command, theCase, {
    kind: 'fulfilment.opened',
    data: { task: task.id, remedy: 'follow-up', party: effect.to, round: theCase.round },
  });
}
