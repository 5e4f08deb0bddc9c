import { parse } from 'csv-parse/sync';
import { refuse, type Result } from '#platform/result.ts';

/** CSV as Excel in China opens it without asking: UTF-8 with BOM, CRLF; long numbers stay text in every program that honours quotes. */
export function writeCsv(rows: readonly (readonly string[])[]): Buffer {
  const lines = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf8');
}

/** XLSX with every cell as text, so that order numbers keep all their digits. */
export async function writeXlsx(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs'); // 0.3 s to load: only whoever needs it waits
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('补发单');
  for (const row of rows) sheet.addRow([...row]);
  sheet.columns.forEach((column) => {
    column.numFmt = '@';
    column.width = 20;
  });
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Reads a small sheet: XLSX by its first bytes, else CSV or tab-separated text in UTF-8 or GB18030. Refuses `file-unreadable`. */
export async function readSheet(bytes: Buffer): Promise<Result<string[][]>> {
  try {
    return { ok: true, value: bytes.subarray(0, 2).toString('latin1') === 'PK' ? await readXlsx(bytes) : readText(bytes) };
  } catch {
    return refuse('file-unreadable', { field: 'file' });
  }
}

async function readXlsx(bytes: Buffer): Promise<string[][]> {
  const { default: ExcelJS } = await import('exceljs'); // 0.3 s to load: only whoever needs it waits
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as never);
  const sheet = book.worksheets[0];
  const rows: string[][] = [];
  sheet?.eachRow({ includeEmpty: true }, (row) => {
    const cells: string[] = [];
    for (let column = 1; column <= sheet.columnCount; column += 1) cells.push(row.getCell(column).text);
    rows.push(cells);
  });
  return rows;
}

function readText(bytes: Buffer): string[][] {
  const text = decode(bytes).replace(/^\uFEFF/, '');
  const delimiter = (text.split('\n', 1)[0] ?? '').includes('\t') ? '\t' : ',';
  return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false });
}

/** A fatal UTF-8 reading first; what isn't UTF-8 is GB18030, the other encoding that Excel here writes. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
