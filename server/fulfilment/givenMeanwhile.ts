import { tellOf, type Doing } from '#case/contract.ts';
import { sql } from '#platform/db.ts';
import { givenBefore } from './payoutGiven.ts';
import { saveTask, type TaskRow } from './tasksStore.ts';
import type { TaskKind } from './taskStates.ts';

/** Money of the order's that goes back without anybody looking at it again; a payout is looked at by maker and checker (FU-15). */
const unseen: readonly TaskKind[] = ['refund', 'part-refund', 'difference'];

/**
 * Looks once more as money is about to leave (RE-13): an offer stands for days, and meanwhile the platform or another case may have
 * given what was left. Two cases about one order wait for each other. Fails the task where more would go back than was paid; the case
 * then goes to a new offer. Answers whether it did.
 */
export async function failIfGiven({ command, theCase }: Doing, task: TaskRow): Promise<boolean> {
  if (task.orderId === null || !unseen.includes(task.kind)) return false;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`order-money:${task.orderId}`}, 0))`.execute(command.tx);
  const before = await givenBefore(command.tx, [{ taskId: task.id, amountFen: task.amountFen ?? 0 }]);
  if (!before.get(task.id)?.warnings.some((each) => each.code === 'over-paid')) return false;
  await saveTask(command, { ...task, state: 'failed', failure: 'given-meanwhile', settledAt: command.now });
  await tellOf(command, theCase, {
    kind: 'fulfilment.not-done',
    data: { task: task.id, remedy: task.kind, state: 'failed', why: 'given-meanwhile' },
  });
  return true;
}
