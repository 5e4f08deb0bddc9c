import type pg from 'pg';
import { mergeWrites, tableOf } from './mergeWrites.ts';
import type { Query, Rows, Runs } from './sql.ts';
import type { Together } from './together.ts';
import { readsWithout, writtenBy } from './touches.ts';

/**
 * One transaction on one connection, with few round trips: statements that don't wait for one
 * another go out together (pipelining), writes whose answer nobody needs wait for the next one that is needed, and texts
 * that come again are prepared. A round trip cost 0.3 ms of processor here, whatever it said (docs/performance.md).
 */
export interface Session {
  /** What statements run on. */
  readonly tx: Runs;
  /** Sends a write without waiting for its answer; its fault ends the transaction and is thrown by `commit`. */
  later(query: Query): void;
  /** The same for an insert into `table` that is put into words only when it is sent. */
  laterAsItStands(table: string, make: () => Query): Held;
  /** What this transaction knows of its own rows without reading them back; forgotten once their table is written. */
  readonly memory: Memory;
  /** Tables that this transaction has written. */
  readonly written: ReadonlySet<string>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** The fault that began it all, when `error` only says that the transaction is aborted. */
  causeOf(error: unknown): unknown;
}

/** An insert that waits; until it is `sent`, what it says may still change. */
export interface Held {
  readonly sent: boolean;
}

/** Values by table and key. */
export type Memory = Map<string, Map<string, unknown>>;

/** Longer texts are bulk inserts of many rows: keeping them would cost more memory than preparing them saves. */
const longestText = 8000;
/** Texts that are remembered; above this the program makes them up as it goes, and preparing them would fill the server. */
const mostTexts = 2000;
const seen = new Map<string, number>();

/** The name of a text that was used before; undefined the first time, and for texts that hardly come again. */
export function nameOf(text: string, longest = longestText): string | undefined {
  if (text.length > longest) return undefined;
  const known = seen.get(text);
  if (known === undefined) {
    if (seen.size < mostTexts) seen.set(text, 0);
    return undefined;
  }
  if (known > 0) return `s${known}`;
  const next = (lastName += 1);
  seen.set(text, next);
  return `s${next}`;
}
let lastName = 0;

interface Streamed {
  readonly connection?: { readonly stream: { cork?(): void; uncork?(): void } };
}

/**
 * Begins a transaction on a pool's connection; nothing is sent until the first statement. `prepare` false behind a pooler.
 * @param together where it writes when it has only read until its end; null: always itself
 */
export function beginOn(client: pg.PoolClient, prepare: boolean, together: Together | null = null): Session {
  const { stream } = (client as unknown as Streamed).connection ?? {};
  const sent: Promise<unknown>[] = [];
  let fault: { readonly error: unknown } | null = null;
  let waiting: Waiting[] = [];
  const memory: Memory = new Map();
  const written = new Set<string>();
  let onlyRead = true;
  let corked = false;
  const send = (query: Query): Promise<pg.QueryResult> => {
    if (query.text !== 'begin' && !readsWithout(query.text, '')) onlyRead = false;
    const name = prepare ? nameOf(query.text) : undefined;
    const values = query.values as unknown[];
    return name === undefined ? client.query(query.text, values) : client.query({ name, text: query.text, values });
  };
  const flush = (): void => {
    const writes = mergeWrites(waiting.map((each) => each.make()));
    waiting = [];
    for (const write of writes) {
      sent.push(
        send(write).catch((error: unknown) => {
          fault ??= { error };
        }),
      );
    }
  };
  const now = (query: Query): Promise<pg.QueryResult> => {
    // What is asked for in one turn of the event loop goes out in one write.
    if (!corked) {
      corked = true;
      stream?.cork?.();
      process.nextTick(() => {
        corked = false;
        stream?.uncork?.();
      });
    }
    note(query.text);
    if (needs(query.text, waiting)) flush();
    return send(query);
  };
  /** What was known of a table's rows may be wrong once something writes it. */
  const note = (text: string): void => {
    for (const table of writtenBy(text)) {
      memory.delete(table);
      written.add(table);
    }
  };
  const later = (query: Query): void => {
    note(query.text);
    waiting.push({ table: tableOf(query.text), make: () => query });
  };
  const laterAsItStands = (table: string, make: () => Query): Held => {
    memory.delete(table);
    written.add(table);
    const held = { sent: false };
    waiting.push({
      table,
      make: () => {
        held.sent = true;
        return make();
      },
    });
    return held;
  };
  later({ text: 'begin', values: [] });
  /** Writes together with others. This transaction waits with its locks, and then ends without having written. */
  const wroteTogether = async (): Promise<boolean> => {
    if (!together || !onlyRead || sent.length === 0 || fault) return false;
    // The server ends a transaction that says nothing for 10 s; its locks must last.
    const alive = setInterval(() => void send({ text: 'select 1', values: [] }).catch(() => undefined), 4000);
    const done = await together.write(waiting.map((each) => each.make()));
    clearInterval(alive);
    if (!done) return false;
    waiting = [];
    // Nobody waits for it: a connection on which it fails is lost, and its pool sees that.
    send({ text: 'commit', values: [] }).catch(() => undefined);
    return true;
  };
  const causeOf = (error: unknown): unknown => ((error as { code?: string }).code === '25P02' && fault ? fault.error : error);
  return {
    tx: { run: async <R>(query: Query) => rowsOf<R>(await now(query)) },
    later,
    laterAsItStands,
    memory,
    written,
    commit: async () => {
      if (await wroteTogether()) return;
      const done = await now({ text: 'commit', values: [] });
      await Promise.all(sent);
      if (fault) throw fault.error;
      if (done.command !== 'COMMIT') throw new Error('the transaction was aborted by a statement whose fault nobody saw');
    },
    rollback: async () => {
      waiting = [];
      if (sent.length === 0) return; // not even begun
      await now({ text: 'rollback', values: [] });
      await Promise.all(sent);
    },
    causeOf,
  };
}

interface Waiting {
  /** The table that a plain insert writes; null for everything else. */
  readonly table: string | null;
  readonly make: () => Query;
}

/** Whether a statement may depend on writes that wait: only a plain read of other tables doesn't. */
function needs(text: string, waiting: readonly Waiting[]): boolean {
  return !readsWithout(text, '') || waiting.some(({ table }) => table === null || !readsWithout(text, table));
}

export function rowsOf<R>({ command, rowCount, rows }: pg.QueryResult): Rows<R> {
  const changed = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
  return { rows: rows as R[], ...(changed ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
}
