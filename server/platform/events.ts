import type { RawBuilder } from 'kysely';
import type { Command } from './command.ts';
import { all, jsonb, later, one, type Reader, sql, type Tx } from './db.ts';

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
  change: RawBuilder<unknown>,
  which: RawBuilder<unknown>,
  data: RawBuilder<unknown>,
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
 */
export async function nextEvents(tx: Tx, reader: string, limit: number): Promise<StoredEvent[]> {
  const cursor = (await lockCursor(tx, reader)) ?? (await makeCursorRow(tx, reader));
  if (!cursor) return [];
  return all(
    sql<StoredEvent>`select ${eventColumns} from events
      where (tx, id) > (${cursor.tx}::xid8, ${cursor.id}) and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by tx, id limit ${limit}`,
    tx,
  );
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
export async function moveCursor(tx: Tx, reader: string, last: StoredEvent): Promise<void> {
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
