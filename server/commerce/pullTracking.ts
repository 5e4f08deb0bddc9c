import type { Command } from '#platform/command.ts';
import type { Database } from '#platform/db.ts';
import { createIntent } from '#platform/intents.ts';
import type { House, IntentAnswer, IntentHandler, IntentRow } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Answer } from '#platform/wire.ts';
import type { Actor } from '#platform/actor.ts';
import { mayOn } from '#staff/contract.ts';
import { meaningOfQuery, queryForm, subscribeForm, type Tracked } from './trackingPartner.ts';
import { keepTracked, markFault, markSubscribed, scansOfParcel, takeTurn, trackedParcel, trackingPause } from './trackingStore.ts';
import { trackingFiles, type trackingRoutes } from './trackingWire.ts';

const pullKind = 'tracking.pull';
const subscribeKind = 'tracking.subscribe';
/** An answer that takes longer is not waited for: the parcel's next turn comes in half an hour. */
const patience = 10_000;

/**
 * Asks the tracking source for a parcel, by an intent (IV-4), and has it watched from then on where callbacks are signed.
 * Refuses `tracking-not-set-up`, `parcel-without-carrier`, `tracking-too-soon` within 30 minutes of the last question.
 */
export async function askTracking(command: Command, house: Pick<House, 'config'>, parcelId: string): Promise<Result<{ nextAt: Date }>> {
  const account = house.config.tracking;
  if (!account) return refuse('tracking-not-set-up');
  const parcel = await trackedParcel(command.tx, parcelId);
  if (!parcel) return refuse('not-found');
  if (parcel.carrier === null) return refuse('parcel-without-carrier', { data: { waybill: parcel.waybill } });
  if (!(await takeTurn(command, parcel)))
    return refuse('tracking-too-soon', { data: { at: new Date((parcel.askedAt ?? command.now).getTime() + trackingPause).toISOString() } });
  const intent = { shopId: parcel.shopId, subjectId: parcel.id, payload: { parcelId } };
  await createIntent(command, { ...intent, key: `tracking:${parcelId}:${command.now.getTime()}`, kind: pullKind });
  if (account.salt && parcel.subscribedAt === null)
    await createIntent(command, { ...intent, key: `tracking-subscription:${parcelId}`, kind: subscribeKind });
  return ok({ nextAt: new Date(command.now.getTime() + trackingPause) });
}

/** The scans of a parcel, and when it may be asked for again. Refuses `not-found` outside the actor's shops. */
export async function presentScans(
  house: Pick<House, 'config'>,
  db: Database,
  actor: Actor,
  parcelId: string,
  now: Date,
): Promise<Result<Answer<typeof trackingRoutes.scans>>> {
  const parcel = await trackedParcel(db, parcelId);
  if (!parcel || !mayOn(actor, 'order.read', { shopId: parcel.shopId })) return refuse('not-found');
  const next = parcel.askedAt === null ? null : new Date(parcel.askedAt.getTime() + trackingPause);
  return ok({
    state: parcel.state,
    items: (await scansOfParcel(db, parcelId)).map(({ at, place, text }) => ({ at: at.toISOString(), place, text })),
    askedAt: parcel.askedAt?.toISOString() ?? null,
    nextAt: next !== null && next > now ? next.toISOString() : null,
    fault: parcel.fault,
    live: house.config.tracking !== undefined,
  });
}

/** Asks for one parcel, once: broken off in between it isn't asked again, since the source locks whoever asks too often. */
export function trackingHandler(options: { patienceMs?: number } = {}): IntentHandler {
  const wait = options.patienceMs ?? patience;
  return {
    kind: pullKind,
    call: (intent, house) => pull(intent, house, wait),
    ask: () => Promise.resolve({ outcome: 'refused', answer: {}, fault: 'broken-off' }),
    settle: keepAnswer,
  };
}

/** Has a parcel watched. Being subscribed already is as good as being subscribed now. */
export function subscriptionHandler(options: { patienceMs?: number } = {}): IntentHandler {
  const wait = options.patienceMs ?? patience;
  return {
    kind: subscribeKind,
    repeatable: true,
    call: (intent, house) => subscribe(intent, house, wait),
    settle: async (command, intent, answer) => {
      if (answer.outcome === 'done') await markSubscribed(command.tx, String(intent.payload['parcelId']), command.now);
    },
  };
}

async function pull(intent: IntentRow, house: House, wait: number): Promise<IntentAnswer | null> {
  const account = house.config.tracking;
  const parcel = account && (await trackedParcel(house.db, String(intent.payload['parcelId'])));
  if (!account || !parcel?.carrier) return null;
  const form = queryForm(account, { carrier: parcel.carrier, waybill: parcel.waybill, phone: parcel.phone });
  const sent = await send(`${account.url}/poll/query.do`, form, wait);
  if (!sent.ok) return { outcome: 'refused', answer: {}, fault: sent.fault };
  const meaning = meaningOfQuery(sent.status, sent.body);
  switch (meaning.outcome) {
    case 'tracked':
      return { outcome: 'done', answer: { tracked: meaning.tracked } };
    case 'no-record':
      return { outcome: 'done', answer: { fault: 'no-record' } };
    case 'refused':
    case 'failed':
      return { outcome: 'refused', answer: {}, fault: meaning.fault };
    default:
      return meaning satisfies never;
  }
}

async function keepAnswer(command: Command, intent: IntentRow, answer: IntentAnswer): Promise<void> {
  const parcelId = String(intent.payload['parcelId']);
  if (answer.outcome === 'refused') return markFault(command, parcelId, answer.fault);
  if (answer.outcome !== 'done') return;
  const { tracked, fault } = answer.answer as { tracked?: Tracked; fault?: string };
  if (!tracked) return markFault(command, parcelId, fault ?? 'no-record');
  const parcel = await trackedParcel(command.tx, parcelId);
  if (!parcel) throw new Error(`parcel ${parcelId} of an intent is not there`);
  await keepTracked(command, parcel, tracked, tracked.state === 'signed');
}

async function subscribe(intent: IntentRow, house: House, wait: number): Promise<IntentAnswer | null> {
  const account = house.config.tracking;
  const parcel = account && (await trackedParcel(house.db, String(intent.payload['parcelId'])));
  if (!account || !parcel?.carrier) return null;
  const form = subscribeForm(
    account,
    { carrier: parcel.carrier, waybill: parcel.waybill, phone: parcel.phone },
    `${house.config.publicUrl}${trackingFiles.callback}`,
  );
  const sent = await send(`${account.url}/poll`, form, wait);
  if (!sent.ok) return { outcome: 'again', fault: sent.fault };
  const code = (sent.body as { returnCode?: string } | null)?.returnCode ?? `http-${sent.status}`;
  if (code === '200' || code === '501') return { outcome: 'done', answer: { code } };
  return code === '500' || sent.status >= 500
    ? { outcome: 'again', fault: code }
    : { outcome: 'refused', answer: { code }, fault: `code-${code}` };
}

async function send(
  url: string,
  form: URLSearchParams,
  wait: number,
): Promise<{ ok: true; status: number; body: unknown } | { ok: false; fault: string }> {
  try {
    const response = await fetch(url, { method: 'POST', body: form, signal: AbortSignal.timeout(wait) });
    const text = await response.text();
    return { ok: true, status: response.status, body: parsed(text) };
  } catch (error) {
    return { ok: false, fault: (error as Error).name === 'TimeoutError' ? 'no-answer-in-time' : 'unreachable' };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
