import { addDays, instantOf, isLocalDay } from '#platform/localTime.ts';
import { parseYuan } from '#platform/money.ts';
import type { Flag, LineKind, OrderState } from './contract.ts';

/** A cell that can't be read: its row is refused with this reason. */
export class BadCell extends Error {
  readonly code: string;
  readonly field: string;
  constructor(code: string, field: string) {
    super(code);
    this.code = code;
    this.field = field;
  }
}

/** A cell without what exports put around it: tab, quote or ="…" before long numbers, blanks of every kind. */
export function cleanCell(text: string): string {
  const trimmed = text.trim();
  const formula = /^="(.*)"$/s.exec(trimmed);
  return (formula?.[1] ?? trimmed).replace(/^['`\s]+(?=[\dA-Za-z])/, '').trim();
}

/** A long number. Sheets turn it into 2.61E+18 and lose its last digits: refused, never guessed. */
export function readNumber(row: Cells, field: string): string | undefined {
  const text = row[field]?.normalize('NFKC').replace(/\s/g, '');
  if (text === undefined || text === '') return undefined;
  if (/^\d(\.\d+)?e\+?\d+$/i.test(text)) throw new BadCell('row-number-lost', field);
  return text;
}

export type Cells = Readonly<Record<string, string>>;

/** Yuan as fen. */
export function readFen(row: Cells, field: string): number | undefined {
  const text = row[field];
  if (text === undefined) return undefined;
  const plain = /^(\d{1,9})(?:\.(\d{1,2})0*)?$/.exec(text);
  if (plain) return Number(plain[1]) * 100 + Number((plain[2] ?? '').padEnd(2, '0'));
  const read = parseYuan(text);
  if (!read.ok) throw new BadCell('row-amount', field);
  return read.value;
}

export function readCount(row: Cells, field: string): number | undefined {
  const text = row[field]?.normalize('NFKC');
  if (text === undefined) return undefined;
  const found = /^(\d{1,8})(?:\.0+)?\s*(?:件|个|g|克)?$/i.exec(text);
  if (!found) throw new BadCell('row-count', field);
  return Number(found[1]);
}

/** A wall-clock time of the shop's zone, or an instant with its offset; as ISO 8601. */
export function readTime(row: Cells, field: string, zone: string): string | undefined {
  const text = row[field];
  if (text === undefined || text.startsWith('0000')) return undefined;
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/.exec(text);
  if (!found) {
    const at = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(at)) throw new BadCell('row-time', field);
    return new Date(at).toISOString();
  }
  const [, year, month, date, hours = '0', minutes = '00', seconds = '00'] = found;
  const day = `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`;
  if (!isLocalDay(day) || Number(hours) > 24 || Number(minutes) > 59 || Number(seconds) > 59) throw new BadCell('row-time', field);
  const isNextMidnight = hours === '24';
  const start = instantOf(isNextMidnight ? addDays(day, 1) : day, `${(isNextMidnight ? '0' : hours).padStart(2, '0')}:${minutes}`, zone);
  return new Date(start.getTime() + Number(seconds) * 1000).toISOString();
}

const states: readonly (readonly [RegExp, OrderState])[] = [
  [/部分发货/, 'part-shipped'],
  [/交易成功|已完成|交易完成|^completed$/i, 'completed'],
  [/关闭|取消|^cancell?ed$/i, 'cancelled'],
  [/已签收|已收货|^signed$/i, 'signed'],
  [/已发货|待收货|待签收|运输中|^shipped$/i, 'shipped'],
  [/等待买家付款|待付款|未付款|^unpaid$/i, 'unpaid'],
  [/已付款|待发货|备货|待出库|^paid$/i, 'paid'],
];

/** A platform's words for an order's state; unknown words say nothing, and times decide. */
export function readState(row: Cells): OrderState | undefined {
  return states.find(([words]) => words.test(row['state'] ?? ''))?.[1];
}

const kinds: Readonly<Record<string, Exclude<LineKind, 'component'>>> = {
  赠品: 'gift',
  组合装: 'bundle',
  套装: 'bundle',
  预售: 'presale',
  服务: 'service',
  普通: 'goods',
  商品: 'goods',
  gift: 'gift',
  bundle: 'bundle',
  presale: 'presale',
  service: 'service',
  goods: 'goods',
};

export function readKind(row: Cells, field = 'lineKind'): Exclude<LineKind, 'component'> | undefined {
  return kinds[row[field]?.trim().toLowerCase() ?? ''];
}

const flagWords: readonly (readonly [RegExp, Flag])[] = [
  [/红|red|^1$/i, 'red'],
  [/黄|yellow|^2$/i, 'yellow'],
  [/绿|green|^3$/i, 'green'],
  [/蓝|blue|^4$/i, 'blue'],
  [/紫|purple|^5$/i, 'purple'],
  [/灰|gr[ae]y|^0$/i, 'grey'],
];

export function readFlag(row: Cells): Flag | undefined {
  return flagWords.find(([words]) => words.test(row['flag'] ?? ''))?.[1];
}

export function readYes(row: Cells, field: string): boolean | undefined {
  const text = row[field];
  return text === undefined ? undefined : /^(是|有|已投保|y|yes|true|1)$/i.test(text);
}
