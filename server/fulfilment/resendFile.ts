import { shippedLayouts } from './layoutColumns.ts';
import type { TaskKind } from './taskStates.ts';
import { failureReasons, type layoutFields } from './wire.ts';

/** A row of the file that goes to the warehouse. The address stays out: the original order's number lets the ERP print it (FU-14). */
export interface ResendLine {
  /** Ours; it stands in the remark and finds the task when the file comes back. */
  readonly key: string;
  readonly kind: TaskKind;
  readonly caseNumber: string;
  readonly shop: string;
  readonly orderNo: string;
  readonly warehouse: string;
  readonly erpCode: string;
  readonly name: string;
  readonly quantity: number;
  /** Local time of the shop, `2026-11-24 18:00`. */
  readonly promised: string;
}

/** One column of a file: what it is called there, and what of ours it holds. */
export interface LayoutColumn {
  readonly header: string;
  readonly field: (typeof layoutFields)[number];
}

/** What the goods are sent as, and 快麦's code of it. */
const kinds: Partial<Record<TaskKind, readonly [words: string, code: string]>> = { exchange: ['换货', '4'], repair: ['维修', '9'] };

const cells: Record<LayoutColumn['field'], (line: ResendLine) => string> = {
  key: (line) => line.key,
  remark: (line) => `${kinds[line.kind]?.[0] ?? '补发'} ${line.key} 承诺送达 ${line.promised}`,
  caseNumber: (line) => line.caseNumber,
  shop: (line) => line.shop,
  orderNo: (line) => line.orderNo,
  kind: (line) => kinds[line.kind]?.[0] ?? '补发',
  kindCode: (line) => kinds[line.kind]?.[1] ?? '3',
  warehouse: (line) => line.warehouse,
  erpCode: (line) => line.erpCode,
  name: (line) => line.name,
  quantity: (line) => String(line.quantity),
  promised: (line) => line.promised,
  zero: () => '0',
  carrier: () => '',
  waybill: () => '',
  state: () => '',
  reason: () => '',
};

/** The file's cells, header first; whatever could be taken for a formula is made plain text. */
export function sheetOf(columns: readonly LayoutColumn[], lines: readonly ResendLine[]): string[][] {
  return [columns.map(({ header }) => header), ...lines.map((line) => columns.map(({ field }) => plain(cells[field](line))))];
}

/** Excel runs a cell that begins like this; an apostrophe makes it text. */
export function plain(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

/** What a row of the file that came back says. */
export type RowSays =
  | { readonly says: 'nothing' }
  /** They have taken it over and will send it. */
  | { readonly says: 'picked-up' }
  | { readonly says: 'shipped' | 'arrived'; readonly carrier: string; readonly waybill: string }
  | { readonly says: 'failed'; readonly reason: (typeof failureReasons)[number]; readonly note: string };

export interface BackRow {
  readonly line: number;
  readonly key: string;
  readonly read: RowSays | { readonly refused: 'no-key' | 'carrier-missing' | 'waybill-wrong' | 'state-unknown' };
}

/** Further names of columns, as people write them. */
const alsoCalled: Readonly<Record<'key' | 'carrier' | 'waybill' | 'state' | 'reason', readonly string[]>> = {
  key: ['key', 'remark', '备注'],
  carrier: ['carrier'],
  waybill: ['waybill', '运单号'],
  state: ['state'],
  reason: ['reason'],
};

const keyForm = /C\d{6}-\d+-\d-R\d+/i;

/** Reads a sheet that came back, in any layout, the shops' own among them. Pure; null when it has no column with our key. */
export function readBack(rows: readonly (readonly string[])[], own: readonly (readonly LayoutColumn[])[] = []): BackRow[] | null {
  const head = rows[0]?.map((cell) => cell.trim().toLowerCase()) ?? [];
  const known = [...Object.values(shippedLayouts), ...own].flat();
  const at = (field: keyof typeof alsoCalled): number => {
    const fields: readonly string[] = field === 'key' ? ['key', 'remark'] : [field];
    const names = known.filter((each) => fields.includes(each.field)).map((each) => each.header.toLowerCase());
    return head.findIndex((cell) => names.includes(cell) || alsoCalled[field].includes(cell));
  };
  const columns = {
    key: at('key'),
    carrier: at('carrier'),
    waybill: at('waybill'),
    state: at('state'),
    reason: at('reason'),
  };
  if (columns.key < 0) return null;
  const cell = (row: readonly string[], column: number): string =>
    (column < 0 ? '' : (row[column] ?? '')).normalize('NFKC').trim().replace(/^'/, '');
  return rows.slice(1).flatMap((row, i): BackRow[] => {
    if (row.every((each) => each.trim() === '')) return [];
    const key = keyForm.exec(cell(row, columns.key))?.[0]?.toUpperCase();
    const given = {
      carrier: cell(row, columns.carrier),
      waybill: cell(row, columns.waybill).replace(/\s/g, ''),
      state: cell(row, columns.state),
      reason: cell(row, columns.reason),
    };
    return [{ line: i + 2, key: key ?? '', read: key ? readRow(given) : { refused: 'no-key' } }];
  });
}

function readRow(given: { carrier: string; waybill: string; state: string; reason: string }): BackRow['read'] {
  const state = stateOf(given.state);
  if (state === 'unknown') return { refused: 'state-unknown' };
  if (state === 'failed') return { says: 'failed', reason: reasonOf(given.reason || given.state), note: given.reason.slice(0, 500) };
  if (given.waybill === '') {
    if (state === 'waiting') return { says: 'picked-up' };
    return state === 'none' ? { says: 'nothing' } : { refused: 'waybill-wrong' };
  }
  if (!/^[0-9A-Za-z-]{6,40}$/.test(given.waybill)) return { refused: 'waybill-wrong' };
  if (given.carrier === '') return { refused: 'carrier-missing' };
  return { says: state === 'arrived' ? 'arrived' : 'shipped', carrier: given.carrier, waybill: given.waybill };
}

function stateOf(text: string): 'none' | 'waiting' | 'shipped' | 'arrived' | 'failed' | 'unknown' {
  if (text === '') return 'none';
  if (/^(已签收|已送达|签收|arrived|delivered)$/i.test(text)) return 'arrived';
  if (/^(已发货|已发出|已寄出|已出库|发货|shipped|sent)$/i.test(text)) return 'shipped';
  if (/^(缺货|无货|失败|取消|已取消|无法发货|停产|failed|cancelled|no stock)$/i.test(text)) return 'failed';
  return /^(待发货|待审核|已审核|处理中|配货中|open|waiting)$/i.test(text) ? 'waiting' : 'unknown';
}

function reasonOf(text: string): (typeof failureReasons)[number] {
  const known = failureReasons.find((each) => each === text.toLowerCase());
  if (known) return known;
  if (/缺货|无货|没货|断货|no stock/i.test(text)) return 'no-stock';
  if (/停产|下架/.test(text)) return 'discontinued';
  if (/取消|cancel/i.test(text)) return 'cancelled-by-warehouse';
  if (/超区|不到|无法送达|拒收地址/.test(text)) return 'undeliverable';
  return 'other';
}
