import { createHash } from 'node:crypto';
import type { Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, freshRows, later, one, type Reader, sql, type Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { TidyHandle } from './handles.ts';

/** A person as stored; the name is null once erased. */
export interface CustomerRow {
  readonly id: string;
  readonly name: string | null;
  readonly lang: Lang;
  readonly preferred: string;
  readonly erasedAt: Date | null;
}

/** A way to reach a person, in clear: mask it before it is shown. */
export interface HandleRow extends TidyHandle {
  readonly id: string;
  readonly customerId: string;
}

const handleColumns = sql`id, customer_id as "customerId", kind, platform, value, extension, expires_at as "expiresAt", hours, second`;

/** People that the command has just added, with all their handles. */
const freshPeople = freshRows<CustomerRow>('customers');
const freshHandles = freshRows<readonly HandleRow[]>('customer_handles');

/** The person, followed to whom they were merged into. */
export async function customerById(on: Reader, id: string): Promise<CustomerRow | undefined> {
  const fresh = freshPeople.of(on, id);
  if (fresh) return fresh;
  return one(
    sql<CustomerRow>`with recursive chain as (
        select * from customers where id = ${id}
        union select n.* from customers n join chain c on n.id = c.merged_into)
      select id, name, lang, preferred, erased_at as "erasedAt" from chain where merged_into is null`,
    on,
  );
}

/** The ways to reach a person, the first one first. */
export async function handlesOf(on: Reader, customerId: string): Promise<HandleRow[]> {
  const fresh = freshHandles.of(on, customerId);
  if (fresh) return [...fresh].sort((a, b) => Number(a.second) - Number(b.second));
  return all(
    sql<HandleRow>`select ${handleColumns} from customer_handles where customer_id = ${customerId} order by second, created_at, id`,
    on,
  );
}

/** Two reports of one person at the same moment make one person: handles are locked by hash, in one order, until the commit. */
export async function lockHandles(tx: Tx, handles: readonly TidyHandle[]): Promise<void> {
  const keys = handles.map((handle) =>
    createHash('sha256')
      .update(`customer\n${handle.kind}\n${handle.platform}\n${handle.value}\n${handle.extension ?? ''}`)
      .digest()
      .readBigInt64BE(0),
  );
  const ordered = [...new Set(keys)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (ordered.length > 0)
    await later(
      tx,
      sql`select pg_advisory_xact_lock(k) from unnest(${ordered.map(String)}::bigint[]) with ordinality as u(k, n) order by n`,
    );
}

/**
 * The longest known person with the first of these handles that anybody has, who isn't erased; a virtual number only while
 * it lives.
 */
export async function personWithAny(tx: Tx, handles: readonly TidyHandle[], now: Date): Promise<string | undefined> {
  if (handles.length === 0) return undefined;
  const wanted = sql.join(
    [
      handles.map((handle) => handle.kind),
      handles.map((handle) => handle.platform),
      handles.map((handle) => handle.value),
      handles.map((handle) => handle.extension ?? ''),
    ].map((column) => sql`${column}::text[]`),
  );
  const row = await one(
    sql<{ id: string }>`select c.id from unnest(${wanted}) with ordinality w(kind, platform, value, extension, n)
        join customer_handles h on h.kind = w.kind and h.platform = w.platform and h.value = w.value and coalesce(h.extension, '') = w.extension
        join customers c on c.id = h.customer_id
      where c.erased_at is null and c.merged_into is null and (h.kind <> 'virtual-phone' or h.expires_at > ${now})
      order by w.n, c.created_at, c.id limit 1`,
    tx,
  );
  return row?.id;
}

export async function insertCustomer(
  command: Command,
  row: { id: string; name: string | null; lang: Lang; preferred: string },
): Promise<void> {
  await later(
    command.tx,
    sql`insert into customers (id, name, lang, preferred, created_at)
    values (${row.id}, ${row.name}, ${row.lang}, ${row.preferred}, ${command.now})`,
  );
  freshPeople.keep(command.tx, row.id, { ...row, erasedAt: null });
  freshHandles.keep(command.tx, row.id, []);
}

export async function updateCustomer(tx: Tx, row: Pick<CustomerRow, 'id' | 'name' | 'lang' | 'preferred'>): Promise<void> {
  await later(tx, sql`update customers set name = ${row.name}, lang = ${row.lang}, preferred = ${row.preferred} where id = ${row.id}`);
}

/** Adds a handle once; a later expiry, hours or place as second way replace what was known. True when it is new. */
export async function saveHandle(command: Command, customerId: string, handle: TidyHandle): Promise<boolean> {
  const known = await one(
    sql<{ id: string }>`select id from customer_handles where customer_id = ${customerId} and kind = ${handle.kind}
      and platform = ${handle.platform} and value = ${handle.value} and coalesce(extension, '') = ${handle.extension ?? ''} for update`,
    command.tx,
  );
  if (known) {
    await sql`update customer_handles set expires_at = greatest(expires_at, ${handle.expiresAt}::timestamptz), hours = coalesce(${handle.hours}::text, hours)
      where id = ${known.id}`.execute(command.tx);
    return false;
  }
  await insertHandle(command, customerId, handle);
  return true;
}

/** Adds a handle to a person who hasn't got it. */
export async function insertHandle(command: Command, customerId: string, handle: TidyHandle): Promise<void> {
  const fresh = freshHandles.of(command.tx, customerId);
  const id = newId();
  await later(
    command.tx,
    sql`insert into customer_handles (id, customer_id, kind, platform, value, extension, expires_at, hours, second, created_at)
    values (${id}, ${customerId}, ${handle.kind}, ${handle.platform}, ${handle.value}, ${handle.extension}, ${handle.expiresAt},
      ${handle.hours}, ${handle.second}, ${command.now})`,
  );
  if (fresh) freshHandles.keep(command.tx, customerId, [...fresh, { ...handle, id, customerId }]);
}

/** Who saw what, and why; kept when the person is erased. */
export async function writeAccess(
  command: Command,
  row: { act: 'reveal' | 'export' | 'download' | 'erase' | 'hold' | 'release'; subject: string; subjectId: string; why: string },
): Promise<void> {
  await sql`insert into access_log (at, actor_kind, actor_id, act, subject, subject_id, why)
    values (${command.now}, ${command.actor.kind}, ${command.actor.id}, ${row.act}, ${row.subject}, ${row.subjectId}, ${row.why})`.execute(
    command.tx,
  );
}

/** Blanks name and handles; the row, points and the chain of events stay. */
export async function blankCustomer(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`delete from customer_handles where customer_id = ${id}`.execute(tx);
  await sql`update customers set name = null, preferred = 'portal', erased_at = ${now} where id = ${id}`.execute(tx);
}

export async function pointsEntry(on: Reader, key: string): Promise<{ customerId: string; points: number } | undefined> {
  return one(
    sql<{ customerId: string; points: number }>`select customer_id as "customerId", points from points_entries where key = ${key}`,
    on,
  );
}

/** False when the key was used before. */
export async function insertPoints(
  command: Command,
  row: { customerId: string; points: number; key: string; caseId: string | null },
): Promise<boolean> {
  const made = await sql`insert into points_entries (id, customer_id, points, key, case_id, at)
    values (${newId()}, ${row.customerId}, ${row.points}, ${row.key}, ${row.caseId}, ${command.now}) on conflict (key) do nothing`.execute(
    command.tx,
  );
  return made.numAffectedRows === 1n;
}

export async function sumOfPoints(on: Reader, customerId: string): Promise<number> {
  const row = await one(
    sql<{ sum: number }>`select coalesce(sum(points), 0)::int8 as sum from points_entries where customer_id = ${customerId}`,
    on,
  );
  return row?.sum ?? 0;
}
