import { answerStep, playbookOf, tellOf, type TheCase } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { newId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { type Channel, insertConfirmation } from './feedbackStore.ts';

/**
 * The customer says whether goods or money have arrived and all is well (TA-6): on the portal, or to an agent who calls
 * back. The answer is one of the current step's own; where it needs a reason, the note is it. The case must be locked.
 * Refuses `nothing-to-confirm`, `reason-required`, `unknown-answer`, `not-your-step`.
 */
export async function confirm(
  command: Command,
  theCase: TheCase,
  given: { answer: string; note: string; channel: Channel },
): Promise<Result<{ theCase: TheCase; confirmationId: string }>> {
  const { step, round } = theCase;
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  if (theCase.closedAt || playbook.steps[step]?.act !== 'confirmation') return refuse('nothing-to-confirm');
  const answered = await answerStep(command, theCase, { answer: given.answer, byAct: true, ...(given.note ? { reason: given.note } : {}) });
  if (!answered.ok) return answered;
  const confirmationId = newId();
  await insertConfirmation(command, {
    id: confirmationId,
    caseId: theCase.id,
    round,
    step,
    answer: given.answer,
    note: given.note,
    channel: given.channel,
  });
  await tellOf(command, theCase, {
    kind: 'case.confirmed',
    data: { confirmation: confirmationId, answer: given.answer, channel: given.channel },
  });
  return ok({ theCase, confirmationId });
}
