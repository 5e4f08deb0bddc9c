import { knowsProblem, playbookOf, saveCase, type TheCase, tellOf } from '#case/contract.ts';
import { orderForCase } from '#commerce/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { replaceLines } from './intakeStore.ts';
import { resolveLines, worthOf } from './lines.ts';
import type { LineGiven } from './wire.ts';

/** Stages in which an offer stands on the lines: they change no more in this round. */
const settledAt = ['approval', 'choice', 'fulfilment', 'confirmation', 'closure', 'appeal'];

/**
 * Corrects what the case is about (IN-10). The lines before stay to be read (IV-7).
 * Refusals: `case-closed`, `lines-settled`, `line-not-of-order`, `more-than-sold`, `problem-not-of-playbook`, `line-needs-name`.
 */
export async function correctLines(command: Command, theCase: TheCase, given: readonly LineGiven[]): Promise<Result<TheCase>> {
  if (theCase.closedAt) return refuse('case-closed', { data: { number: theCase.number } });
  if (settledAt.includes(theCase.stage)) return refuse('lines-settled');
  const order = theCase.orderId ? await orderForCase(command.tx, theCase.orderId) : undefined;
  const lines = resolveLines(order, given, theCase.problem);
  if (!lines.ok) return lines;
  const { problems } = await playbookOf(command.tx, theCase.playbookVersionId);
  const strange = lines.value.find((line) => !knowsProblem(problems, line.problem));
  if (strange) return refuse('problem-not-of-playbook', { field: 'lines', data: { problem: strange.problem } });
  const nameless = lines.value.findIndex((line) => line.name === '');
  if (nameless >= 0) return refuse('line-needs-name', { field: `lines.${nameless}.name` });
  await replaceLines(command, theCase, lines.value);
  await tellOf(command, theCase, { kind: 'case.lines-corrected', data: { lines: lines.value.length, value: worthOf(lines.value, 0) } });
  await saveCase(command, theCase);
  return ok(theCase);
}
