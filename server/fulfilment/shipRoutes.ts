import { command, type Route } from '#platform/module.ts';
import { ok, type Result } from '#platform/result.ts';
import { arriveResend, failResend, takeBack } from './endResend.ts';
import type { Moved } from './moveTask.ts';
import { recallTask } from './recallTask.ts';
import { handOver, shipResend } from './shipResend.ts';
import { shipRoutes as specs } from './shipWire.ts';

export const shipRoutes: readonly Route[] = [
  command(specs.ship, async (asked) => bare(await shipResend(asked, asked.params.resendId, asked.body, { correct: true }))),
  command(specs.fail, async (asked) => bare(await failResend(asked, asked.params.resendId, asked.body))),
  command(specs.arrive, async (asked) => bare(await arriveResend(asked, asked.params.resendId))),
  command(specs.handOver, async (asked) => bare(await handOver(asked, asked.params.resendId))),
  command(specs.takeBack, async (asked) => bare(await takeBack(asked, asked.params.resendId))),
  command(specs.recall, async (asked) => bare(await recallTask(asked, asked.params.taskId, asked.body.reason))),
];

/** Whether it changed something isn't told: a repeat is answered as the first time. */
export function bare(moved: Result<Moved>): Result<Omit<Moved, 'changed'>> {
  if (!moved.ok) return moved;
  const { changed: _, ...rest } = moved.value;
  return ok(rest);
}
