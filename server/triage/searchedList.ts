import { all, type Reader, sql, type Sql } from '#platform/db.ts';
import { countCap } from '#platform/list.ts';
import { type After, countOf, type Key, keysOf } from './workStore.ts';

type Condition = Sql<unknown>;

/** A work list cut by text, warehouse or carrier: the list's own rows, and what their search rows must fit (`case_search s`). */
export interface SearchedList {
  readonly branches: readonly Condition[];
  readonly condition: Condition;
  readonly searched: Condition;
}

/**
 * Rows of a list that are tried first; how many of them must fit for the page to be near along the list; hits that are looked
 * up one by one, and rows of a list that are; with more of both the list is walked.
 */
const usual = { tried: 250, dense: 5, hits: 2000, rows: countCap - 1 };

interface Found {
  readonly keys: Key[];
  readonly count: { n: number; capped: boolean };
}

/**
 * A page of such a list and its count. Which way is cheap depends on what is rare, and no statistics of the database know
 * it, so it is tried: of a common word the page is near along the list; few hits, and each is looked up; a short list, and each
 * of its rows is; many of both, and the list is walked. Where it was walked the count is only a floor, and says so.
 */
export async function searchedPage(on: Reader, list: SearchedList, after: After | null, limit: number, bounds = usual): Promise<Found> {
  const { branches, condition, searched } = list;
  if (branches.length === 0) return { keys: [], count: { n: 0, capped: false } };
  const fits = sql`${condition} and ${rowFits(searched)}`;
  const tried = await keysOf(on, branches, condition, after, bounds.tried);
  const first = await fittingOf(on, searched, tried);
  const end = tried.at(-1);
  if (tried.length < bounds.tried || !end) {
    if (after === null) return wholeOf(first, after, limit);
  } else if (first.length >= Math.min(bounds.dense, limit)) {
    const more = first.length >= limit ? [] : await keysOf(on, branches, fits, end, limit - first.length);
    return pageFrom([...first, ...more].slice(0, limit), after, limit);
  }
  const hits = await hitsOf(on, searched, bounds.hits + 1);
  const whole = hits.length <= bounds.hits ? await keysAmong(on, list, hits) : await keysOfShort(on, list, fits, bounds.rows);
  if (whole) return wholeOf(whole, after, limit);
  return pageFrom(await keysOf(on, branches, fits, after, limit), after, limit);
}

/** All rows are known: the count is exact up to the cap. */
function wholeOf(whole: readonly Key[], after: After | null, limit: number): Found {
  return { keys: keysAfter(whole, after, limit), count: { n: Math.min(whole.length, countCap - 1), capped: whole.length >= countCap } };
}

/** Only a page is known. A first page that isn't full is all there is. */
function pageFrom(keys: Key[], after: After | null, limit: number): Found {
  return { keys, count: { n: Math.min(keys.length, countCap - 1), capped: after !== null || keys.length >= limit } };
}

/** Those of these rows whose search row fits, looked up one by one. */
async function fittingOf(on: Reader, searched: Condition, keys: readonly Key[]): Promise<Key[]> {
  if (keys.length === 0) return [];
  const rows = await all(
    sql<{
      id: string;
    }>`select h.id from unnest(${keys.map((key) => key.id)}::uuid[]) h (id), lateral (select * from case_search where case_id = h.id offset 0) s
      where ${searched}`,
    on,
  );
  const fitting = new Set(rows.map((row) => row.id));
  return keys.filter((key) => fitting.has(key.id));
}

/** Open cases that fit, in no order. */
async function hitsOf(on: Reader, searched: Condition, most: number): Promise<string[]> {
  const rows = await all(sql<{ id: string }>`select s.case_id as id from case_search s where ${searched} limit ${most}`, on);
  return rows.map((row) => row.id);
}

/** Those of these cases that the list holds. */
function keysAmong(on: Reader, { branches, condition }: SearchedList, ids: readonly string[]): Promise<Key[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return all(
    // Fenced: one by one by their ids; left to itself the database may read all open cases instead.
    sql<Key>`select c.id, c.nearest_due as due from unnest(${[...ids]}::uuid[]) h (id), lateral (select * from cases where id = h.id offset 0) c
      where c.closed_at is null and (${sql.join(branches, sql` or `)}) and ${condition}`,
    on,
  );
}

/** All rows of the list that fit; null when the list is longer than `most`, at most what counts go to. */
async function keysOfShort(on: Reader, { branches, condition }: SearchedList, fits: Condition, most: number): Promise<Key[] | null> {
  if ((await countOf(on, branches, condition)) > most) return null;
  return all(
    sql<Key>`select c.id, c.nearest_due as due from cases c where c.closed_at is null and (${sql.join(branches, sql` or `)}) and ${fits}`,
    on,
  );
}

/** A condition on `cases c`, asked row by row: never the other way round, from all hits. */
function rowFits(searched: Condition): Condition {
  return sql`(select true from case_search s where s.case_id = c.id and ${searched})`;
}

/** The next of these keys by (nearest clock, id), those without a clock last: the order of `keysOf`. */
function keysAfter(keys: readonly Key[], after: After | null, limit: number): Key[] {
  const sorted = keys.toSorted(inOrder);
  return (after ? sorted.filter((key) => inOrder(after, key) < 0) : sorted).slice(0, limit);
}

function inOrder(a: Key, b: Key): number {
  const [dueA, dueB] = [a.due?.getTime() ?? Number.POSITIVE_INFINITY, b.due?.getTime() ?? Number.POSITIVE_INFINITY];
  if (dueA !== dueB) return dueA < dueB ? -1 : 1;
  return a.id < b.id ? -1 : a.id === b.id ? 0 : 1;
}
