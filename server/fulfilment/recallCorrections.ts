import { type Doing, playbookOf, type TheCase } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import type { Result } from '#platform/result.ts';
import { inquiryKinds } from './kindWork.ts';
import { settleRound } from './settleRound.ts';
import { recallOpen } from './stopOpenTasks.ts';
import { tasksOfRound } from './tasksStore.ts';

/**
 * Takes back what nobody has asked a partner for yet: corrections of shipping information that the customer objects to
 * (FU-9, FU-17). What a partner has been asked for stays, for its answer to be seen by a person.
 */
export async function recallCorrections(command: Command, theCase: TheCase): Promise<Result<void>> {
  const doing: Doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  for (const task of await tasksOfRound(command.tx, theCase.id, theCase.round))
    if (inquiryKinds.includes(task.kind)) await recallOpen(doing, task, { failure: 'objected', note: null });
  return settleRound(doing);
}
