import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import { mergeWrites, tableOf } from './mergeWrites.ts';

/**
 * One transaction on one connection, with fewer round trips than a query builder's own: statements that don't wait for one
 * another go out together (pipelining), writes whose answer nobody needs wait for the next one that is needed, and texts
 * that come again are prepared. A round trip cost 0.3 ms of processor here, whatever it said (docs/performance.md).
 */
export interface Session {
  /** What kysely's templates run on. */
  readonly tx: Kysely<unknown>;
  /** Sends a write without waiting for its answer; its fault ends the transaction and is thrown by `commit`. */
  later(query: CompiledQuery): void;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** The fault that began it all, when `error` only says that the transaction is aborted. */
  causeOf(error: unknown): unknown;
}

/** Longer texts are bulk inserts of many rows: keeping them would cost more memory than preparing them saves. */
const longestText = 8000;
/** Texts that are remembered; above this the program makes them up as it goes, and preparing them would fill the server. */
const mostTexts = 2000;
const seen = new Map<string, number>();

/** The name of a text that was used before; undefined the first time, and for texts that hardly come again. */
function nameOf(text: string): string | undefined {
  if (text.length > longestText) return undefined;
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

/** Begins a transaction on a pool's connection; nothing is sent until the first statement. `prepare` false behind a pooler. */
export function beginOn(client: pg.PoolClient, prepare: boolean): Session {
  const { stream } = (client as unknown as Streamed).connection ?? {};
  const sent: Promise<unknown>[] = [];
  let fault: { readonly error: unknown } | null = null;
  let waiting: CompiledQuery[] = [];
  let corked = false;
  const send = (query: CompiledQuery): Promise<pg.QueryResult> => {
    const name = prepare ? nameOf(query.sql) : undefined;
    const values = query.parameters as unknown[];
    return name === undefined ? client.query(query.sql, values) : client.query({ name, text: query.sql, values });
  };
  const flush = (): void => {
    const writes = mergeWrites(waiting);
    waiting = [];
    for (const write of writes) {
      sent.push(
        send(write).catch((error: unknown) => {
          fault ??= { error };
        }),
      );
    }
  };
  const now = (query: CompiledQuery): Promise<pg.QueryResult> => {
    // What is asked for in one turn of the event loop goes out in one write.
    if (!corked) {
      corked = true;
      stream?.cork?.();
      process.nextTick(() => {
        corked = false;
        stream?.uncork?.();
      });
    }
    if (needs(query.sql, waiting)) flush();
    return send(query);
  };
  const later = (query: CompiledQuery): void => void waiting.push(query);
  later(CompiledQuery.raw('begin'));
  const causeOf = (error: unknown): unknown => ((error as { code?: string }).code === '25P02' && fault ? fault.error : error);
  return {
    tx: handleOn({ executeQuery: async <R>(query: CompiledQuery) => resultOf<R>(await now(query)), streamQuery: refuseStreams }),
    later,
    commit: async () => {
      const done = await now(CompiledQuery.raw('commit'));
      await Promise.all(sent);
      if (fault) throw fault.error;
      if (done.command !== 'COMMIT') throw new Error('the transaction was aborted by a statement whose fault nobody saw');
    },
    rollback: async () => {
      waiting = [];
      if (sent.length === 0) return; // not even begun
      await now(CompiledQuery.raw('rollback'));
      await Promise.all(sent);
    },
    causeOf,
  };
}

/** Whether a statement may depend on writes that wait: only a plain read of other tables doesn't. */
function needs(text: string, waiting: readonly CompiledQuery[]): boolean {
  if (!/^\s*(?:select|with)\b/i.test(text) || /\b(?:insert|update|delete)\b/i.test(text)) return true;
  return waiting.some((write) => {
    const table = tableOf(write.sql);
    return table === null || new RegExp(`\\b${table}\\b`).test(text);
  });
}

/** kysely on one connection, without its lock that lets only one query at a time through. */
function handleOn(connection: DatabaseConnection): Kysely<unknown> {
  const nothing = (): Promise<void> => Promise.resolve();
  const driver: Driver = {
    init: nothing,
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: nested,
    commitTransaction: nested,
    rollbackTransaction: nested,
    releaseConnection: nothing,
    destroy: nothing,
  };
  return new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

function nested(): Promise<void> {
  throw new Error('a command has one transaction; it does not open another inside');
}

function refuseStreams(): AsyncIterableIterator<never> {
  throw new Error('rows are not streamed inside a command');
}

function resultOf<R>({ command, rowCount, rows }: pg.QueryResult): QueryResult<R> {
  const changed = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
  return { rows: rows as R[], ...(changed ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
}
