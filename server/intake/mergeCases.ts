import { lockCase, moveCase, parseCaseNumber, type TheCase, tellOf } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { one, sql } from '#platform/db.ts';
import { refuse, type Result } from '#platform/result.ts';
import { relate } from './intakeStore.ts';

/**
 * Merges a case into another of the same shop (IN-6): it ends as merged, its links and late mail lead to the other, whose
 * time line says so. Both are locked in the order of their ids, so that two merges at once wait for each other instead of
 * standing still. Refusals: `merge-target-unknown`, `merge-into-itself`, `case-closed` for either, `merge-across-shops`.
 */
export async function mergeCases(
  command: Command,
  given: { caseId: string; expectedVersion: number | null; into: string; reason: string },
): Promise<Result<TheCase>> {
  const targetId = await idOf(command, given.into);
  if (!targetId) return refuse('merge-target-unknown', { field: 'into' });
  if (targetId === given.caseId) return refuse('merge-into-itself', { field: 'into' });
  const locked = new Map<string, TheCase>();
  for (const id of [given.caseId, targetId].sort()) {
    const got = await lockCase(command, id, id === given.caseId ? given.expectedVersion : null, 'case.answer');
    if (!got.ok) return id === targetId && got.refused.code === 'not-found' ? refuse('merge-target-unknown', { field: 'into' }) : got;
    locked.set(id, got.value);
  }
  const theCase = locked.get(given.caseId);
  const target = locked.get(targetId);
  if (!theCase || !target) throw new Error('two locked cases are there');
  if (theCase.shopId !== target.shopId) return refuse('merge-across-shops', { field: 'into' });
  const closed = [theCase, target].find((each) => each.closedAt);
  if (closed) return refuse('case-closed', { data: { number: closed.number } });
  theCase.mergedInto = target.id;
  // What was merged into this one before now leads to the last in the line, and so do its links.
  await sql`update cases set merged_into = ${target.id} where merged_into = ${theCase.id}`.execute(command.tx);
  await relate(command, theCase.id, target.id, 'duplicates', given.reason);
  await tellOf(command, target, { kind: 'case.merged-in', data: { from: theCase.id, number: theCase.number } });
  return moveCase(command, theCase, { move: 'merge', reason: given.reason, target: target.number });
}

/** The case that a number or an id means; a number with a wrong check digit is none. */
async function idOf(command: Command, text: string): Promise<string | undefined> {
  const parsed = parseCaseNumber(text);
  const which = parsed.ok ? sql`seq = ${parsed.value.seq}` : sql`id::text = ${text.trim().toLowerCase()}`;
  return (await one(sql<{ id: string }>`select id from cases where ${which}`, command.tx))?.id;
}
