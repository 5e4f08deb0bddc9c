import { CompiledQuery, Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';

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
 * transaction holds back every reader of the event stream (architecture.md, Events).
 */
export function openDatabase(url: string, options: { max?: number; name?: string } = {}): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.name ?? 'amends',
    types: parsers,
    idle_in_transaction_session_timeout: 10_000,
    statement_timeout: 60_000,
  });
  // A connection that dies while idle is replaced by the pool; the next query reports what matters.
  pool.on('error', () => undefined);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, url, close: () => db.destroy() };
}

/** Runs `work` in one transaction; a thrown error rolls everything back. */
export function inTransaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(work);
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
