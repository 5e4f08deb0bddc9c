import { formatYuan } from './yuan.ts';
import { neutraliseFormula } from '#platform/text.ts';
import type { Payee } from './payee.ts';
import type { PayeeWay, PayoutFailure } from './payoutStates.ts';
import type { payoutLayouts } from './payoutWire.ts';

/** A row of the file that goes to the bank or to Alipay. */
export interface PayoutLine {
  /** Finds this try of this payment when the file comes back, P261121-1-001. */
  readonly key: string;
  readonly payee: Payee;
  readonly amountFen: number;
  readonly caseNumber: string;
}

const ways: Readonly<Record<PayeeWay, string>> = { alipay: '支付宝', wechat: '微信', bank: '银行卡' };

/**
 * Columns of each layout. `alipay` is an example (示例) in the shape of a batch transfer sheet; compare it with the template of
 * your own account before the first use.
 */
const layouts: Readonly<Record<(typeof payoutLayouts)[number], readonly (readonly [string, (line: PayoutLine, i: number) => string])[]>> = {
  generic: [
    ['付款序号', (line) => line.key],
    ['收款方式', (line) => ways[line.payee.way]],
    ['收款人姓名', (line) => line.payee.name],
    ['收款账号', (line) => line.payee.account],
    ['开户行', (line) => line.payee.bank],
    ['金额（元）', (line) => formatYuan(line.amountFen)],
    ['用途', (line) => `售后赔付 ${line.caseNumber}`],
    ['状态', () => ''],
    ['失败原因', () => ''],
    ['流水号', () => ''],
  ],
  alipay: [
    ['序号（必填）', (_, i) => String(i + 1)],
    ['收款方支付宝账号（必填）', (line) => line.payee.account],
    ['收款方姓名（必填）', (line) => line.payee.name],
    ['金额（必填，单位：元）', (line) => formatYuan(line.amountFen)],
    ['备注（选填）', (line) => `${line.key} 售后赔付 ${line.caseNumber}`],
    ['状态', () => ''],
    ['失败原因', () => ''],
    ['支付宝流水号', () => ''],
  ],
};

/** The file's cells, header first; whatever a sheet would run as a formula is made plain text. Pure. */
export function payoutSheet(layout: keyof typeof layouts, lines: readonly PayoutLine[]): string[][] {
  const columns = layouts[layout];
  return [columns.map(([header]) => header), ...lines.map((line, i) => columns.map(([, cell]) => neutraliseFormula(cell(line, i))))];
}

/** What a row of the result file says. */
export type ResultSays =
  | { readonly says: 'nothing' }
  | { readonly says: 'paid'; readonly theirNo: string; readonly amountFen: number | null }
  | {
      readonly says: 'failed';
      readonly failure: PayoutFailure;
      readonly note: string /** 退票: it came back, also after it had been paid. */;
      readonly cameBack: boolean;
    };
export interface ResultRow {
  readonly line: number;
  readonly key: string;
  readonly read: ResultSays | { readonly refused: 'payout-row-no-key' | 'payout-row-state' | 'payout-row-reason' };
}

const named: Readonly<Record<'key' | 'state' | 'reason' | 'theirNo' | 'amount', RegExp>> = {
  key: /^(付款序号|备注|备注（选填）|备注\(选填\)|商户订单号|key|remark)$/i,
  state: /^(状态|处理状态|交易状态|付款状态|结果|state|status)$/i,
  reason: /^(失败原因|原因|错误原因|reason)$/i,
  theirNo: /^(流水号|支付宝流水号|交易号|银行流水号|reference)$/i,
  amount: /^(金额|金额（元）|金额\(元\)|金额（必填，单位：元）|金额\(必填,单位:元\)|amount)$/i,
};
const keyForm = /P\d{6}-\d{1,4}-\d{3}/i;

/** Reads a result file in either layout. Pure; null when it has no column with our key or none with the state. */
export function readResult(rows: readonly (readonly string[])[]): ResultRow[] | null {
  const head = (rows[0] ?? []).map((cell) => cell.trim());
  const at = (of: keyof typeof named): number => head.findIndex((cell) => named[of].test(cell) || named[of].test(cell.normalize('NFKC')));
  const [key, state] = [at('key'), at('state')];
  if (key < 0 || state < 0) return null;
  const cell = (row: readonly string[], column: number): string =>
    (column < 0 ? '' : (row[column] ?? '')).normalize('NFKC').trim().replace(/^'/, '');
  return rows.slice(1).flatMap((row, i): ResultRow[] => {
    if (row.every((each) => each.trim() === '')) return [];
    const found = keyForm.exec(cell(row, key))?.[0]?.toUpperCase();
    const read = found
      ? readRow({
          state: cell(row, state),
          reason: cell(row, at('reason')),
          theirNo: cell(row, at('theirNo')),
          amount: cell(row, at('amount')),
        })
      : ({ refused: 'payout-row-no-key' } as const);
    return [{ line: i + 2, key: found ?? '', read }];
  });
}

function readRow(given: { state: string; reason: string; theirNo: string; amount: string }): ResultRow['read'] {
  if (given.state === '' || /^(处理中|待处理|processing|pending)$/i.test(given.state)) return { says: 'nothing' };
  if (/^(成功|支付成功|转账成功|已付款|付款成功|paid|success)$/i.test(given.state))
    return { says: 'paid', theirNo: given.theirNo.slice(0, 80), amountFen: fenOf(given.amount) };
  const cameBack = /^(退票|退汇|已退回|已退票|returned|bounced)$/i.test(given.state);
  if (!cameBack && !/^(失败|付款失败|转账失败|failed)$/i.test(given.state)) return { refused: 'payout-row-state' };
  if (given.reason === '') return { refused: 'payout-row-reason' };
  return { says: 'failed', failure: failureOf(given.reason), note: given.reason.slice(0, 200), cameBack };
}

function fenOf(text: string): number | null {
  const plain = text.replaceAll(/[,¥\s]/g, '');
  return /^\d{1,10}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : null;
}

function failureOf(reason: string): PayoutFailure {
  if (/实名不符|姓名不符|户名不符|户名.*不(一致|匹配)|姓名.*不(一致|匹配)|name.?mismatch/i.test(reason)) return 'name-mismatch';
  if (/账[号户].*(不存在|有误|错误|异常|冻结|注销|无效)|未注册|account/i.test(reason)) return 'account-wrong';
  return /限额|超限|limit/i.test(reason) ? 'over-limit' : 'other';
}
