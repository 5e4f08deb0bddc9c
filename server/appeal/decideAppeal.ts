import { answerStep, playbookOf, tellOf, type TheCase } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { newId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { isSubject } from '#remedy/contract.ts';
import { recallOpenMoney } from '#fulfilment/contract.ts';
import { appealsOf, insertDecision } from './appealStore.ts';

/**
 * Decides an appeal: one of the appeal step's own answers, with reasons that the customer is told (TA-3). A changed decision takes
 * unbegun money back; the next offer pays what is due less what was given (`propose`). The case must be locked. Refuses `no-open-appeal`, `another-person` for whoever decided anything in the case before (LI-5), `not-your-step`,
 * `subject-of-complaint` for whom the complaint is about, `unknown-answer`.
 */
export async function decideAppeal(
  command: Command,
  theCase: TheCase,
  given: { answer: string; reasons: string },
): Promise<Result<{ theCase: TheCase; decisionId: string }>> {
  const { round, step } = theCase;
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  const appeal = (await appealsOf(command.tx, theCase.id)).find((each) => each.round === round && each.decision === null);
  if (theCase.closedAt || !appeal || playbook.steps[step]?.act !== 'appeal-decision') return refuse('no-open-appeal');
  if (await isSubject(command.tx, theCase.id, command.actor)) return refuse('subject-of-complaint');
  const edge = playbook.steps[step]?.answers[given.answer];
  // What was decided first no longer holds: money that nobody began to pay stays here, and what is due is planned anew.
  if (edge && edge.to !== 'end') await recallOpenMoney({ command, theCase, playbook });
  const decisionId = newId();
  const answered = await answerStep(command, theCase, { answer: given.answer, reason: given.reasons, byAct: true });
  if (!answered.ok) return answered;
  await insertDecision(command, {
    id: decisionId,
    appealId: appeal.id,
    caseId: theCase.id,
    round,
    step,
    answer: given.answer,
    reasons: given.reasons,
  });
  await tellOf(command, theCase, { kind: 'appeal.decided', data: { appeal: appeal.id, level: appeal.level, answer: given.answer } });
  return ok({ theCase, decisionId });
}
