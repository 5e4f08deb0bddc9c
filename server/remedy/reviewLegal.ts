import { type FactProvider, tellOf, type TheCase } from '#case/contract.ts';
import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { one, type Reader, sql } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { isSubject } from './fairness.ts';
import { frozenUntil, hashOfFrozen } from './frozen.ts';
import { insertLegal, type LegalDecision, type LegalFlag, legalReviewsOf, legalStanding, settleLegal } from './legalStore.ts';

/** Who decides a matter of law. */
const deciders = ['operations', 'executive'];

/**
 * Raises a matter of law on a case (RE-12): what stands now is frozen by hash, and nothing is offered until it is decided.
 * Refuses `case-closed`, `legal-open` when one is open already.
 */
export async function raiseLegal(
  command: Command,
  theCase: TheCase,
  given: { flags: readonly LegalFlag[]; note: string },
): Promise<Result<string>> {
  if (theCase.closedAt) return refuse('case-closed');
  if ((await legalStanding(command.tx, theCase.id)) === 'open') return refuse('legal-open');
  const evidence = await frozenUntil(command.tx, theCase.id, theCase.round, command.now);
  const flags = [...new Set(given.flags)];
  const { id, shopId, round } = theCase;
  const review = await insertLegal(command, { caseId: id, shopId, round, flags, note: given.note, evidence, hash: hashOfFrozen(evidence) });
  await tellOf(command, theCase, { kind: 'legal.raised', data: { review, flags, evidence: evidence.length } });
  return ok(review);
}

/** Decides it. Refuses `no-such-review`, `legal-decided`, `not-your-decision` (operations and executive decide), `subject-of-complaint` (LI-5). */
export async function decideLegal(
  command: Command,
  theCase: TheCase,
  given: { reviewId: string; decision: LegalDecision; reason: string },
): Promise<Result<TheCase>> {
  const review = (await legalReviewsOf(command.tx, theCase.id)).find((each) => each.id === given.reviewId);
  if (!review) return refuse('no-such-review', { field: 'reviewId' });
  if (review.state === 'decided') return refuse('legal-decided');
  if (!mayDecideLegal(command.actor)) return refuse('not-your-decision');
  if (await isSubject(command.tx, theCase.id, command.actor)) return refuse('subject-of-complaint');
  await settleLegal(command, review.id, given);
  await tellOf(command, theCase, { kind: 'legal.decided', data: { review: review.id, decision: given.decision } });
  return ok(theCase);
}

export function mayDecideLegal(actor: Actor): boolean {
  return actor.kind === 'staff' && deciders.includes(actor.role);
}

/** Whether what stood when it was raised stands as it was. */
export async function isIntact(on: Reader, caseId: string, review: { round: number; at: Date; hash: string }): Promise<boolean> {
  return hashOfFrozen(await frozenUntil(on, caseId, review.round, review.at)) === review.hash;
}

/** A statutory multiple, a lawyer's letter or a regulator stands on the case: raised by a person, or claimed in the report itself. */
export const statutoryFact: FactProvider = {
  names: ['statutoryClaim'],
  load: async (on, theCase) => {
    const row = await one(
      sql<{ found: boolean }>`select exists (select from legal_reviews where case_id = ${theCase.id})
        or exists (select from reports where case_id = ${theCase.id} and coalesce(registered ->> 'statutoryClaim', '') not in ('', 'no', 'none', 'false')) as found`,
      on,
    );
    return { statutoryClaim: row?.found ?? false };
  },
};
