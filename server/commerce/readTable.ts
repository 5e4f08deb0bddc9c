import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type exceljs from 'exceljs';
import { ok, refuse, type Result } from '#platform/result.ts';
import { cleanCell } from './cells.ts';

export interface TableRow {
  /** Line in the file; the header's is 1 unless blank lines stand before it. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Table {
  readonly headers: readonly string[];
  readonly encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'xlsx';
  /** The rows after the header; read once, in order, with a memory that doesn't grow. A file that breaks in the middle throws BrokenFile. */
  readonly rows: AsyncIterable<TableRow>;
}

/** A file that stops making sense in the middle: an open quote, a damaged archive. */
export class BrokenFile extends Error {}

const largest = 300 * 1024 * 1024;
const sniffed = 65_536;

/**
 * Opens a CSV (UTF-8 with or without BOM, GB18030, UTF-16 with BOM; comma, semicolon or tab) or an XLSX (first sheet) by
 * its bytes, whatever its name. Refuses `sheet-empty`, `sheet-too-large`, `sheet-old-excel`, `sheet-not-a-table`, `sheet-broken`.
 */
export async function readTable(path: string): Promise<Result<Table>> {
  const { size } = await stat(path);
  if (size === 0) return refuse('sheet-empty');
  if (size > largest) return refuse('sheet-too-large');
  const head = await firstBytes(path);
  const kind = kindOf(head);
  if (kind === 'xls') return refuse('sheet-old-excel');
  if (kind === 'other') return refuse('sheet-not-a-table');
  const encoding = kind === 'csv' ? await encodingOf(path, head) : kind;
  if (encoding === null) return refuse('sheet-not-a-table');
  return withHeader(encoding, encoding === 'xlsx' ? xlsxRows(path) : csvRows(path, encoding, head));
}

async function withHeader(encoding: Table['encoding'], source: AsyncGenerator<TableRow>): Promise<Result<Table>> {
  try {
    for (let seen = 0; ; seen += 1) {
      const next = await source.next();
      if (next.done) return refuse(seen === 0 ? 'sheet-empty' : 'sheet-not-a-table');
      const headers = next.value.cells;
      // One cell is a title above the table or a list; a table has at least two columns.
      if (headers.filter((cell) => cell !== '').length >= 2) return ok({ encoding, headers, rows: source });
      if (next.value.line > 20) return refuse('sheet-not-a-table');
    }
  } catch (error) {
    if (error instanceof BrokenFile) return refuse('sheet-broken');
    throw error;
  }
}

async function firstBytes(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(sniffed);
    const { bytesRead } = await handle.read(buffer, 0, sniffed, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function kindOf(head: Buffer): 'xlsx' | 'xls' | 'csv' | 'utf-16le' | 'other' {
  if (head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) return 'xlsx';
  if (head.subarray(0, 4).toString('hex') === 'd0cf11e0') return 'xls';
  if (head.subarray(0, 2).toString('hex') === 'fffe') return 'utf-16le';
  // Text has no zero byte and hardly any other control character; pictures and PDF begin with their names.
  if (head.includes(0) || /^(?:\x89PNG|\xff\xd8\xff|GIF8|%PDF|RIFF|Rar!)/.test(head.subarray(0, 8).toString('latin1'))) return 'other';
  return 'csv';
}

/** UTF-8 if every byte of the file fits it, else GB18030 if that fits; null when neither does. */
async function encodingOf(path: string, head: Buffer): Promise<'utf-8' | 'gb18030' | null> {
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    const decoder = new TextDecoder(encoding, { fatal: true });
    try {
      for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) decoder.decode(chunk as Buffer, { stream: true });
      decoder.decode();
      const text = new TextDecoder(encoding).decode(head);
      return (text.match(/[\u0001-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0) > 4 ? null : encoding;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return null;
}

async function* csvRows(path: string, encoding: 'utf-8' | 'gb18030' | 'utf-16le', head: Buffer): AsyncGenerator<TableRow> {
  const delimiter = delimiterOf(new TextDecoder(encoding).decode(head));
  const parser = Readable.from(decoded(path, encoding)).pipe(
    parse({
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: 1_000_000,
    }),
  );
  try {
    for await (const each of parser) {
      const { record, info } = each as { record: string[]; info: { lines: number } };
      yield { line: info.lines, cells: record.map(cleanCell) };
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw new BrokenFile(error.message, { cause: error });
    throw error;
  }
}

async function* decoded(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

function delimiterOf(text: string): string {
  const line = text.split(/\r?\n/).find((each) => each.trim() !== '') ?? '';
  const count = (sign: string): number => line.split(sign).length;
  const best = [',', '\t', ';'].sort((a, b) => count(b) - count(a))[0] ?? ',';
  // A comma file whose headers are tab-prefixed has as many tabs as commas.
  return best === '\t' && count(',') >= count('\t') ? ',' : best;
}

async function* xlsxRows(path: string): AsyncGenerator<TableRow> {
  try {
    const { default: library } = await import('exceljs'); // 0.3 s to load: only whoever needs it waits
    const book = wholeCharacters(
      new library.stream.xlsx.WorkbookReader(path, {
        worksheets: 'emit',
        sharedStrings: 'cache',
        styles: 'cache',
        hyperlinks: 'ignore',
        entries: 'ignore',
      }),
    );
    for await (const sheet of book) {
      for await (const row of sheet) {
        const values = row.values;
        const cells = Array.isArray(values) ? Array.from(values.slice(1), textOf) : [];
        if (cells.some((cell) => cell !== '')) yield { line: row.number, cells };
      }
      return;
    }
  } catch (error) {
    if (error instanceof BrokenFile) throw error;
    throw new BrokenFile(error instanceof Error ? error.message : 'xlsx', { cause: error });
  }
}

interface Inside {
  _parseWorksheet: (pieces: AsyncIterable<Buffer | string>, sheetNo: string) => Iterable<unknown>;
  _parseSharedStrings: (entry: Readable) => AsyncIterable<unknown>;
}

/**
 * exceljs 4.4.0 decodes each piece of a file by itself, so that a Chinese character which lies across two pieces comes out as
 * ���: about one cell in 5,000. Handing it pieces that are text already avoids it; a test reads 20,000 rows back.
 */
function wholeCharacters(book: exceljs.stream.xlsx.WorkbookReader): exceljs.stream.xlsx.WorkbookReader {
  const inside = book as unknown as Inside;
  const [worksheet, sharedStrings] = [inside['_parseWorksheet'].bind(book), inside['_parseSharedStrings'].bind(book)];
  inside['_parseWorksheet'] = (pieces, sheetNo) => worksheet(asText(pieces), sheetNo);
  inside['_parseSharedStrings'] = (entry) => sharedStrings(entry.setEncoding('utf8'));
  return book;
}

async function* asText(pieces: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const piece of pieces) yield typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
}

/** A cell as its text. A whole number above 15 digits has lost its last ones in the sheet: shown as 2.6E+18, which is refused later. */
function textOf(value: exceljs.CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace('T', ' ');
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) >= 1e15 ? value.toExponential() : String(value);
  if (typeof value !== 'object') return cleanCell(String(value));
  if ('richText' in value) return cleanCell(value.richText.map((each) => each.text).join(''));
  if ('result' in value) return textOf(value.result);
  if ('text' in value) return cleanCell(typeof value.text === 'string' ? value.text : textOf(value.text));
  return '';
}
