import { addEvidence, hasDecided, ownerOf, rolesOf, takeStep, tellOf, type TheCase } from '#case/contract.ts';
import { assignCase } from '#triage/contract.ts';
import type { Command } from '#platform/command.ts';
import { newId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { frozenUntil, hashOfFrozen } from '#remedy/contract.ts';
import { appealsOf, insertAppeal, insertWords, lastStep, reviewersFor } from './appealStore.ts';

/**
 * The customer disagrees with the result (TA-3): freezes what it rested on, opens the next round at the playbook's appeal
 * step and proposes a reviewer who has decided nothing before. The case must be locked. Refuses `appeal-too-late`,
 * `appeals-exhausted`, `appeal-not-allowed`, `not-ended`, `file-not-yours`.
 */
export async function fileAppeal(
  command: Command,
  theCase: TheCase,
  given: { reason: string; files: readonly string[] },
): Promise<Result<{ theCase: TheCase; appealId: string }>> {
  if (theCase.closedAt && theCase.appealUntil && command.now > theCase.appealUntil)
    return refuse('appeal-too-late', { data: { until: theCase.appealUntil.toISOString() } });
  const { outcome } = theCase;
  const decided = await lastStep(command.tx, theCase.id);
  const evidence = await frozenUntil(command.tx, theCase.id, theCase.round, command.now);
  const filed = await takeStep(command, theCase, { kind: 'appeal', by: rolesOf(command.actor)[0] ?? 'system', reason: given.reason });
  if (!filed.ok) return filed;
  if (!decided || outcome === null) throw new Error(`case ${theCase.number} could be appealed without a decision`);
  const appealId = newId();
  const reviewerId = await proposeReviewer(command, theCase);
  await insertAppeal(command, {
    id: appealId,
    caseId: theCase.id,
    shopId: theCase.shopId,
    level: theCase.appeals,
    round: theCase.round,
    journeyId: decided.id,
    outcome,
    reason: given.reason,
    evidence,
    hash: hashOfFrozen(evidence),
    reviewerId,
  });
  const added = await addEvidence(command, theCase, { ids: given.files, material: 'appeal', owner: ownerOf(command.actor) });
  if (!added.ok) return added;
  await tellOf(command, theCase, {
    kind: 'appeal.filed',
    data: { appeal: appealId, level: theCase.appeals, reviewer: reviewerId, evidence: evidence.length, added: added.value },
  });
  const assigned = await assignCase(command, theCase, { ownerId: reviewerId });
  if (!assigned.ok && assigned.refused.code !== 'cannot-own') return assigned;
  return ok({ theCase, appealId });
}

/** Brings something new for an appeal that is open. Refuses `no-open-appeal`, `file-not-yours`. */
export async function addToAppeal(
  command: Command,
  theCase: TheCase,
  given: { words: string; files: readonly string[] },
): Promise<Result<number>> {
  const appeal = (await appealsOf(command.tx, theCase.id)).find((each) => each.round === theCase.round && each.decision === null);
  if (!appeal) return refuse('no-open-appeal');
  const added = await addEvidence(command, theCase, { ids: given.files, material: 'appeal', owner: ownerOf(command.actor) });
  if (!added.ok) return added;
  if (given.words !== '')
    await insertWords(command, { id: newId(), appealId: appeal.id, caseId: theCase.id, round: appeal.round, words: given.words });
  const count = added.value + (given.words === '' ? 0 : 1);
  if (count > 0) await tellOf(command, theCase, { kind: 'appeal.evidence-added', data: { appeal: appeal.id, added: count } });
  return ok(count);
}

async function proposeReviewer(command: Command, theCase: TheCase): Promise<string | null> {
  for (const { id } of await reviewersFor(command.tx, theCase.shopId)) {
    if (!(await hasDecided(command.tx, theCase.id, id))) return id;
  }
  return null;
}
