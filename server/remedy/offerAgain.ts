import { type Doing, type Effect, tellOf } from '#case/contract.ts';
import { offersOf, openOffer, repeatOffer } from './offerStore.ts';

/**
 * The step of choosing was entered. Handed back to it (RE-8), the offer that ended when the case was escalated stands again:
 * a customer who is asked to choose always has something to choose from.
 */
export async function offerAgain(doing: Doing, effect: Extract<Effect, { effect: 'inviteAct' }>): Promise<undefined> {
  if (effect.act !== 'choice') return;
  const { command, theCase } = doing;
  if (await openOffer(command.tx, theCase.id)) return;
  const [last] = (await offersOf(command.tx, theCase.id)).filter((offer) => offer.round === theCase.round);
  if (!last) return;
  const offer = await repeatOffer(command, last);
  await tellOf(command, theCase, { kind: 'offer.repeated', data: { offer, before: last.id, round: theCase.round } });
}
