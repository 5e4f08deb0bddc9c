import type { Command } from './command.ts';
import { minute, second } from './clock.ts';
import { all, type Database, inTransaction, jsonb, one, type Reader, sql, type Tx } from './db.ts';
import { newId } from './ids.ts';
import type { House, IntentAnswer, IntentHandler, IntentRow } from './module.ts';
import { never } from './result.ts';
import { systemActor } from './actor.ts';

/** Longest pause between two tries. */
const longestPause = 24 * 60 * minute;
/** A call in flight that has not come back by then counts as broken off. */
const lease = 60 * second;

const columns = sql`id, key, kind, case_id as "caseId", shop_id as "shopId", subject_id as "subjectId", payload, state, attempts,
  answer, fault, created_at as "createdAt", changed_at as "changedAt"`;

/** What leaves the building, as a stage asks for it. */
interface NewIntent {
  readonly key: string;
  readonly kind: string;
  readonly caseId?: string;
  readonly shopId?: string;
  readonly subjectId?: string;
  readonly payload: Record<string, unknown>;
  readonly startAt?: Date;
}

/**
 * Writes down that something is to leave the building. `key` is unique for ever: the same key again writes nothing and
 * answers the row that stands (exactly once, FU-5). The worker finds it by itself; nothing needs to be enqueued.
 */
export async function createIntent(command: Command, intent: NewIntent): Promise<IntentRow> {
  await createIntents(command, [intent]);
  const row = await intentByKey(command.tx, intent.key);
  if (!row) throw new Error(`intent ${intent.key} is not there after it was written`);
  return row;
}

/** The same for several, whose state nobody asks about; one whose key is there already stays as it is. */
export async function createIntents(command: Command, intents: readonly NewIntent[]): Promise<void> {
  if (intents.length === 0) return;
  const rows = intents.map(
    (intent) => sql`(${newId()}::uuid, ${intent.key}, ${intent.kind}, ${intent.caseId ?? null}::uuid, ${intent.shopId ?? null}::uuid,
      ${intent.subjectId ?? null}::uuid, ${jsonb(intent.payload)}, 'ready', ${intent.startAt ?? command.now}::timestamptz, ${command.now}::timestamptz,
      ${command.now}::timestamptz)`,
  );
  await sql`insert into intents (id, key, kind, case_id, shop_id, subject_id, payload, state, wake_at, created_at, changed_at)
    values ${sql.join(rows)} on conflict (key) do nothing`.execute(command.tx);
}

/** The intent with this key, or undefined. */
export function intentByKey(on: Reader, key: string): Promise<IntentRow | undefined> {
  return one(sql<IntentRow>`select ${columns} from intents where key = ${key}`, on);
}

/** Takes an intent back before the partner has begun (FU-17). False when a call has already been made. */
export async function recallIntent(command: Command, key: string): Promise<boolean> {
  const row = await one(
    sql<{ id: string }>`update intents set state = 'recalled', changed_at = ${command.now}, wake_at = null
      where key = ${key} and state = 'ready' and attempts = 0 returning id`,
    command.tx,
  );
  return row !== undefined;
}

/** Wakes every intent that is due (a sweep each second; jobs only make it sooner). Answers how many were run. */
export async function runDueIntents(house: House, handlers: ReadonlyMap<string, IntentHandler>, limit = 50): Promise<number> {
  const due = await all(
    sql<{ id: string }>`select id from intents where state in ('ready', 'calling', 'waiting') and wake_at <= ${house.clock.now()}
      order by wake_at limit ${limit}`,
    house.db,
  );
  let ran = 0;
  for (const { id } of due) if (await runIntent(house, handlers, id)) ran += 1;
  return ran;
}

/**
 * Carries one intent out: marks it as calling (committed, so that a crash is seen), calls with no transaction open, stores
 * the answer. An intent found in `calling` past its lease was broken off: the partner is asked by key, a repeatable one is
 * sent again, anything else becomes `uncertain` for a person.
 */
export async function runIntent(house: House, handlers: ReadonlyMap<string, IntentHandler>, id: string): Promise<boolean> {
  const taken = await inTransaction(house.db, (tx) => take(tx, house, id));
  if (!taken) return false;
  const handler = handlers.get(taken.row.kind);
  if (!handler) throw new Error(`no handler for intents of kind ${taken.row.kind}`);
  const answer = await callOrAsk(handler, taken, house);
  await inTransaction(house.db, (tx) =>
    settleIntent({ tx, now: house.clock.now(), actor: systemActor, cause: `intent:${id}` }, handler, taken.row, answer),
  );
  house.wake();
  return true;
}

async function take(tx: Tx, house: House, id: string): Promise<{ row: IntentRow; was: string } | undefined> {
  const now = house.clock.now();
  const row = await one(
    sql<IntentRow>`select ${columns} from intents where id = ${id} and state in ('ready', 'calling', 'waiting') and wake_at <= ${now}
      for update skip locked`,
    tx,
  );
  if (!row) return undefined;
  await sql`update intents set state = 'calling', attempts = attempts + 1, wake_at = ${new Date(now.getTime() + lease)}, changed_at = ${now}
    where id = ${id}`.execute(tx);
  return { row: { ...row, attempts: row.attempts + 1 }, was: row.state };
}

async function callOrAsk(handler: IntentHandler, taken: { row: IntentRow; was: string }, house: House): Promise<IntentAnswer | null> {
  const mustAsk = taken.was === 'calling' || taken.was === 'waiting';
  try {
    if (!mustAsk) return await handler.call(taken.row, house);
    if (handler.ask) {
      const known = await handler.ask(taken.row, house);
      return known.outcome === 'again' && known.fault === 'never-arrived' ? await handler.call(taken.row, house) : known;
    }
    if (handler.repeatable) return await handler.call(taken.row, house);
    return { outcome: 'uncertain', fault: 'broken-off' };
  } catch (error) {
    house.log.error(
      { category: 'intent', intent: taken.row.id, kind: taken.row.kind, error: error instanceof Error ? error.message : 'unknown' },
      'adapter failed',
    );
    return handler.ask || handler.repeatable
      ? { outcome: 'uncertain', fault: 'adapter-failed' }
      : { outcome: 'uncertain', fault: 'adapter-failed-unasked' };
  }
}

/** Stores an answer that came from a call, a query or a partner's callback. A settled intent is left as it is (duplicate callbacks). */
export async function settleIntent(
  command: Command,
  handler: IntentHandler,
  intent: IntentRow,
  answer: IntentAnswer | null,
): Promise<void> {
  const locked = await one(
    sql<{
      state: string;
    }>`select state from intents where id = ${intent.id} and state in ('ready', 'calling', 'waiting', 'uncertain', 'needs-person') for update`,
    command.tx,
  );
  if (!locked) return;
  const next = nextState(handler, intent, answer, command.now);
  await sql`update intents set state = ${next.state}, wake_at = ${next.wakeAt}, changed_at = ${command.now}, fault = ${next.fault},
    answer = coalesce(${next.answer === null ? null : JSON.stringify(next.answer)}::jsonb, answer),
    attempts = case when ${answer === null} then 0 else attempts end
    where id = ${intent.id}`.execute(command.tx);
  if (answer) await handler.settle(command, intent, answer);
}

function nextState(handler: IntentHandler, intent: IntentRow, answer: IntentAnswer | null, now: Date) {
  if (answer === null) return { state: 'ready', wakeAt: new Date(now.getTime() + minute), fault: 'not-set-up', answer: null };
  switch (answer.outcome) {
    case 'done':
      return { state: 'done', wakeAt: null, fault: null, answer: answer.answer };
    case 'refused':
      return { state: 'refused', wakeAt: null, fault: answer.fault, answer: answer.answer };
    case 'again':
      return { state: 'ready', wakeAt: backOff(intent, now), fault: answer.fault, answer: null };
    case 'waiting':
      return { state: 'waiting', wakeAt: backOff(intent, now), fault: null, answer: answer.answer };
    case 'uncertain':
      // Left in `calling` with a due time: the next run asks the partner by our key.
      return handler.ask || handler.repeatable
        ? { state: 'calling', wakeAt: backOff(intent, now), fault: answer.fault, answer: null }
        : { state: 'uncertain', wakeAt: null, fault: answer.fault, answer: null };
    default:
      return never(answer);
  }
}

function backOff(intent: IntentRow, now: Date): Date {
  const pause = Math.min(longestPause, 5 * second * 2 ** Math.min(intent.attempts, 20));
  return new Date(now.getTime() + pause);
}

/** Open intents by kind and the age of the oldest, in seconds of business time, for gauges. */
export function openIntents(db: Database): Promise<{ kind: string; state: string; n: number; oldest: Date }[]> {
  return all(
    sql<{ kind: string; state: string; n: number; oldest: Date }>`select kind, state, count(*) as n, min(created_at) as oldest from intents
      where state in ('ready', 'calling', 'waiting', 'uncertain', 'needs-person') group by kind, state`,
    db,
  );
}
