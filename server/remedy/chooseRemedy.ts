import { answerStep, type Doing, playbookOf, type Preset, tellOf, type TheCase } from '#case/contract.ts';
import { linesOf, markLine } from '#intake/contract.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { shownOf } from './kinds.ts';
import { insertChoice, type OfferRow, offerById, openOffer, setOfferState } from './offerStore.ts';
import { offerTable } from './offerStates.ts';

/** What the customer said, and how it reached us. `n` is the option's number; a `proposal` is the customer's own idea and counts as declined. */
export interface ChoiceGiven {
  readonly offerId: string;
  readonly kind: 'option' | 'declined' | 'proposal' | 'unwanted';
  readonly n?: number | undefined;
  readonly proposal?: string | undefined;
  /** portal, phone, chat, mail, counter, api. */
  readonly channel: string;
}

export interface Chosen {
  readonly theCase: TheCase;
  readonly choiceId: string;
  /** False when the very same had been said before: nothing was changed. */
  readonly isNew: boolean;
}

/** Answer of the step for each kind of choice. */
const answers = { option: 'chosen', declined: 'declined', proposal: 'declined', unwanted: 'unwanted' } as const;

/**
 * Records the customer's choice on a locked case, with time and channel, and goes on (RE-3). The same again is quiet. Refuses
 * `no-such-offer`, `offer-decided`, `offer-over`, `offer-expired`, `no-choice-now`, `no-such-option`, and what the step refuses.
 */
export async function recordChoice(command: Command, theCase: TheCase, given: ChoiceGiven): Promise<Result<Chosen>> {
  const offer = await offerById(command.tx, theCase.id, given.offerId);
  if (!offer) return refuse('no-such-offer', { field: 'offerId' });
  if (offer.choice) return isSame(offer, given) ? ok({ theCase, choiceId: offer.choice.id, isNew: false }) : refuse('offer-decided');
  const doing: Doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  const stored = await store(doing, offer, given, false);
  if (!stored.ok) return stored;
  const taken = await answerStep(command, theCase, { answer: answers[given.kind], byAct: true });
  return taken.ok ? ok({ theCase: taken.value, choiceId: stored.value, isNew: true }) : taken;
}

/**
 * Whether exactly this was chosen before: asked before the case is locked, so that a second click with the page's old version is
 * answered quietly instead of as a conflict. Answers the choice's id.
 */
export async function repeatsChoice(on: Reader, caseId: string, given: ChoiceGiven): Promise<string | undefined> {
  const offer = await offerById(on, caseId, given.offerId);
  return offer?.choice && isSame(offer, given) ? offer.choice.id : undefined;
}

/** The fast lane's choice: the customer asked for it, the agent attests it (RE-10). */
export async function presetChoice(doing: Doing, answer: string, preset: Preset): Promise<Result<{ answer: string }>> {
  const offer = await openOffer(doing.command.tx, doing.theCase.id);
  const option = offer?.options.find((each) => each.plan.remedy === preset['remedy']);
  if (!offer || !option) return refuse('no-such-option', { data: { key: String(preset['remedy']) } });
  const stored = await store(doing, offer, { offerId: offer.id, kind: 'option', n: option.n, channel: doing.theCase.channel }, true);
  return stored.ok ? ok({ answer }) : stored;
}

/** Writes the choice, ends the offer and marks the lines; the step is answered by the caller. */
async function store(doing: Doing, offer: OfferRow, given: ChoiceGiven, byRule: boolean): Promise<Result<string>> {
  const { command, theCase, playbook } = doing;
  const judged = offerTable.judge(offer.state, given.kind);
  if (!judged.ok) return refuse('offer-over', { data: { state: offer.state } });
  if (theCase.closedAt || playbook.steps[theCase.step]?.act !== 'choice') return refuse('no-choice-now', { data: { step: theCase.step } });
  // "None of these" still tells us something; only an option can't be had any more.
  if (given.kind === 'option' && offer.validUntil <= command.now)
    return refuse('offer-expired', { data: { validUntil: offer.validUntil.toISOString() } });
  const option = given.kind === 'option' ? offer.options.find((each) => each.n === given.n) : undefined;
  if (given.kind === 'option' && !option) return refuse('no-such-option', { field: 'option', data: { key: String(given.n) } });
  const choiceId = await insertChoice(command, {
    offerId: offer.id,
    caseId: theCase.id,
    round: theCase.round,
    kind: given.kind,
    optionId: option?.id ?? null,
    proposal: given.kind === 'proposal' ? (given.proposal ?? '') : null,
    channel: given.channel,
    byRule,
  });
  await setOfferState(command.tx, offer.id, judged.to, command.now);
  if (option) {
    for (const line of await linesOf(command.tx, theCase.id, theCase.round))
      if (line.round === theCase.round) await markLine(command, line.id, { remedy: option.plan.remedy });
  }
  const plan = option?.plan;
  await tellOf(command, theCase, {
    kind: 'choice.made',
    data: {
      offer: offer.id,
      choice: choiceId,
      kind: given.kind,
      option: option?.id ?? null,
      n: option?.n ?? null,
      remedy: plan?.remedy ?? null,
      fen: plan ? shownOf(plan).fen : null,
      points: plan ? shownOf(plan).points : null,
      channel: given.channel,
      rule: byRule,
    },
  });
  return ok(choiceId);
}

function isSame(offer: OfferRow, given: ChoiceGiven): boolean {
  const { choice } = offer;
  if (choice?.kind !== given.kind) return false;
  if (given.kind === 'option') return choice.n === given.n;
  return given.kind !== 'proposal' || choice.proposal === given.proposal;
}
