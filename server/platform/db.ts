import pg from 'pg';
import { beginOn, type Held, nameOf, rowsOf, type Session } from './session.ts';
import { type Query, type Rows, type Runs, type Sql, sql } from './sql.ts';
import { openTogether, type Together } from './together.ts';

export { type Held, type Sql, sql };

/** A pool of connections; also what a read outside a transaction runs on. */
export interface Database extends Runs {
  readonly is: 'database';
}
/** One open transaction. Every query of a stage's store takes it first. */
export interface Tx extends Runs {
  readonly is: 'transaction';
}
/** Where a read may run: inside or outside a transaction. */
export type Reader = Database | Tx;

export interface OpenDatabase {
  readonly db: Database;
  readonly pool: pg.Pool;
  readonly url: string;
  close(): Promise<void>;
}

const parsers = new pg.TypeOverrides();
parsers.setTypeParser(20, Number); // int8: fen, sequence and event numbers, all far below 2^53
parsers.setTypeParser(1082, (text) => text); // date: a local day, never an instant

/**
 * Opens a pool on one PostgreSQL. Transactions left idle for 10 s are ended by the server, because a held
 * transaction holds back every reader of the event stream (architecture.md, Events). `prepare` false: behind a pooler that
 * doesn't know prepared statements.
 */
export function openDatabase(url: string, options: { max?: number; name?: string; prepare?: boolean } = {}): OpenDatabase {
  const settings = {
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.name ?? 'amends',
    types: parsers,
    idle_in_transaction_session_timeout: 10_000,
    statement_timeout: 60_000,
    // Several statements of one transaction may be under way at once (session.ts).
    ...({ pipeline: true } as object),
  };
  const pool = new pg.Pool(settings);
  const writer = new pg.Pool({ ...settings, max: 1, lock_timeout: 250, statement_timeout: 5000 });
  // A connection that dies while idle is replaced by the pool; the next query reports what matters.
  // One that dies in the middle of a transaction fails its next query; without this it would end the whole process.
  for (const each of [pool, writer]) {
    each.on('error', () => undefined);
    each.on('connect', (client) => client.on('error', () => undefined));
  }
  const run = async <T>(query: Query): Promise<Rows<T>> => rowsOf<T>(await pool.query(query.text, query.values as unknown[]));
  const db: Database = { is: 'database', run };
  const prepare = options.prepare ?? true;
  pools.set(db, { pool, prepare, together: prepare ? openTogether(writer) : null });
  return { db, pool, url, close: async () => void (await Promise.all([pool.end(), writer.end()])) };
}

const pools = new WeakMap<Reader, { readonly pool: pg.Pool; readonly prepare: boolean; readonly together: Together | null }>();
const sessions = new WeakMap<Reader, { readonly session: Session; readonly db: Database }>();

/**
 * Runs `work` in one transaction; a thrown error rolls everything back. `often`: its statements come again and again for one
 * row at a time, so they are prepared. Work on whole lists (imports, projections) is planned for its lists each time: a plan
 * kept from when the tables were small made an import take half as long again.
 */
export async function inTransaction<T>(db: Database, work: (tx: Tx) => Promise<T>, { often = false } = {}): Promise<T> {
  const opened = pools.get(db);
  if (!opened) throw new Error('a transaction needs a database that openDatabase opened');
  const client = await opened.pool.connect();
  const session = beginOn(client, often && opened.prepare, often ? opened.together : null);
  const tx: Tx = { is: 'transaction', run: session.tx.run };
  sessions.set(tx, { session, db });
  let broken = false;
  try {
    const value = await work(tx);
    await session.commit();
    return value;
  } catch (error) {
    await session.rollback().catch(() => {
      broken = true;
    });
    throw session.causeOf(error);
  } finally {
    client.release(broken);
  }
}

/**
 * Writes without waiting for the answer: it goes out with the next statement that is waited for, in order, so that whoever
 * reads afterwards sees it. Only for writes that can't be refused; a fault ends the transaction and is thrown at its end.
 */
export function later(tx: Tx, query: Sql<unknown>): Promise<void> {
  sessionOf(tx).later(query.query());
  return Promise.resolve();
}

/** The same for an insert into `table` whose row may still change: it is put into words when it is sent. Says whether it was. */
export function laterAsItStands(tx: Tx, table: string, make: () => Sql<unknown>): Held {
  return sessionOf(tx).laterAsItStands(table, () => make().query());
}

function sessionOf(tx: Tx): Session {
  const found = sessions.get(tx);
  if (!found) throw new Error('only a write of a transaction can wait');
  return found.session;
}

/** What a command itself has just written, by key. */
export interface Fresh<T> {
  /** What was kept, while it still holds; outside a transaction nothing. */
  of(on: Reader, key: string): T | undefined;
  keep(tx: Tx, key: string, value: T): void;
}

/**
 * Remembers what a command has itself just written to a table, so that it isn't read back. It is forgotten as soon as anything
 * in the command writes that table again; nobody else can change rows that aren't committed.
 */
export function freshRows<T>(table: string): Fresh<T> {
  return {
    of: (on, key) => sessions.get(on)?.session.memory.get(table)?.get(key) as T | undefined,
    keep: (tx, key, value) => {
      const { memory } = sessionOf(tx);
      const known = memory.get(table) ?? new Map<string, unknown>();
      known.set(key, value);
      memory.set(table, known);
    },
  };
}

/** The database that a reader belongs to, and whether its transaction has written one of these tables. */
export function homeOf(on: Reader, tables: readonly string[]): { readonly db: Database; readonly written: boolean } | undefined {
  const found = sessions.get(on);
  if (found) return { db: found.db, written: tables.some((table) => found.session.written.has(table)) };
  return pools.has(on) ? { db: on as Database, written: false } : undefined;
}

/** Runs one statement outside a transaction, prepared: for what every request asks. */
export async function askOften<T extends pg.QueryResultRow>(db: Database, query: Sql<T>): Promise<T[]> {
  const opened = pools.get(db);
  if (!opened) return (await query.execute(db)).rows;
  const { text, values } = query.query();
  const name = opened.prepare ? nameOf(text) : undefined;
  return (await opened.pool.query<T>({ ...(name === undefined ? {} : { name }), text, values: [...values] })).rows;
}

/** The few libraries that bring their own SQL text (pg-boss) run it on our transaction through this. */
export async function runRaw(on: Reader, text: string, values: readonly unknown[] = []): Promise<{ rows: unknown[] }> {
  return { rows: (await on.run({ text, values })).rows };
}

/** jsonb parameter: pg would turn a JavaScript array into an SQL array, so every jsonb goes through text. */
export function jsonb(value: unknown) {
  return sql`${JSON.stringify(value)}::jsonb`;
}

/** The single row of a query, or undefined. */
export async function one<T>(query: { execute(on: Reader): Promise<{ rows: T[] }> }, on: Reader): Promise<T | undefined> {
  return (await query.execute(on)).rows[0];
}

/** All rows of a query. */
export async function all<T>(query: { execute(on: Reader): Promise<{ rows: T[] }> }, on: Reader): Promise<T[]> {
  return (await query.execute(on)).rows;
}
