import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import type { House } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { mayOn } from '#staff/contract.ts';
import { type Columns, fieldsOf, guessColumns, knownColumns } from './columns.ts';
import { importRequested, type Shop } from './contract.ts';
import { importById, type ImportRow, queueImport, saveMapping } from './importsStore.ts';
import { presentShopName } from './presentOrder.ts';
import { readTable } from './readTable.ts';
import { fileWords } from './refusals.ts';
import { savedColumns } from './runImport.ts';
import { shopById } from './shopsStore.ts';
import type { ImportAnswer } from './wire.ts';

/**
 * Lets an uploaded file be imported by the worker. A mapping that is given is saved for the shop and used next time too.
 * Refuses `not-found`, `import-started`.
 */
export async function startImport(command: Command, importId: string, columns: Columns | undefined): Promise<Result<ImportAnswer>> {
  const row = await importFor(command.tx, command.actor, importId);
  if (!row) return refuse('not-found');
  const mapping = columns === undefined ? null : knownColumns(columns, row.layout);
  if (!(await queueImport(command, importId, mapping))) return refuse('import-started');
  if (mapping !== null && row.layout !== 'taobao') await saveMapping(command, row.shopId, row.layout, mapping);
  await writeEvents(command, [{ kind: importRequested, shopId: row.shopId, data: { importId } }]);
  return presentImportById(command.tx, command.actor, importId);
}

/** An import of a shop that the actor may import into. */
export async function importFor(on: Reader, actor: Actor, importId: string): Promise<ImportRow | undefined> {
  const row = await importById(on, importId);
  return row && mayOn(actor, 'order.import', { shopId: row.shopId }) ? row : undefined;
}

/** Progress of an import. Refuses `not-found`. */
export async function presentImportById(on: Reader, actor: Actor, importId: string): Promise<Result<ImportAnswer>> {
  const row = await importFor(on, actor, importId);
  const shop = row && (await shopById(on, row.shopId));
  return row && shop ? ok(presentImport(row, shop)) : refuse('not-found');
}

export function presentImport(row: ImportRow, shop: Shop): ImportAnswer {
  const { id, layout, fileName, bytes, state, encoding, rowsRead, rowsRefused, arrived, changed, unchanged, fault } = row;
  const words = fault === null ? null : (fileWords[fault] ?? { zh: fault, en: fault });
  return {
    id,
    shop: presentShopName(shop),
    layout,
    fileName,
    bytes,
    state,
    encoding,
    rowsRead,
    rowsRefused,
    arrived,
    changed,
    unchanged,
    fault: fault === null || words === null ? null : { code: fault, words },
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

/** How many rows a preview shows. */
const previewRows = 20;

/**
 * First 20 rows of an uploaded file and how its columns would be read: the shop's saved mapping where it fits, else a guess
 * by the headers. Refuses `not-found`, `import-file-gone`, and what is refused of a whole file.
 */
export async function previewImport(house: Pick<House, 'db' | 'files'>, actor: Actor, importId: string) {
  const row = await importFor(house.db, actor, importId);
  if (!row) return refuse('not-found');
  if (row.fileKey === null) return refuse('import-file-gone');
  const table = await readTable(house.files.path(row.fileKey));
  if (!table.ok) return table;
  const rows: string[][] = [];
  for await (const { cells } of table.value.rows) {
    rows.push(table.value.headers.map((_, at) => cells[at] ?? ''));
    if (rows.length === previewRows) break;
  }
  const saved = await savedColumns(house, row, table.value);
  return ok({
    headers: [...table.value.headers],
    rows,
    encoding: table.value.encoding,
    fields: fieldsOf(row.layout).map(({ key, words, needed }) => ({ key, words, needed })),
    columns: { ...(saved ?? guessColumns(table.value.headers, row.layout)) },
    saved: saved !== undefined,
  });
}
