import type { Command } from '#platform/command.ts';
import { refuse, type Result } from '#platform/result.ts';
import { stepOf } from './byHand.ts';
import { decides } from './deciding.ts';
import { takeStep } from './journey.ts';
import { hasDecided } from './journeyStore.ts';
import { playbookOf } from './playbooks.ts';
import { goOnUnder } from './rekind.ts';
import { roleFor, rolesOf } from './roleFor.ts';
import type { TheCase } from './theCase.ts';
import type { Move } from './vocabulary.ts';
import { whyNotDecide } from './wiring.ts';

/**
 * Answers the current step of a locked case in the actor's own role. `byAct` when a stage's typed act (a finding, an offer,
 * a choice) produced the answer. Refuses `not-your-step`, `another-person` (TA-3, LI-5), what a
 * stage holds against this person's deciding (LI-5), and what the interpreter refuses.
 */
export async function answerStep(
  command: Command,
  theCase: TheCase,
  given: { answer: string; reason?: string; byAct?: boolean; byRule?: boolean },
): Promise<Result<TheCase>> {
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  const step = stepOf(playbook, theCase.step);
  const by = step?.answers[given.answer]?.by ?? step?.by ?? [];
  const role = roleFor(command.actor, by);
  if (!theCase.closedAt && !role) return refuse('not-your-step', { data: { step: theCase.step, by: by.join(', ') } });
  if (step?.another && command.actor.kind === 'staff' && (await hasDecided(command.tx, theCase.id, command.actor.id, step.stage)))
    return refuse('another-person');
  const barred = !theCase.closedAt && decides(playbook, theCase.step) ? await whyNotDecide({ command, theCase, playbook }) : undefined;
  if (barred) return barred;
  return takeStep(
    command,
    theCase,
    {
      kind: 'answer',
      answer: given.answer,
      by: role ?? 'system',
      ...(given.reason ? { reason: given.reason } : {}),
      ...(given.byAct ? { byAct: true } : {}),
    },
    { byRule: given.byRule ?? false },
  );
}

/**
 * A universal move: withdraw, escalate, re-kind, merge, leave the playbook; each with its reason (architecture.md). Who may not
 * decide in the case may only escalate it (LI-5).
 * @param given.target the playbook's name for `re-kind`; the number of the other case for `merge`
 * @param given.problem for `re-kind`, when the new playbook knows several and not the case's own
 */
export async function moveCase(
  command: Command,
  theCase: TheCase,
  given: { move: Move; reason: string; target?: string; problem?: string },
): Promise<Result<TheCase>> {
  const by = rolesOf(command.actor)[0] ?? 'system';
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  const barred = given.move === 'escalate' || theCase.closedAt ? undefined : await whyNotDecide({ command, theCase, playbook });
  if (barred) return barred;
  const moved = await takeStep(command, theCase, {
    kind: 'move',
    move: given.move,
    by,
    reason: given.reason,
    ...(given.target ? { target: given.target } : {}),
  });
  return moved.ok && given.move === 're-kind' ? goOnUnder(command, theCase, given) : moved;
}
