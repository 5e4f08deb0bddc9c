import { answerStep, playbookOf, tellOf, type TheCase } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { insertCheck, type InformationCheck, type Ticks } from './checkStore.ts';
import { informationTicks } from './checkWire.ts';

export interface CheckGiven {
  readonly field?: NonNullable<InformationCheck['field']> | undefined;
  readonly ticks: Ticks;
  readonly reason?: string | undefined;
}

/**
 * New shipping information is verified before it is used (FU-8): asked for by the buyer, complete, deliverable by that carrier,
 * read back and confirmed. All four make it verified; whatever is ticked names what shows it. Refuses `not-at-information-check`,
 * `tick-without-evidence`, and what the step refuses.
 */
export async function checkInformation(
  command: Command,
  theCase: TheCase,
  given: CheckGiven,
): Promise<Result<{ theCase: TheCase; checkId: string; verdict: InformationCheck['verdict'] }>> {
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  if (theCase.closedAt || playbook.steps[theCase.step]?.act !== 'information-check')
    return refuse('not-at-information-check', { data: { step: theCase.step } });
  const bare = informationTicks.find((name) => given.ticks[name].evidence.trim() === '');
  if (bare) return refuse('tick-without-evidence', { field: `ticks.${bare}.evidence`, data: { tick: bare } });
  const failing = informationTicks.filter((name) => !given.ticks[name].holds);
  const verdict = failing.length === 0 ? 'verified' : 'not-verified';
  const checkId = await insertCheck(command, theCase, { field: given.field ?? null, verdict, ticks: given.ticks });
  await tellOf(command, theCase, { kind: 'information.checked', data: { check: checkId, verdict, failing, field: given.field ?? null } });
  const reason = given.reason || failing.map((name) => given.ticks[name].evidence).join('；');
  const taken = await answerStep(command, theCase, { answer: verdict, byAct: true, ...(reason ? { reason } : {}) });
  return taken.ok ? ok({ theCase: taken.value, checkId, verdict }) : taken;
}
