import { type Doing, openClock, type Words } from '#case/contract.ts';
import { minute } from '#platform/clock.ts';
import type { TaskRow } from './tasksStore.ts';

/** Starts a clock of one task that runs out at `until`: then it is late, and says why (FU-6). */
export async function taskClock(
  doing: Doing,
  task: Pick<TaskRow, 'id'>,
  clock: { name: string; title: Words; until: Date; source: string },
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
