import { handle } from '#case/contract.ts';
import { insertNotice } from './triageStore.ts';

/**
 * A case came to the step where moves escalate to: those who decide there are told on the desk (RE-8, CL-6). Once they have decided,
 * whoever the case belongs to is told that it came back.
 */
export const tellEscalation = handle('enterStep', async ({ command, theCase, playbook }, effect) => {
  if (effect.step === playbook.escalateTo) {
    for (const role of effect.by)
      await insertNotice(command, { role, caseId: theCase.id, kind: 'case.escalated', data: { from: effect.cameFrom ?? null } });
    return undefined;
  }
  const { ownerId } = theCase;
  if (effect.cameFrom === playbook.escalateTo && ownerId && ownerId !== command.actor.id)
    await insertNotice(command, { staffId: ownerId, caseId: theCase.id, kind: 'case.decided', data: { step: effect.step } });
  return undefined;
});
