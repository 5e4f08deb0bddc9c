import { type Doing, sayMessage } from '#case/contract.ts';
import { hour } from '#platform/clock.ts';
import type { Command } from '#platform/command.ts';
import { one, sql } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { openFollowUp } from './followUp.ts';
import { payoutBounced } from './ledger.ts';
import { book } from './ledgerStore.ts';
import { both } from './kindWords.ts';
import { type Moved, moveTask } from './moveTask.ts';
import { payeeTaskSlot } from './payee.ts';
import { dropRow } from './payoutBatchStore.ts';
import { payoutTable } from './payoutStates.ts';
import { lockPayouts, savePayout } from './payoutStore.ts';
import { bouncedAsk, bouncedMessage } from './payoutWords.ts';
import { taskClock } from './taskClock.ts';
import type { TaskRow } from './tasksStore.ts';
import { tellRole } from './tellRole.ts';

/** How long the payee may take to be put right before it is raised (FU-6). */
const correctWithinHours = 24;

/**
 * The bank gave back what it had paid (退票, FU-15): the booking is reversed, the money is owed again, service gets a task, and the
 * customer is told whole. It is paid again by a new batch, made by one and checked by another, once its payee was put right. Whatever
 * became of the case, what is owed is followed until it is paid. The same said again changes nothing. Refuses `not-found`, `payout-not-paid`.
 */
export async function bouncePayout(
  command: Command,
  payoutId: string,
  by: { action: 'payout.make' | 'payout.check'; note: string },
): Promise<Result<Moved>> {
  const done = await moveTask(command, payoutId, {
    move: 'bounce',
    action: by.action,
    only: ['payout'],
    repeats: (task) => task.detail.payout === 'failed' && (task.detail.bounced ?? 0) > 0,
    change: async (_doing, task) => {
      const [row] = await lockPayouts(command, [payoutId]);
      const judged = row && payoutTable.judge(row.state, 'bounce');
      const line = await paidRowOf(command, payoutId);
      if (!row || !judged?.ok || !line) return refuse('payout-not-paid', { data: { number: row?.caseNumber ?? '' } });
      const bounces = row.bounces + 1;
      await savePayout(command, { ...row, state: judged.to, failure: 'bounced', failureNote: by.note, paidAt: null, bounces });
      await dropRow(command, { batchId: line.batchId, taskId: payoutId, outcome: 'bounced', why: 'bounced', theirNo: line.theirNo ?? '' });
      await book(command, task, payoutBounced(task.key, row.amountFen, bounces));
      return ok({ ...task, lateAt: null, lateWhy: null, detail: { ...task.detail, payout: judged.to, bounced: bounces } });
    },
    after: askAgain,
  });
  return done.ok || done.refused.code !== 'no-such-task-move' ? done : refuse('payout-not-paid');
}

function paidRowOf({ tx }: Command, taskId: string): Promise<{ batchId: string; theirNo: string | null } | undefined> {
  return one(
    sql<{
      batchId: string;
      theirNo: string | null;
    }>`select batch_id as "batchId", their_no as "theirNo" from payout_rows where task_id = ${taskId} and outcome = 'paid'`,
    tx,
  );
}

async function askAgain(doing: Doing, task: TaskRow): Promise<void> {
  const { command, theCase } = doing;
  await taskClock(doing, task, {
    name: 'task-refund',
    title: both('退票后重新打款', 'Paid again after the bank returned it'),
    until: new Date(command.now.getTime() + correctWithinHours * hour),
    source: 'FU-15',
  });
  await openFollowUp(doing, {
    effect: 'openTask',
    task: payeeTaskSlot,
    to: 'finance',
    ask: bouncedAsk(task.amountFen ?? 0),
    within: { n: correctWithinHours, unit: 'hours' },
    from: command.now,
    step: theCase.step,
  });
  for (const role of ['finance', 'lead'] as const)
    await tellRole(command, { role, caseId: theCase.id, notice: 'payout.bounced', data: { task: task.id, why: 'bounced' } });
  await sayMessage(doing, {
    message: 'payee-bounced',
    words: doing.playbook.messages['payee-bounced'] ?? bouncedMessage(task.amountFen ?? 0, task.detail.payWords),
  });
}
