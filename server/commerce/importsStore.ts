import type { Actor } from '#platform/actor.ts';
import { second } from '#platform/clock.ts';
import type { Command } from '#platform/command.ts';
import { all, jsonb, one, type Reader, sql, type Tx } from '#platform/db.ts';
import { scopeCondition } from '#staff/contract.ts';
import type { Columns, Layout } from './columns.ts';

export interface ImportRow {
  readonly id: string;
  readonly shopId: string;
  readonly layout: Layout;
  readonly fileName: string;
  readonly fileKey: string | null;
  readonly bytes: number;
  readonly state: 'uploaded' | 'waiting' | 'running' | 'done' | 'failed';
  readonly columns: Columns | null;
  readonly encoding: string | null;
  readonly rowsRead: number;
  readonly rowsRefused: number;
  readonly arrived: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly fault: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

/** A run that has said nothing for longer was broken off and is begun anew. */
export const importLease = 60 * second;

const columns = sql`id, shop_id as "shopId", layout, file_name as "fileName", file_key as "fileKey", bytes, state, columns, encoding, rows_read as "rowsRead", rows_refused as "rowsRefused",
  arrived, changed, unchanged, fault, created_at as "createdAt", started_at as "startedAt", ended_at as "endedAt"`;

export async function insertImport(
  command: Command,
  row: Pick<ImportRow, 'id' | 'shopId' | 'layout' | 'fileName' | 'fileKey' | 'bytes' | 'state'>,
): Promise<void> {
  await sql`insert into imports (id, shop_id, layout, file_name, file_key, bytes, state, requested_by, created_at)
    values (${row.id}, ${row.shopId}, ${row.layout}, ${row.fileName}, ${row.fileKey}, ${row.bytes}, ${row.state}, ${`${command.actor.kind}:${command.actor.id}`}, ${command.now})`.execute(
    command.tx,
  );
}

export function importById(on: Reader, id: string): Promise<ImportRow | undefined> {
  return one(sql<ImportRow>`select ${columns} from imports where id = ${id}`, on);
}

/** Newest imports of the actor's shops; one more than the limit when there is another page. */
export function importsPage(on: Reader, actor: Actor, before: string | null, limit: number): Promise<ImportRow[]> {
  return all(
    sql<ImportRow>`select ${columns} from imports where ${scopeCondition(actor, 'order.import', { shop: 'shop_id' })} and (${before}::uuid is null or id < ${before}::uuid)
      order by id desc limit ${limit + 1}`,
    on,
  );
}

export async function countImports(on: Reader, actor: Actor, cap: number): Promise<number> {
  const row = await one(
    sql<{
      n: number;
    }>`select count(*) as n from (select 1 from imports where ${scopeCondition(actor, 'order.import', { shop: 'shop_id' })} limit ${cap}) counted`,
    on,
  );
  return row?.n ?? 0;
}

/** Lets an uploaded import wait for the worker; false when it was started before. */
export async function queueImport(command: Command, id: string, mapping: Columns | null): Promise<boolean> {
  const row = await one(
    sql<{
      id: string;
    }>`update imports set state = 'waiting', columns = ${mapping === null ? null : jsonb(mapping)} where id = ${id} and state = 'uploaded' returning id`,
    command.tx,
  );
  return row !== undefined;
}

/** Takes an import that waits, or whose run was broken off, for this process, from the start. Undefined: another has it, or it is over. */
export async function takeImport(tx: Tx, id: string, now: Date): Promise<ImportRow | undefined> {
  const row = await one(
    sql<ImportRow>`update imports set state = 'running', started_at = ${now}, lease_until = ${new Date(now.getTime() + importLease)}, rows_read = 0, rows_refused = 0, arrived = 0, changed = 0,
        unchanged = 0, fault = null
      where id = ${id} and (state = 'waiting' or (state = 'running' and lease_until < ${now})) returning ${columns}`,
    tx,
  );
  if (row) await sql`delete from import_refusals where import_id = ${id}`.execute(tx);
  return row;
}

export interface Progress {
  readonly rowsRead: number;
  readonly rowsRefused: number;
  readonly arrived: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Adds to the counts and holds the lease; written with the rows that it counts. */
export async function addProgress(tx: Tx, id: string, more: Progress, now: Date): Promise<void> {
  await sql`update imports set rows_read = rows_read + ${more.rowsRead}, rows_refused = rows_refused + ${more.rowsRefused}, arrived = arrived + ${more.arrived}, changed = changed + ${more.changed},
    unchanged = unchanged + ${more.unchanged}, lease_until = ${new Date(now.getTime() + importLease)} where id = ${id}`.execute(tx);
}

export async function noteEncoding(tx: Tx, id: string, encoding: string): Promise<void> {
  await sql`update imports set encoding = ${encoding} where id = ${id}`.execute(tx);
}

export async function endImport(tx: Tx, id: string, fault: string | null, now: Date): Promise<void> {
  await sql`update imports set state = ${fault === null ? 'done' : 'failed'}, fault = ${fault}, ended_at = ${now}, lease_until = null, file_key = null where id = ${id}`.execute(
    tx,
  );
}

export interface RefusedRow {
  readonly line: number;
  readonly code: string;
  readonly field: string | null;
  readonly cells: readonly string[];
}

export async function keepRefusals(tx: Tx, importId: string, rows: readonly RefusedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into import_refusals (import_id, line, code, field, cells) select ${importId}::uuid, r.line, r.code, r.field, r.cells
    from jsonb_to_recordset(${jsonb(rows)}) as r(line int, code text, field text, cells jsonb) on conflict do nothing`.execute(tx);
}

/** A page of refused rows in the order of the file; line 0 holds the file's header. */
export function refusalsPage(on: Reader, importId: string, afterLine: number, limit: number): Promise<RefusedRow[]> {
  return all(
    sql<RefusedRow>`select line, code, field, cells from import_refusals where import_id = ${importId} and line > ${afterLine} order by line limit ${limit}`,
    on,
  );
}

/** Imports that wait or were broken off: what the sweep runs. */
export async function openImports(on: Reader, now: Date): Promise<string[]> {
  const rows = await all(
    sql<{
      id: string;
    }>`select id from imports where file_key is not null and (state = 'waiting' or (state = 'running' and lease_until < ${now})) order by created_at limit 5`,
    on,
  );
  return rows.map((row) => row.id);
}

/** Uploads that nobody started within a day: their files can go. */
export function forgottenUploads(on: Reader, now: Date): Promise<{ id: string; fileKey: string }[]> {
  return all(
    sql<{
      id: string;
      fileKey: string;
    }>`select id, file_key as "fileKey" from imports where state = 'uploaded' and file_key is not null and created_at < ${new Date(now.getTime() - 86_400_000)} limit 50`,
    on,
  );
}

export function mappingsOf(on: Reader, shopId: string): Promise<{ layout: 'generic' | 'goods'; columns: Columns }[]> {
  return all(
    sql<{
      layout: 'generic' | 'goods';
      columns: Columns;
    }>`select layout, columns from import_mappings where shop_id = ${shopId} order by layout`,
    on,
  );
}

export async function saveMapping(command: Command, shopId: string, layout: 'generic' | 'goods', mapping: Columns): Promise<void> {
  await sql`insert into import_mappings (shop_id, layout, columns, changed_at, changed_by) values (${shopId}, ${layout}, ${jsonb(mapping)}, ${command.now}, ${command.actor.id})
    on conflict (shop_id, layout) do update set columns = excluded.columns, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(
    command.tx,
  );
}
