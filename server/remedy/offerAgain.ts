import { calendarOf, type Doing, type Effect, tellOf } from '#case/contract.ts';
import { approvalsOf, insertApproval } from './approvalStore.ts';
import { repeatOffer } from './newOfferStore.ts';
import { offersOf, openOffer, submittedOffer } from './offerStore.ts';

/**
 * The step of choosing or of approving was entered. Handed back to it (RE-8), the offer that ended when the case was escalated
 * stands again: who is asked to choose or to approve always has something to decide on.
 */
export async function offerAgain(doing: Doing, effect: Extract<Effect, { effect: 'inviteAct' }>): Promise<undefined> {
  if (effect.act === 'choice') await chooseAgain(doing);
  if (effect.act === 'approval') await approveAgain(doing);
}

async function chooseAgain({ command, theCase }: Doing): Promise<void> {
  if (await openOffer(command.tx, theCase.id)) return;
  const never = await neverOpened(command.tx, theCase.id);
  const [last] = (await offersOf(command.tx, theCase.id)).filter((offer) => offer.round === theCase.round && !never.has(offer.id));
  if (!last) return;
  const offer = await repeatOffer(command, last, (await calendarOf(command.tx, theCase.shopId)).zone);
  await tellOf(command, theCase, { kind: 'offer.repeated', data: { offer, before: last.id, round: theCase.round } });
}

/** Offers that nobody approved: they never reached the customer. */
async function neverOpened(on: Doing['command']['tx'], caseId: string): Promise<ReadonlySet<string>> {
  return new Set((await approvalsOf(on, caseId)).filter((each) => each.state !== 'approved').map((each) => each.offerId));
}

async function approveAgain({ command, theCase }: Doing): Promise<void> {
  if (await submittedOffer(command.tx, theCase.id)) return;
  const [asked] = (await approvalsOf(command.tx, theCase.id)).filter((each) => each.round === theCase.round && each.state === 'dropped');
  const before = asked && (await offersOf(command.tx, theCase.id)).find((offer) => offer.id === asked.offerId);
  if (!asked || !before) return;
  const offer = await repeatOffer(command, before, (await calendarOf(command.tx, theCase.shopId)).zone, 'submitted');
  const { needs, approver, mostFen, sumFen, outlier, note, askedKind, askedBy } = asked;
  const approval = await insertApproval(command, {
    offerId: offer,
    caseId: theCase.id,
    shopId: theCase.shopId,
    round: theCase.round,
    needs,
    approver,
    mostFen,
    sumFen,
    outlier,
    note,
    asked: { kind: askedKind, by: askedBy },
  });
  await tellOf(command, theCase, {
    kind: 'approval.asked',
    data: { approval, offer, most: mostFen, sum: sumFen, needs: needs.map((need) => need.why), approver },
  });
}
