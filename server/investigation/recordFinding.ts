import { answerStep, type Doing, playbookOf, tellOf, type TheCase } from '#case/contract.ts';
import { linesOf, markLine } from '#intake/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { confirmLost } from './confirmLost.ts';
import { insertFinding } from './findingStore.ts';

export interface FindingGiven {
  readonly answer: string;
  readonly text: string;
  readonly reason: string;
  readonly lines: readonly { lineId: string; finding: string }[];
  readonly evidence: readonly string[];
}

/**
 * Records what the investigation found and answers the step with it. The row stays for ever; a later look adds another. Refuses
 * `no-finding-now` when the case isn't being investigated, `unknown-line`, `lost-not-confirmed` and what the step refuses (`unknown-answer`, `reason-required` …).
 */
export async function recordFinding(
  command: Command,
  theCase: TheCase,
  given: FindingGiven,
): Promise<Result<{ theCase: TheCase; findingId: string }>> {
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  const stored = await storeFinding({ command, theCase, playbook }, given, false);
  if (!stored.ok) return stored;
  // One text does for both readers when only one was written.
  const reason = given.reason || given.text;
  const taken = await answerStep(command, theCase, { answer: given.answer, byAct: true, ...(reason ? { reason } : {}) });
  return taken.ok ? ok({ theCase: taken.value, findingId: stored.value }) : taken;
}

/** Writes the finding's row and event; the step is answered by the caller. */
export async function storeFinding(doing: Doing, given: FindingGiven, byRule: boolean): Promise<Result<string>> {
  const { command, theCase, playbook } = doing;
  const step = playbook.steps[theCase.step];
  if (theCase.closedAt || step?.act !== 'finding') return refuse('no-finding-now', { data: { step: theCase.step } });
  const known = new Map((await linesOf(command.tx, theCase.id, theCase.round)).map((line) => [line.id, line]));
  const foreign = given.lines.findIndex((line) => !known.has(line.lineId));
  if (foreign >= 0) return refuse('unknown-line', { field: `lines.${foreign}.lineId` });
  if (given.lines.some((line) => line.finding === 'lost')) {
    const confirmed = await confirmLost(doing);
    if (!confirmed.ok) return confirmed;
  }
  const id = await insertFinding(command, { ...given, caseId: theCase.id, round: theCase.round, step: theCase.step, byRule });
  for (const { lineId, finding } of given.lines) {
    // A line that an earlier round left is decided and stays; this finding's own row says what was found now.
    if (known.get(lineId)?.round === theCase.round) await markLine(command, lineId, { finding });
  }
  await tellOf(command, theCase, {
    kind: 'finding.recorded',
    data: { finding: id, answer: given.answer, round: theCase.round, rule: byRule, evidence: [...given.evidence] },
  });
  return ok(id);
}

/** The step gave up waiting for a partner whose silence counts as lost (LI-6): every line without a finding is, by rule. */
export async function presumeLost(doing: Doing, answer: string): Promise<void> {
  const { command, theCase, playbook } = doing;
  if (!playbook.steps[theCase.step]?.tasks?.some((task) => task.unanswered === 'lost')) return;
  const open = (await linesOf(command.tx, theCase.id, theCase.round)).filter((line) => line.finding === null);
  const lines = open.map((line) => ({ lineId: line.id, finding: 'lost' }));
  const stored = await storeFinding(doing, { answer, text: '', reason: '', lines, evidence: [] }, true);
  if (!stored.ok) throw new Error(`${theCase.number}: silence is no loss: ${stored.refused.code}`);
}

/** The fast lane's finding (RE-10): every line gets the step's answer, nobody looked twice, and the row says so. */
export async function presetFinding(doing: Doing, answer: string): Promise<Result<{ answer: string }>> {
  const known = await linesOf(doing.command.tx, doing.theCase.id, doing.theCase.round);
  const lines = known.map((line) => ({ lineId: line.id, finding: answer === 'missing' ? 'missing' : 'unknown' }));
  const stored = await storeFinding(doing, { answer, text: '', reason: '', lines, evidence: [] }, true);
  return stored.ok ? ok({ answer }) : stored;
}
