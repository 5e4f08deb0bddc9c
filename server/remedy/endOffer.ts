import { type Doing, tellOf } from '#case/contract.ts';
import { openOffer, setOfferState } from './offerStore.ts';
import { offerTable } from './offerStates.ts';

/** Words of the journey that end an open offer otherwise than by a choice of its own. */
const because: Readonly<Record<string, 'lapse' | 'unwanted' | 'declined'>> = {
  'no-answer': 'lapse',
  unwanted: 'unwanted',
  declined: 'declined',
};

/**
 * Ends the open offer when the case goes on without a recorded choice: nobody answered, nothing was wanted, or another way was
 * taken (escalated, withdrawn, merged). One open offer at a time; nothing is done when none is.
 */
export async function endOpenOffer(doing: Doing, answer: string): Promise<void> {
  const { command, theCase } = doing;
  const offer = await openOffer(command.tx, theCase.id);
  if (!offer) return;
  const judged = offerTable.judge(offer.state, because[answer] ?? 'drop');
  if (!judged.ok) return;
  await setOfferState(command.tx, offer.id, judged.to, command.now);
  await tellOf(command, theCase, { kind: 'offer.ended', data: { offer: offer.id, state: judged.to } });
}
