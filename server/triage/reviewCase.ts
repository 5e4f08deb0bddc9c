import { answerStep, loadFacts, playbookOf, type PresetAct, type Step, type TheCase, tellOf } from '#case/contract.ts';
import { customerById } from '#customers/contract.ts';
import type { Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { factsOfConditions, judgeReview, type Reviewed, type ReviewGiven } from './review.ts';
import { insertReview } from './triageStore.ts';

/**
 * The initial review (VE-4): conditions ticked or refused, then accepted, rejected, or materials asked for in one action
 * (VE-6). The customer is told by the message that the playbook names. Refusals: `not-at-this-act`, those of `judgeReview`,
 * and what the interpreter refuses.
 */
export async function reviewCase(command: Command, theCase: TheCase, given: ReviewGiven): Promise<Result<TheCase>> {
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  const step = playbook.steps[theCase.step];
  if (theCase.closedAt || step?.act !== 'review') return refuse('not-at-this-act', { data: { step: theCase.step } });
  const facts = await loadFacts(command.tx, theCase, factsOfConditions(step), command.now);
  const judged = judgeReview(playbook, step, given, facts, await langOf(command, theCase));
  if (!judged.ok) return judged;
  await writeReview(command, theCase, given.answer, judged.value, false);
  return answerStep(command, theCase, {
    answer: given.answer,
    byAct: true,
    ...(judged.value.reason ? { reason: judged.value.reason } : {}),
  });
}

/** By preset (RE-10): what the facts say stands beside each tick; `conditions: all` ticks them all by rule. */
export const reviewPreset: PresetAct = {
  act: 'review',
  run: async ({ command, theCase, playbook }, answer, preset) => {
    const step = playbook.steps[theCase.step];
    if (!step) return refuse('not-at-this-act', { data: { step: theCase.step } });
    const facts = await loadFacts(command.tx, theCase, factsOfConditions(step), command.now);
    const judged = judgeReview(
      playbook,
      step,
      { answer, ticks: preset['conditions'] === 'all' ? allHold(step) : {} },
      facts,
      await langOf(command, theCase),
    );
    if (!judged.ok) return judged;
    await writeReview(command, theCase, answer, judged.value, true);
    return ok({ answer });
  },
};

function allHold(step: Step): ReviewGiven['ticks'] {
  return Object.fromEntries((step.conditions ?? []).map((condition) => [condition.id, { holds: true }]));
}

async function writeReview(command: Command, theCase: TheCase, answer: string, reviewed: Reviewed, byRule: boolean): Promise<void> {
  await insertReview(command, theCase, { answer, ...reviewed, byRule });
  const failing = Object.entries(reviewed.ticks).flatMap(([id, tick]) => (tick.holds ? [] : [id]));
  await tellOf(command, theCase, {
    kind: 'case.reviewed',
    data: { answer, failing, materials: reviewed.materials.map((each) => each.material), rule: byRule },
  });
}

async function langOf(command: Command, theCase: TheCase): Promise<Lang> {
  const person = theCase.customerId ? await customerById(command.tx, theCase.customerId) : undefined;
  return person?.lang ?? 'zh';
}
