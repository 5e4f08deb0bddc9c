import { systemActor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction } from '#platform/db.ts';
import type { House } from '#platform/module.ts';
import { cellReader, type Columns, guessColumns, knownColumns, type Layout, missingFields } from './columns.ts';
import type { Shop } from './contract.ts';
import { goodsFromRow, joinGoodsRows } from './goodsFromRows.ts';
import {
  addProgress,
  endImport,
  type ImportRow,
  keepRefusals,
  mappingsOf,
  noteEncoding,
  type Progress,
  type RefusedRow,
  takeImport,
} from './importsStore.ts';
import { joinOrderRows, orderFromRow, type RowOf } from './orderFromRows.ts';
import { BrokenFile, readTable, type Table, type TableRow } from './readTable.ts';
import { saveGoods } from './saveGoods.ts';
import { saveOrders } from './saveOrders.ts';
import { shopById } from './shopsStore.ts';

/** Rows per transaction: far below 10 s even on a slow disk. */
const batchRows = 500;

export interface ImportDone extends Progress {
  readonly fault: string | null;
}

type Source = Pick<House, 'db' | 'clock' | 'wake'>;

/**
 * Carries an import out: reads the file with a memory that doesn't grow, commits every 500 rows with their counts, keeps
 * refused rows with line and reason while the rest goes in. Run again after a crash it begins anew, and what was saved counts
 * as unchanged. Undefined: another process has it, or it is over. `path` is where the bytes are.
 */
export async function runImport(
  house: Source,
  importId: string,
  path: string,
  report: (so: Progress) => void = () => undefined,
): Promise<ImportDone | undefined> {
  const taken = await inTransaction(house.db, (tx) => takeImport(tx, importId, house.clock.now()));
  if (!taken) return undefined;
  const shop = await shopById(house.db, taken.shopId);
  if (!shop) throw new Error('an import has no shop');
  const sum = { rowsRead: 0, rowsRefused: 0, arrived: 0, changed: 0, unchanged: 0 };
  const end = async (fault: string | null): Promise<ImportDone> => {
    await inTransaction(house.db, (tx) => endImport(tx, importId, fault, house.clock.now()));
    return { ...sum, fault };
  };
  const table = await readTable(path);
  if (!table.ok) return end(table.refused.code);
  const columns = await columnsFor(house, taken, table.value);
  if (missingFields(columns, table.value.headers, taken.layout).length > 0) return end('sheet-columns-missing');
  await inTransaction(house.db, async (tx) => {
    await noteEncoding(tx, importId, table.value.encoding);
    await keepRefusals(tx, importId, [{ line: 0, code: 'header', field: null, cells: table.value.headers }]);
  });
  const save = taken.layout === 'goods' ? goodsSaver(shop) : ordersSaver(shop);
  try {
    for await (const batch of batches(table.value.rows, cellReader(table.value.headers, columns), keyField(taken.layout))) {
      const more = await inTransaction(house.db, async (tx) => {
        const now = house.clock.now();
        const saved = await save({ tx, now, actor: systemActor, cause: `import:${importId}` }, batch);
        await keepRefusals(tx, importId, saved.refused);
        const counts = { ...saved.counts, rowsRead: batch.length, rowsRefused: saved.refused.length };
        await addProgress(tx, importId, counts, now);
        return counts;
      });
      for (const key of ['rowsRead', 'rowsRefused', 'arrived', 'changed', 'unchanged'] as const) sum[key] += more[key];
      house.wake();
      report(sum);
    }
  } catch (error) {
    if (error instanceof BrokenFile) return end('sheet-broken');
    throw error;
  }
  return end(null);
}

/** The mapping named with the import, else the shop's saved one where it fits the headers, else a guess. */
export async function columnsFor(
  house: Pick<House, 'db'>,
  row: Pick<ImportRow, 'shopId' | 'layout' | 'columns'>,
  table: Pick<Table, 'headers'>,
): Promise<Columns> {
  if (row.columns !== null) return knownColumns(row.columns, row.layout);
  const saved = await savedColumns(house, row, table);
  return saved ?? guessColumns(table.headers, row.layout);
}

export async function savedColumns(
  house: Pick<House, 'db'>,
  row: Pick<ImportRow, 'shopId' | 'layout'>,
  table: Pick<Table, 'headers'>,
): Promise<Columns | undefined> {
  if (row.layout === 'taobao') return undefined;
  const saved = (await mappingsOf(house.db, row.shopId)).find((each) => each.layout === row.layout)?.columns;
  return saved !== undefined && missingFields(saved, table.headers, row.layout).length === 0 ? saved : undefined;
}

function keyField(layout: Layout): string {
  return layout === 'goods' ? 'code' : 'orderNo';
}

interface ReadRow extends TableRow {
  readonly row: Record<string, string>;
}

/** Rows in batches of 500; rows of one order that follow each other stay together (up to 2,000). */
async function* batches(
  rows: AsyncIterable<TableRow>,
  read: (cells: readonly string[]) => Record<string, string>,
  key: string,
): AsyncGenerator<ReadRow[]> {
  let batch: ReadRow[] = [];
  for await (const each of rows) {
    const row = read(each.cells);
    const isSame = batch.length > 0 && row[key] === batch.at(-1)?.row[key];
    if (batch.length >= (isSame ? 4 * batchRows : batchRows)) {
      yield batch;
      batch = [];
    }
    batch.push({ ...each, row });
  }
  if (batch.length > 0) yield batch;
}

type Saver = (
  command: Command,
  batch: readonly ReadRow[],
) => Promise<{ counts: Pick<Progress, 'arrived' | 'changed' | 'unchanged'>; refused: RefusedRow[] }>;

function ordersSaver(shop: Shop): Saver {
  return async (command, batch) => {
    const { taken, refused } = sorted(
      batch,
      (row) => orderFromRow(row, shop.zone),
      (order) => order.orderNo,
    );
    const saved = await saveOrders(
      command,
      shop,
      taken.map((rows) => joinOrderRows(rows)),
      'file',
    );
    return { counts: countOf(saved), refused };
  };
}

function goodsSaver(shop: Shop): Saver {
  return async (command, batch) => {
    const { taken, refused } = sorted(batch, goodsFromRow, (goods) => goods.code);
    const saved = await saveGoods(
      command,
      shop,
      taken.map((rows) => joinGoodsRows(rows)),
      false,
    );
    return { counts: countOf(saved), refused };
  };
}

function sorted<T>(
  batch: readonly ReadRow[],
  read: (row: Record<string, string>) => RowOf<T>,
  keyOf: (value: T) => string,
): { taken: T[][]; refused: RefusedRow[] } {
  const groups = new Map<string, T[]>();
  const refused: RefusedRow[] = [];
  for (const { line, cells, row } of batch) {
    const result = read(row);
    if (!result.ok) refused.push({ line, code: result.code, field: result.field, cells });
    else groups.set(keyOf(result.value), [...(groups.get(keyOf(result.value)) ?? []), result.value]);
  }
  return { taken: [...groups.values()], refused };
}

function countOf(saved: readonly { outcome: 'arrived' | 'changed' | 'unchanged' }[]) {
  const count = (outcome: string): number => saved.filter((each) => each.outcome === outcome).length;
  return { arrived: count('arrived'), changed: count('changed'), unchanged: count('unchanged') };
}
