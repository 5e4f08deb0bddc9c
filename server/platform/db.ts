import { CompiledQuery, Kysely, PostgresDialect, type RawBuilder, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { beginOn, type Session } from './session.ts';

export { sql };

/** Tables are described by the SQL in db/migrations; queries are `sql<Row>` templates with a typed row beside them. */
// biome-ignore lint/complexity/noBannedTypes: kysely wants an object type and every query states its own row
type Schema = {};

/** A pool of connections; also what a read outside a transaction runs on. */
export type Database = Kysely<Schema>;
/** One open transaction. Every query of a stage's store takes it first. */
export type Tx = Transaction<Schema>;
/** Where a read may run: inside or outside a transaction. */
export type Reader = Kysely<Schema>;

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
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.name ?? 'amends',
    types: parsers,
    idle_in_transaction_session_timeout: 10_000,
    statement_timeout: 60_000,
    // Several statements of one transaction may be under way at once (session.ts).
    ...({ pipeline: true } as object),
  });
  // A connection that dies while idle is replaced by the pool; the next query reports what matters.
  pool.on('error', () => undefined);
  // One that dies in the middle of a transaction fails its next query; without this it would end the whole process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  pools.set(db, { pool, prepare: options.prepare ?? true });
  return { db, pool, url, close: () => db.destroy() };
}

const pools = new WeakMap<Database, { readonly pool: pg.Pool; readonly prepare: boolean }>();
const sessions = new WeakMap<Reader, Session>();

/**
 * Runs `work` in one transaction; a thrown error rolls everything back. `often`: its statements come again and again for one
 * row at a time, so they are prepared. Work on whole lists (imports, projections) is planned for its lists each time: a plan
 * kept from when the tables were small made an import take half as long again.
 */
export async function inTransaction<T>(db: Database, work: (tx: Tx) => Promise<T>, { often = false } = {}): Promise<T> {
  const opened = pools.get(db);
  if (!opened) throw new Error('a transaction needs a database that openDatabase opened');
  const client = await opened.pool.connect();
  const session = beginOn(client, often && opened.prepare);
  const tx = session.tx as unknown as Tx;
  sessions.set(tx, session);
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
export function later(tx: Tx, query: RawBuilder<unknown>): Promise<void> {
  const session = sessions.get(tx);
  if (!session) throw new Error('only a write of a transaction can wait');
  session.later(query.compile(tx));
  return Promise.resolve();
}

/** The few libraries that bring their own SQL text (pg-boss) run it on our transaction through this. */
export async function runRaw(on: Reader, text: string, values: readonly unknown[] = []): Promise<{ rows: unknown[] }> {
  const result = await on.executeQuery(CompiledQuery.raw(text, [...values]));
  return { rows: result.rows };
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
