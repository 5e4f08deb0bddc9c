import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTable } from './readTable.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amends-sheet-'));
});
afterAll(() => rm(folder, { recursive: true }));

const cellsOf = (n: number): string[] => [
  String(n),
  `栖木老友_${n}`,
  '卖家已发货，等待买家确认',
  `栖木折叠餐边柜 FC-120 ${n % 7} 🪑`,
  '迅川快递',
];

test.each([
  ['in the sheet', false],
  ['in the shared strings', true],
])('20,000 rows of a sheet whose texts stand %s come back to the last character', async (name, useSharedStrings) => {
  const path = join(folder, `${name.length}.xlsx`);
  const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings });
  const sheet = book.addWorksheet('订单');
  for (let n = 0; n <= 20_000; n += 1) sheet.addRow(cellsOf(n)).commit();
  await book.commit();
  const table = await readTable(path);
  if (!table.ok) throw new Error(table.refused.code);
  const wrong: string[][] = [];
  let n = 0;
  for await (const row of table.value.rows) {
    n += 1;
    if (row.cells.join() !== cellsOf(n).join()) wrong.push([...row.cells]);
  }
  expect(n).toBe(20_000);
  expect(wrong).toEqual([]);
});
