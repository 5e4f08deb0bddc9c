import { failureReasons } from './wire.ts';

/** A row of the file that goes to the warehouse. The address stays out: the original order's number lets the ERP print it (FU-14). */
export interface ResendLine {
  /** Ours; it stands in the remark and finds the task when the file comes back. */
  readonly key: string;
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

export type Layout = 'generic' | 'wangdiantong';

type Column = readonly [header: string, cell: (line: ResendLine) => string];

/** 旺店通's own template differs by version; this one has the columns that its 补发单 import asks for, to be mapped once there. */
const layouts: Record<Layout, readonly Column[]> = {
  generic: [
    ['补发单号', (line) => line.key],
    ['服务单号', (line) => line.caseNumber],
    ['店铺', (line) => line.shop],
    ['平台订单号', (line) => line.orderNo],
    ['发货仓库', (line) => line.warehouse],
    ['商家编码', (line) => line.erpCode],
    ['货品名称', (line) => line.name],
    ['数量', (line) => String(line.quantity)],
    ['承诺送达', (line) => line.promised],
    ['快递公司', () => ''],
    ['快递单号', () => ''],
    ['状态', () => ''],
    ['原因', () => ''],
  ],
  wangdiantong: [
    ['店铺名称', (line) => line.shop],
    ['原始单号', (line) => line.orderNo],
    ['订单类型', () => '补发'],
    ['仓库名称', (line) => line.warehouse],
    ['商家编码', (line) => line.erpCode],
    ['货品名称', (line) => line.name],
    ['数量', (line) => String(line.quantity)],
    ['单价', () => '0'],
    ['客服备注', (line) => `补发 ${line.key} 承诺送达 ${line.promised}`],
    ['物流公司', () => ''],
    ['物流单号', () => ''],
    ['订单状态', () => ''],
    ['异常原因', () => ''],
  ],
};

/** The file's cells, header first; whatever could be taken for a formula is made plain text. */
export function sheetOf(layout: Layout, lines: readonly ResendLine[]): string[][] {
  const columns = layouts[layout];
  return [columns.map(([header]) => header), ...lines.map((line) => columns.map(([, cell]) => plain(cell(line))))];
}

/** Excel runs a cell that begins like this; an apostrophe makes it text. */
export function plain(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

/** What a row of the file that came back says. */
export type RowSays =
  | { readonly says: 'nothing' }
  | { readonly says: 'shipped' | 'arrived'; readonly carrier: string; readonly waybill: string }
  | { readonly says: 'failed'; readonly reason: (typeof failureReasons)[number]; readonly note: string };

export interface BackRow {
  readonly line: number;
  readonly key: string;
  readonly read: RowSays | { readonly refused: 'no-key' | 'carrier-missing' | 'waybill-wrong' | 'state-unknown' };
}

const headers = {
  key: ['补发单号', '客服备注', '备注', 'key', 'remark'],
  carrier: ['快递公司', '物流公司', 'carrier'],
  waybill: ['快递单号', '物流单号', '运单号', 'waybill'],
  state: ['状态', '订单状态', 'state'],
  reason: ['原因', '异常原因', 'reason'],
} as const;

const keyForm = /C\d{6}-\d+-\d-R\d+/i;

/** Reads a sheet that came back, in either layout. Pure; null when it has no column with our key. */
export function readBack(rows: readonly (readonly string[])[]): BackRow[] | null {
  const head = rows[0]?.map((cell) => cell.trim().toLowerCase()) ?? [];
  const at = (names: readonly string[]): number => head.findIndex((cell) => names.includes(cell));
  const columns = {
    key: at(headers.key),
    carrier: at(headers.carrier),
    waybill: at(headers.waybill),
    state: at(headers.state),
    reason: at(headers.reason),
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
  if (given.waybill === '') return state === 'none' || state === 'waiting' ? { says: 'nothing' } : { refused: 'waybill-wrong' };
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
