import { type Database, homeOf, one, type Reader, sql, type Tx } from './db.ts';

/**
 * Reads something that people set up; the same until somebody changes it. `key` names which one. `seen`: the caller has read the
 * number of changes in this very request (a transaction is asked about it once by itself).
 */
export interface Kept<T> {
  (on: Reader, key?: string, seen?: 'seen'): Promise<T>;
  /** What is kept now, with the number it was kept under; it holds while that number stands. */
  now(db: Database, key: string): { readonly value: T; readonly number: number } | undefined;
}

interface Memory {
  /** The number of changes that was seen last. */
  version: number;
  /** Readers that have seen the number in this transaction or request. */
  readonly fresh: WeakSet<Reader>;
  readonly values: Map<unknown, Map<string, unknown>>;
}

const memories = new WeakMap<Database, Memory>();
const allTables = new Set<string>();

/**
 * Keeps what `load` reads from these tables in the process, exactly: triggers count changes of them in `settings_version`
 * (migration 0040), the number is read once in each request and transaction, and what was read before it moved is dropped.
 * A transaction that has itself written one of the tables reads them. What isn't there (undefined) isn't kept. The answer
 * belongs to everybody: never change it.
 */
export function kept<T>(tables: readonly string[], load: (on: Reader, key: string) => Promise<T>): Kept<T> {
  for (const table of tables) allTables.add(table);
  const read = async (on: Reader, key = '', seen?: 'seen'): Promise<T> => {
    const home = homeOf(on, tables);
    if (!home || home.written) return load(on, key);
    const memory = memoryOf(home.db);
    if (!seen && !memory.fresh.has(on)) {
      const row = await one(sql<{ n: number }>`select n from settings_version`, on);
      settingsSeen(home.db, row?.n ?? 0, on);
    }
    const found = (memory.values.get(read) as Map<string, T> | undefined)?.get(key);
    if (found !== undefined) return found;
    const { version } = memory;
    const value = await load(on, key);
    if (value !== undefined && memory.version === version) keep(memory, read, key, value);
    return value;
  };
  const now: Kept<T>['now'] = (db, key) => {
    const memory = memoryOf(db);
    const value = (memory.values.get(read) as Map<string, T> | undefined)?.get(key);
    return value === undefined ? undefined : { value, number: memory.version };
  };
  return Object.assign(read, { now });
}

function keep(memory: Memory, read: unknown, key: string, value: unknown): void {
  const values = memory.values.get(read) ?? new Map<string, unknown>();
  values.set(key, value);
  memory.values.set(read, values);
}

/** Column that brings the number along with what a request asks anyway. */
export const settingsNumber = sql<number>`(select n from settings_version)`;

/** Notes the number that a request or transaction (`by`) has read: what was kept under an earlier one is dropped. */
export function settingsSeen(db: Database, n: number, by?: Reader): void {
  const memory = memoryOf(db);
  if (n > memory.version) {
    memory.version = n;
    memory.values.clear();
  }
  // A pool serves many requests: only one transaction can have seen the number for good.
  if (by && by !== db) memory.fresh.add(by);
}

/** Tells that this transaction belongs to a request that has read the number just now. */
export function settingsFresh(tx: Tx): void {
  const home = homeOf(tx, []);
  if (home) memoryOf(home.db).fresh.add(tx);
}

/** Every table that something is kept of: each must have the trigger (tested). */
export function keptTables(): readonly string[] {
  return [...allTables];
}

function memoryOf(db: Database): Memory {
  const known = memories.get(db);
  if (known) return known;
  const made: Memory = { version: -1, fresh: new WeakSet(), values: new Map() };
  memories.set(db, made);
  return made;
}
