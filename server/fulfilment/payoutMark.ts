import type { Command } from '#platform/command.ts';
import { jsonb, sql } from '#platform/db.ts';
import type { TaskDetail } from './taskKind.ts';

/** Lets the task say how far its payment is, for everybody who reads tasks: state and way, nothing of a person. */
export async function markPayout(command: Command, taskId: string, marks: Pick<TaskDetail, 'payout' | 'payeeWay'>): Promise<void> {
  await sql`update fulfilment_tasks set detail = detail || ${jsonb(marks)} where id = ${taskId}`.execute(command.tx);
}
