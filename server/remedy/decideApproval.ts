import { answerStep, calendarOf, type Doing, playbookOf, tellOf, type TheCase } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { type ApprovalRow, approvalsOf, dropApproval, settleApproval } from './approvalStore.ts';
import { isSubject } from './fairness.ts';
import { openSubmitted } from './newOfferStore.ts';
import { type OfferRow, setOfferState, submittedOffer } from './offerStore.ts';
import { standInFor } from './standIn.ts';

/** What an approver said, and where: on the case's page, or over the link of a letter. */
export interface ApprovalGiven {
  readonly answer: 'approved' | 'returned';
  readonly reason: string;
  readonly via: 'case' | 'mail';
}

/**
 * Approves an offer, which then goes to the customer, or hands it back with a reason (RE-7). The case must be locked. Refuses
 * `no-approval-now`, `own-offer`, `subject-of-complaint` (LI-5), `reason-needed`, `above-authority` (data: sum), and what the step refuses.
 */
export async function decideApproval(command: Command, theCase: TheCase, given: ApprovalGiven): Promise<Result<TheCase>> {
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  const [approval] = (await approvalsOf(command.tx, theCase.id)).filter((each) => each.state === 'waiting');
  const offer = await submittedOffer(command.tx, theCase.id);
  if (!approval || !offer || theCase.closedAt || playbook.steps[theCase.step]?.act !== 'approval')
    return refuse('no-approval-now', { data: { step: theCase.step } });
  const may = await whoseAuthority(command, theCase, approval, offer, given);
  if (!may.ok) return may;
  await settleApproval(command, approval.id, { state: given.answer, reason: given.reason, via: given.via, onBehalfOf: may.value });
  if (given.answer === 'approved') await openSubmitted(command, offer, (await calendarOf(command.tx, theCase.shopId)).zone);
  else await setOfferState(command.tx, offer.id, 'returned', command.now);
  await tellOf(command, theCase, {
    kind: 'approval.decided',
    data: { approval: approval.id, offer: offer.id, answer: given.answer, via: given.via, onBehalfOf: may.value, sum: approval.sumFen },
  });
  return answerStep(command, theCase, { answer: given.answer, byAct: true, ...(given.reason === '' ? {} : { reason: given.reason }) });
}

/** Nobody approves their own offer, nor what a complaint against them asks; the sum must be within somebody's authority. Answers on whose behalf. */
async function whoseAuthority(
  command: Command,
  theCase: TheCase,
  approval: ApprovalRow,
  offer: OfferRow,
  given: ApprovalGiven,
): Promise<Result<string | null>> {
  const { actor } = command;
  if (approval.askedKind === actor.kind && approval.askedBy === actor.id) return refuse('own-offer');
  if (await isSubject(command.tx, theCase.id, actor)) return refuse('subject-of-complaint');
  if (given.answer === 'returned') return given.reason.trim() === '' ? refuse('reason-needed', { field: 'reason' }) : ok(null);
  const found = await standInFor(
    command.tx,
    actor,
    theCase,
    approval,
    offer.options.map((option) => option.plan),
    command.now,
  );
  return found === undefined ? refuse('above-authority', { data: { sum: approval.mostFen } }) : ok(found);
}

/** The case left the step of approval another way (escalated, withdrawn, merged): the offer is no more. */
export async function dropSubmitted({ command, theCase }: Doing): Promise<void> {
  const offer = await submittedOffer(command.tx, theCase.id);
  if (!offer) return;
  await setOfferState(command.tx, offer.id, 'withdrawn', command.now);
  for (const each of await approvalsOf(command.tx, theCase.id)) if (each.state === 'waiting') await dropApproval(command, each.id);
  await tellOf(command, theCase, { kind: 'offer.ended', data: { offer: offer.id, state: 'withdrawn' } });
}
