import { handle } from '#case/contract.ts';
import { insertNotice } from './triageStore.ts';

/** A case came to the step where moves escalate to: those who decide there are told on the desk (RE-8, CL-6). */
export const tellEscalation = handle('enterStep', async ({ command, theCase, playbook }, effect) => {
  if (effect.step !== playbook.escalateTo) return undefined;
  for (const role of effect.by)
    await insertNotice(command, { role, caseId: theCase.id, kind: 'case.escalated', data: { from: effect.cameFrom ?? null } });
  return undefined;
});
