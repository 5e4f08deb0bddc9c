import type { Command } from './command.ts';
import { all, jsonb, later, one, type Reader, type Sql, sql, type Tx } from './db.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** An event as a stage writes it. `data` holds ids, codes and amounts only: never a name, phone, address or free text (IV-7). */
export interface NewEvent {
  readonly kind: string;
  readonly caseId?: string;
  readonly shopId?: string;
  /** Version of the case after the command. */
  readonly version?: number;
  readonly data?: { readonly [key: string]: Json };
  /** `import` marks history: senders, clocks and webhooks ignore it. */
  readonly origin?: 'live' | 'import';
}

export interface StoredEvent {
  readonly id: number;
  readonly tx: string;
  readonly at: Date;
  readonly kind: string;
  readonly caseId: string | null;
  readonly shopId: string | null;
  readonly version: number | null;
  readonly actorKind: string;
  readonly actorId: string;
  readonly cause: string;
  readonly origin: 'live' | 'import';
  readonly data: { readonly [key: string]: Json };
}

/** Where a reader of the stream stands: everything up to and including (tx, id) was read. */
export interface Cursor {
  readonly tx: string;
  readonly id: number;
}

/** Writes event rows in the command's own transaction, in order; nobody waits for them before the commit. */
export function writeEvents(command: Command, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return Promise.resolve();
  const rows = events.map(
    (event) =>
      sql`(${command.now}, ${event.kind}, ${event.caseId ?? null}::uuid, ${event.shopId ?? null}::uuid, ${event.version ?? null}::int,
        ${command.actor.kind}, ${command.actor.id}, ${command.cause}, ${event.origin ?? 'live'}, ${jsonb(event.data ?? {})})`,
  );
  return later(
    command.tx,
    sql`insert into events (at, kind, case_id, shop_id, version, actor_kind, actor_id, cause, origin, data) values ${sql.join(rows)}`,
  );
}

/**
 * Changes rows and writes an event for each of them that `which` names, in one statement; nobody waits for it.
 * @param change an insert or update that returns the columns that `which` and `data` (jsonb) read
 */
export function writeEventsFrom(
  command: Command,
  event: Omit<NewEvent, 'data'>,
  change: Sql<unknown>,
  which: Sql<unknown>,
  data: Sql<unknown>,
): Promise<void> {
  return later(
    command.tx,
    sql`with changed as (${change})
      insert into events (at, kind, case_id, shop_id, version, actor_kind, actor_id, cause, data)
      select ${command.now}::timestamptz, ${event.kind}, ${event.caseId ?? null}::uuid, ${event.shopId ?? null}::uuid, ${event.version ?? null}::int,
        ${command.actor.kind}, ${command.actor.id}, ${command.cause}, ${data} from changed where ${which}`,
  );
}

/** Columns of an event, for stores that read the timeline of a case. */
export const eventColumns = sql`id, tx::text as tx, at, kind, case_id as "caseId", shop_id as "shopId", version,
  actor_kind as "actorKind", actor_id as "actorId", cause, origin, data`;

/**
 * Locks the named reader's cursor row and answers the next events after it. Only events of transactions that ended are
 * seen (`tx < pg_snapshot_xmin`): an id is handed out before its commit, so reading by id alone would skip the slower of
 * two transactions for ever. Refuses to run twice at once for one reader: the second gets no rows.
 * @param kinds those that the reader wants: the others are read past without being fetched
 */
export async function nextEvents(tx: Tx, reader: string, limit: number, kinds?: readonly string[]): Promise<NextEvents> {
  const cursor = (await lockCursor(tx, reader)) ?? (await makeCursorRow(tx, reader));
  if (!cursor) return { events: [], read: 0 };
  const next = sql`select ${eventColumns} from events
      where (tx, id) > (${cursor.tx}::xid8, ${cursor.id}) and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by tx, id limit ${limit}`;
  if (!kinds) {
    const events = await all(next as Sql<StoredEvent>, tx);
    return { events, read: events.length, ...lastOf(events) };
  }
  // One statement: the place that was reached and how many were read, beside each event that somebody wants.
  const rows = await all(
    sql<Partial<StoredEvent> & { read: number; lastTx: string; lastId: number }>`with next as materialized (${next}),
        place as (select tx as "lastTx", id as "lastId", (select count(*)::int from next) as read from next order by next.tx::xid8 desc, id desc limit 1)
      select place.*, wanted.* from place left join (select * from next where kind = any(${[...kinds]}::text[])) wanted on true order by wanted.tx::xid8, wanted.id`,
    tx,
  );
  const [first] = rows;
  if (!first) return { events: [], read: 0 };
  const events = rows.flatMap(({ read: _read, lastTx: _tx, lastId: _id, ...event }) => (event.id == null ? [] : [event as StoredEvent]));
  return { events, read: first.read, last: { tx: first.lastTx, id: first.lastId } };
}

/** Events that a reader gets, how many it has read, and the last of these; `last` absent when there was none. */
export interface NextEvents {
  readonly events: StoredEvent[];
  readonly read: number;
  readonly last?: Cursor;
}

function lastOf(events: readonly StoredEvent[]): { last?: Cursor } {
  const last = events.at(-1);
  return last ? { last: { tx: last.tx, id: last.id } } : {};
}

function lockCursor(tx: Tx, reader: string): Promise<Cursor | undefined> {
  return one(sql<Cursor>`select tx::text as tx, event_id as id from event_cursors where reader = ${reader} for update skip locked`, tx);
}

/** A reader's first time; undefined when its row is there and another process holds it. */
async function makeCursorRow(tx: Tx, reader: string): Promise<Cursor | undefined> {
  const known = await one(sql<{ reader: string }>`select reader from event_cursors where reader = ${reader}`, tx);
  if (known) return undefined;
  await sql`insert into event_cursors (reader) values (${reader}) on conflict do nothing`.execute(tx);
  return lockCursor(tx, reader);
}

/** Moves a reader's cursor past `last`, in the transaction in which its work was done. */
export async function moveCursor(tx: Tx, reader: string, last: Cursor): Promise<void> {
  await sql`update event_cursors set tx = ${last.tx}::xid8, event_id = ${last.id} where reader = ${reader}`.execute(tx);
}

/** Seconds between now and the oldest event that the reader hasn't read: the lag gauge. */
export async function lagOf(db: Reader, reader: string): Promise<number> {
  const row = await one(
    sql<{ lag: number | null }>`select extract(epoch from clock_timestamp() - min(e.written_at))::float8 as lag
      from events e, event_cursors c where c.reader = ${reader} and (e.tx, e.id) > (c.tx, c.event_id)`,
    db,
  );
  return row?.lag ?? 0;
}
