import { stepOf } from './byHand.ts';
import type { Playbook } from './playbook.ts';
import type { Stage } from './vocabulary.ts';

/** Stages whose answers decide something for or against the customer. */
const decidingStages: readonly Stage[] = ['review', 'liability', 'remedy', 'approval', 'closure', 'appeal'];

/** Whether the answer of a step is a decision (LI-5): by its stage, or because cases are escalated to it. */
export function decides(playbook: Playbook, step: string): boolean {
  const stage = stepOf(playbook, step)?.stage;
  return step === playbook.escalateTo || (stage !== undefined && decidingStages.includes(stage));
}
