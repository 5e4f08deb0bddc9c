import type { Command } from '#platform/command.ts';
import { sql } from '#platform/db.ts';
import { refuse, type Result } from '#platform/result.ts';
import { clockEnds } from './clocks.ts';
import { takeStep } from './journey.ts';
import { journeyOf } from './journeyStore.ts';
import { playbookInForce, playbookOf } from './playbooks.ts';
import { isRegulatoryRisk, knowsProblem, riskPriority } from './problems.ts';
import { tellOf, type TheCase } from './theCase.ts';

/**
 * A case of another kind after all (IN-3): the same case, with its number, people, journey and messages, begins under the
 * playbook in force for the new kind. Clocks of the old one are dropped, but for those that wait for the customer to be told.
 * Refuses `unknown-playbook`, `problem-not-of-playbook` (several are possible: say which), `re-kind-to-itself`.
 */
export async function goOnUnder(
  command: Command,
  theCase: TheCase,
  given: { target?: string; problem?: string },
): Promise<Result<TheCase>> {
  const target = given.target ?? '';
  const found = await playbookInForce(command.tx, target, theCase.shopId);
  if (!found) return refuse('unknown-playbook', { field: 'target', data: { playbook: target } });
  const problem = problemUnder(found.playbook.problems, given.problem ?? theCase.problem);
  if (!problem) return refuse('problem-not-of-playbook', { field: 'problem', data: { problems: [...found.playbook.problems] } });
  if (target === theCase.playbook && problem === theCase.problem) return refuse('re-kind-to-itself', { field: 'target' });
  const doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  await clockEnds(doing, sql`tells is null and purpose not in ('task', 'silence')`, 'left');
  const rows = await journeyOf(command.tx, theCase.id);
  await tellOf(command, theCase, {
    kind: 'case.re-kinded',
    data: {
      from: theCase.playbook,
      fromVersion: theCase.playbookVersionId,
      fromProblem: theCase.problem,
      to: target,
      problem,
      afterSeq: rows.at(-1)?.seq ?? 0,
    },
  });
  theCase.playbook = target;
  theCase.playbookVersionId = found.id;
  theCase.kind = found.playbook.kind;
  theCase.problem = problem;
  if (isRegulatoryRisk(found.playbook, problem)) theCase.priority = Math.max(theCase.priority, riskPriority);
  return takeStep(command, theCase, { kind: 'enter' });
}

/** The problem that was named when the playbook has it; the only one it has; else a person must say. */
function problemUnder(problems: readonly string[], wanted: string): string | undefined {
  if (knowsProblem(problems, wanted)) return wanted;
  return problems.length === 1 ? problems[0] : undefined;
}
