import { answerStep, type Doing, playbookOf, type Preset, tellOf, type TheCase } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { byRule, type Cause } from './byRule.ts';
import { liabilityFacts } from './factsOfCase.ts';
import { insertLiability, isThing, liabilityRules } from './liabilityStore.ts';
import { checkShares } from './shares.ts';
import type { Share } from './wire.ts';

export interface LiabilityGiven {
  /** Takes the rules' proposal as it stands. */
  readonly byRule: boolean;
  readonly shares: readonly Share[];
  readonly cause?: Cause | undefined;
  readonly text: string;
  readonly evidence: readonly string[];
  readonly impact?: unknown;
}

/**
 * Decides who answers for it and goes on (LI-2). Refuses `no-liability-now`, what `checkShares` refuses, `no-such-party`, `cause-needed`,
 * `no-rule-fits`, `rule-only-proposes` (LI-6: above the rule's amount a person decides), and what the step refuses.
 */
export async function decideLiability(
  command: Command,
  theCase: TheCase,
  given: LiabilityGiven,
): Promise<Result<{ theCase: TheCase; liabilityId: string }>> {
  const doing: Doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  const stored = given.byRule ? await storeByRule(doing, given) : await storeByPerson(doing, given);
  if (!stored.ok) return stored;
  const taken = await answerStep(command, theCase, { answer: 'decided', byAct: true, byRule: given.byRule });
  return taken.ok ? ok({ theCase: taken.value, liabilityId: stored.value }) : taken;
}

/** The fast lane's liability: what the rule decides, or nothing (RE-10, LI-6). */
export async function presetLiability(doing: Doing, answer: string, preset: Preset): Promise<Result<{ answer: string }>> {
  if (preset['basis'] !== 'rule') return refuse('cause-needed');
  const stored = await storeByRule(doing, { text: '', evidence: [] });
  return stored.ok ? ok({ answer }) : stored;
}

async function storeByRule(doing: Doing, given: Pick<LiabilityGiven, 'text' | 'evidence' | 'impact'>): Promise<Result<string>> {
  const { command, theCase } = doing;
  const now = whyNotNow(doing);
  if (now) return now;
  const verdict = byRule(await liabilityRules(command.tx), await liabilityFacts(command.tx, theCase, command.now));
  if (!verdict.fits) return refuse('no-rule-fits');
  if (!verdict.decides) return refuse('rule-only-proposes', { data: { rule: verdict.rule.id, atMostFen: verdict.rule.atMostFen } });
  const shares = verdict.shares.map((share) => ({ ...share, name: '' }));
  return store(doing, { ...given, shares, cause: verdict.rule.cause }, verdict.rule.id, true);
}

async function storeByPerson(doing: Doing, given: LiabilityGiven): Promise<Result<string>> {
  const { command } = doing;
  const now = whyNotNow(doing);
  if (now) return now;
  const checked = checkShares(given.shares, command.actor);
  if (!checked.ok) return checked;
  if (!given.cause) return refuse('cause-needed', { field: 'cause' });
  for (const [at, share] of given.shares.entries()) {
    if (!(await isThing(command.tx, share))) return refuse('no-such-party', { field: `shares.${at}.id` });
  }
  return store(doing, { ...given, cause: given.cause }, null, false);
}

function whyNotNow({ theCase, playbook }: Doing) {
  const isNow = !theCase.closedAt && playbook.steps[theCase.step]?.act === 'liability';
  return isNow ? undefined : refuse('no-liability-now', { data: { step: theCase.step } });
}

async function store(
  doing: Doing,
  given: Pick<LiabilityGiven, 'shares' | 'text' | 'evidence' | 'impact'> & { cause: Cause },
  rule: string | null,
  isByRule: boolean,
): Promise<Result<string>> {
  const { command, theCase } = doing;
  const id = await insertLiability(command, {
    caseId: theCase.id,
    shopId: theCase.shopId,
    round: theCase.round,
    problem: theCase.problem,
    cause: given.cause,
    text: given.text,
    evidence: given.evidence,
    impact: given.impact,
    rule,
    byRule: isByRule,
    shares: given.shares,
  });
  await tellOf(command, theCase, {
    kind: 'liability.decided',
    // A supplier's name stays in its row: events hold ids, codes and amounts only.
    data: {
      liability: id,
      round: theCase.round,
      cause: given.cause,
      rule,
      byRule: isByRule,
      shares: given.shares.map(({ party, id: thing, percent }) => ({ party, id: thing, percent })),
    },
  });
  return ok(id);
}
