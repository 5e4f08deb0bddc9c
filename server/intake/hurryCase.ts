import { saveCase, type TheCase, tellOf } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { insertHurry } from './intakeStore.ts';

/** Urgency doesn't grow for ever: a tenth call says no more than the ninth. */
const highestPriority = 9;

/** The customer asks again about an open case: one more on its count and its priority, and no new case (IN-11). Refuses `case-closed`. */
export async function hurryCase(command: Command, theCase: TheCase, given: { channel: string; words: string }): Promise<Result<TheCase>> {
  if (theCase.closedAt) return refuse('case-closed', { data: { number: theCase.number } });
  theCase.hurried += 1;
  theCase.priority = Math.min(highestPriority, theCase.priority + 1);
  await insertHurry(command, theCase.id, given);
  await tellOf(command, theCase, {
    kind: 'case.hurried',
    data: { times: theCase.hurried, channel: given.channel, owner: theCase.ownerId },
  });
  await saveCase(command, theCase);
  return ok(theCase);
}
