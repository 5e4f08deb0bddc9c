import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import exceljs from 'exceljs';
import { importFile } from '#commerce/importFile.ts';
import { saveShop } from '#commerce/shopsStore.ts';
import { systemActor } from '#platform/actor.ts';
import { systemClock } from '#platform/clock.ts';
import { inTransaction, openDatabase } from '#platform/db.ts';
import { encodeGb18030 } from '#platform/gb18030.ts';
import { onDatabase, startTestCluster, templateName } from '../test/cluster.ts';

// Imports a file of 100,000 rows (GB18030 CSV, the same again, then the same as XLSX) into a PostgreSQL of its own, each in
// a process of its own, and says how long it took and how much memory the process held: `node bench/import.ts --rows 100000`.

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, url: { type: 'string' }, file: { type: 'string' }, name: { type: 'string' } },
});
const rows = Number(values.rows);
const header = [
  '订单编号',
  '买家会员名',
  '买家实际支付金额',
  '收货人姓名',
  '收货地址',
  '联系手机',
  '订单状态',
  '订单创建时间',
  '标题',
  '价格',
  '购买数量',
  '商家编码',
  '物流单号',
  '物流公司',
];

if (values.url !== undefined && values.file !== undefined) await measure(values.name ?? '', values.url, values.file);
else await prepareAndMeasure();

async function prepareAndMeasure(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'amends-bench-import-'));
  const cluster = await startTestCluster({ fsync: true });
  const url = onDatabase(cluster.url, templateName);
  try {
    await addShop(url);
    const csv = join(folder, 'orders.csv');
    await writeCsv(csv);
    const xlsx = join(folder, 'orders.xlsx');
    await writeXlsx(xlsx);
    for (const [name, file] of [
      ['CSV, new', csv],
      ['CSV, again', csv],
      ['XLSX, again', xlsx],
    ] as const) {
      const child = spawn(process.execPath, [import.meta.filename, '--url', url, '--file', file, '--name', name], { stdio: 'inherit' });
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code !== 0) throw new Error(`${name} ended with ${code}`);
    }
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function addShop(url: string): Promise<void> {
  const open = openDatabase(url);
  await inTransaction(open.db, (tx) =>
    saveShop(
      { tx, now: systemClock.now(), actor: systemActor, cause: 'bench' },
      {
        code: 'bench',
        name: '量测店',
        nameEn: 'Bench',
        platform: 'taobao',
        entity: '栖禾商贸',
        zone: 'Asia/Shanghai',
        lang: 'zh',
        orderForm: null,
        signature: '',
        replyFrom: null,
        phone: '',
        hours: null,
        payWords: undefined,
        claimDays: 30,
        active: true,
      },
    ),
  );
  await open.close();
}

async function measure(name: string, url: string, path: string): Promise<void> {
  const open = openDatabase(url);
  const before = megabytes();
  const samples: number[] = [];
  const watch = setInterval(() => samples.push(megabytes()), 250);
  const start = performance.now();
  const done = await importFile(
    { db: open.db, clock: systemClock, wake: () => undefined },
    { shopCode: 'bench', layout: 'taobao', path, report: () => undefined },
  );
  const seconds = (performance.now() - start) / 1000;
  clearInterval(watch);
  await open.close();
  if (!done.ok) throw new Error(done.refused.code);
  const half = Math.floor(samples.length / 2);
  const middle = (some: readonly number[]): number => [...some].sort((a, b) => a - b)[Math.floor(some.length / 2)] ?? 0;
  const { read, taken, unchanged, refused } = done.value;
  console.log(
    `${name}: ${read} rows in ${seconds.toFixed(1)} s (${Math.round(read / seconds)}/s), taken ${taken}, unchanged ${unchanged}, refused ${refused}; ` +
      `RSS before ${before} MB, peak ${Math.max(...samples)} MB, median of first half ${middle(samples.slice(0, half))} MB, of second half ${middle(samples.slice(half))} MB`,
  );
}

function rowOf(n: number): string[] {
  const orderNo = `26${String(n).padStart(17, '0')}`;
  return [
    orderNo,
    `栖木老友_${n}`,
    '429.00',
    '林**',
    '澜江市望岳区****',
    `1700000${String(n % 10_000).padStart(4, '0')}-12${n % 100}`,
    '卖家已发货，等待买家确认',
    '2026-11-16 20:14:33',
    `栖木折叠餐边柜 FC-120 ${n % 7}`,
    '429.00',
    '1',
    'FC-120',
    `XC${String(n).padStart(12, '0')}`,
    '迅川快递',
  ];
}

async function writeCsv(path: string): Promise<void> {
  const file = createWriteStream(path);
  file.write(encodeGb18030(`${header.join(',')}\r\n`));
  for (let n = 1; n <= rows; n += 1) {
    const [orderNo = '', ...rest] = rowOf(n);
    if (!file.write(encodeGb18030(`"\t${orderNo}",${rest.join(',')}\r\n`))) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

async function writeXlsx(path: string): Promise<void> {
  const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: false });
  const sheet = book.addWorksheet('orders');
  sheet.addRow(header).commit();
  for (let n = 1; n <= rows; n += 1) sheet.addRow(rowOf(n)).commit();
  await book.commit();
}

function megabytes(): number {
  return Math.round(process.memoryUsage().rss / 1_048_576);
}
