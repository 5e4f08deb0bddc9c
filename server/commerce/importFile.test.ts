import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { all, sql } from '#platform/db.ts';
import { encodeGb18030 } from '#platform/gb18030.ts';
import { newId } from '#platform/ids.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { commandAt, makePlaces, makeShop } from './commerceFixtures.ts';
import type { Shop } from './contract.ts';
import { importFile } from './importFile.ts';
import { insertImport, importById, saveMapping, takeImport } from './importsStore.ts';
import { contactOfOrder, orderByNumber, orderForCase } from './orderFacts.ts';
import { runImport } from './runImport.ts';

let house: TestHouse;
let shop: Shop;
let files = 0;

beforeAll(async () => {
  house = await testHouse();
  shop = await makeShop(house.db, 'qimu');
  await makePlaces(house.db);
});
afterAll(() => house.close());

async function importText(text: string | Buffer, layout = 'taobao', name = 'orders.csv') {
  files += 1;
  const path = join(house.config.dataDir, `${files}-${name}`);
  await writeFile(path, text);
  return importFile(house, { shopCode: 'qimu', layout, path, report: () => undefined });
}

const header =
  '订单编号,买家会员名,买家实际支付金额,收货人姓名,收货地址,联系手机,订单状态,订单创建时间,订单付款时间,物流单号,物流公司,订单备注,总金额 ';
const row = (orderNo: string, more: { paid?: string; note?: string } = {}) =>
  `"\t${orderNo}",栖***木,${more.paid ?? '429.00'},林**,"澜江市望岳区****, 2 栋",17000000031-1207,卖家已发货，等待买家确认,2026-11-16 20:14:33,2026-11-16 20:15:00,No:XC${orderNo.slice(-8)},迅川快递,${more.note ?? '红旗客户'},429.00`;

const idOf = async (orderNo: string): Promise<string> => (await orderByNumber(house.db, shop.id, orderNo))?.id ?? newId();
const orderOf = async (orderNo: string) => orderForCase(house.db, await idOf(orderNo));
const contactOf = async (orderNo: string) => contactOfOrder(house.db, await idOf(orderNo));

describe('the Taobao order file', () => {
  test.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with BOM', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['GB18030', encodeGb18030],
    ['UTF-16 with BOM', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('in %s, with tab-prefixed numbers', async (name, encode) => {
    const orderNo = `26111600000000${name.length}`;
    const done = await importText(encode(`${header}\r\n${row(orderNo)}\r\n`));
    expect(done).toMatchObject({ ok: true, value: { read: 1, taken: 1, unchanged: 0, refused: 0, refusedFile: null } });
    expect(await orderOf(orderNo)).toMatchObject({
      state: 'shipped',
      paidFen: 42900,
      placedAt: new Date('2026-11-16T12:14:33Z'),
      parcels: [{ waybill: `XC${orderNo.slice(-8)}`, carrierName: null }],
    });
    expect(await contactOf(orderNo)).toMatchObject({
      receiver: '林**',
      phone: '17000000031',
      phoneKind: 'virtual',
      extension: '1207',
      address: '澜江市望岳区****, 2 栋',
    });
  });

  test('with its item file makes whole orders; both again change nothing', async () => {
    const orders = `${header}\n${row('2611170000000001')}\n${row('2611170000000002')}\n`;
    const items =
      '订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息\n2611170000000001,餐边柜,429.00,1,FC-120,颜色:原木,\n2611170000000001,餐边柜,429.00,1,FC-120,颜色:原木,\n2611170000000002,"螺丝包 <img src=x onerror=alert(1)> 𠮷🪛",3.00,2,LS,,\n';
    for (const text of [orders, items]) await importText(text);
    expect((await orderOf('2611170000000001'))?.lines).toMatchObject([
      { priceFen: 42900, quantity: 1 },
      { priceFen: 42900, quantity: 1 },
    ]);
    expect((await orderOf('2611170000000002'))?.lines).toMatchObject([{ title: '螺丝包 <img src=x onerror=alert(1)> 𠮷🪛', quantity: 2 }]);
    for (const text of [orders, items])
      expect(await importText(text)).toMatchObject({ ok: true, value: { taken: 0, unchanged: 2, refused: 0 } });
  });
});

test('a file that names the live stream and the trip of the van brings both (BA-2)', async () => {
  await importText(
    '订单号,商品名称,商品单价,直播间,快递单号,车次\n2611170000000031,手冲组合装,199,11-18 晚场,XC31000001,迅川 7-31\n',
    'generic',
  );
  expect(await orderOf('2611170000000031')).toMatchObject({
    liveSession: '11-18 晚场',
    parcels: [{ waybill: 'XC31000001', trip: '迅川 7-31' }],
  });
});

test('an older file that comes after a newer one sets no state back', async () => {
  await importText(`${header}\n${row('2611170000000009')}\n`);
  const older = await importText(`${header}\n${row('2611170000000009').replace('卖家已发货，等待买家确认', '买家已付款')}\n`);
  expect(older).toMatchObject({ ok: true, value: { taken: 0, unchanged: 1 } });
  expect(await orderOf('2611170000000009')).toMatchObject({ state: 'shipped' });
});

describe('bad rows', () => {
  test('are refused with line and reason while the rest goes in', async () => {
    const text = [
      header,
      row('2611180000000001'),
      row(''),
      row('2.61118E+15'),
      row('2611180000000004', { paid: '12.345' }),
      row('2611180000000005', { note: 'a\u0007b' }),
      row('2611180000000006', { note: 'x'.repeat(2001) }),
      '',
      row('2611180000000007', { note: '=HYPERLINK("http://x")' }),
      row('2611180000000008', { paid: '=1+1' }),
    ].join('\n');
    const done = await importText(text);
    if (!done.ok) throw new Error(done.refused.code);
    expect(done.value).toMatchObject({ read: 8, taken: 2, refused: 6 });
    const lines = (done.value.refusedFile ?? '').split('\r\n');
    expect(lines[0]).toBe(`\ufeff行号,拒收原因,${header.trim()}`);
    expect(lines.slice(1, 7).map((line) => line.split(',').slice(0, 2).join(','))).toEqual([
      '3,“订单编号”为空，无法识别是哪一单；请补上后重新导入本行',
      '4,“订单编号”被表格软件改成了科学计数法，末几位已丢失；请从平台重新导出，或将该列设为文本',
      '5,“买家实际支付金额”不是有效金额；请写成 12.50 这样的数字',
      '6,“商家备注”含有不可见的控制字符；请删除',
      '7,“商家备注”过长；请缩短',
      '10,“买家实际支付金额”不是有效金额；请写成 12.50 这样的数字',
    ]);
    expect(lines[6]).toContain(`,'=1+1,`);
    expect(lines[6]).toContain('"\t2611180000000008"');
  });

  test('the refused file is mended and imported as it is', async () => {
    const first = await importText(`${header}\n${row('2611180000000021', { paid: 'x' })}\n`);
    const mended = first.ok ? (first.value.refusedFile ?? '').replace(',x,', ',429.00,') : '';
    expect(await importText(mended)).toMatchObject({ ok: true, value: { taken: 1, refused: 0 } });
    expect(await orderOf('2611180000000021')).toMatchObject({ paidFen: 42900 });
  });
});

describe('a whole file is refused', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  test.each<[string, Buffer, string]>([
    ['with no bytes', Buffer.alloc(0), 'sheet-empty'],
    ['with blank lines only', Buffer.from('\n\n \n'), 'sheet-empty'],
    ['that is a renamed picture', png, 'sheet-not-a-table'],
    ['that is PDF', Buffer.from('%PDF-1.7 ...'), 'sheet-not-a-table'],
    ['that is a letter', Buffer.from('您好，请查收。\n谢谢。\n'), 'sheet-not-a-table'],
    ['that is an old Excel file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'sheet-old-excel'],
    ['that is a damaged XLSX', Buffer.from('PK\u0003\u0004 nothing'), 'sheet-broken'],
    ['without an order number column', Buffer.from('标题,价格\n柜子,1\n'), 'sheet-columns-missing'],
  ])('%s', async (_, bytes, code) => {
    expect(await importText(bytes)).toEqual({ ok: false, refused: { code } });
  });

  test('when there is no such shop or layout', async () => {
    const asked = { path: '/nowhere', report: () => undefined };
    expect(await importFile(house, { ...asked, shopCode: 'none', layout: 'taobao' })).toMatchObject({ refused: { code: 'shop-unknown' } });
    expect(await importFile(house, { ...asked, shopCode: 'qimu', layout: 'excel' })).toMatchObject({ refused: { code: 'layout-unknown' } });
    expect(await importFile(house, { ...asked, shopCode: 'qimu', layout: 'taobao' })).toMatchObject({
      refused: { code: 'import-no-file' },
    });
  });

  test('but an open quote in the middle keeps what stands before it', async () => {
    const rows = Array.from({ length: 600 }, (_, at) => row(`27${String(at).padStart(14, '0')}`)).join('\n');
    expect(await importText(`${header}\n${rows}\n"open\n${'x'.repeat(1_100_000)}`)).toMatchObject({ refused: { code: 'sheet-broken' } });
    expect(await orderOf('2700000000000000')).toBeDefined();
  });
});

describe('XLSX', () => {
  async function book(rows: readonly unknown[][]): Promise<Buffer> {
    const made = new exceljs.Workbook();
    const sheet = made.addWorksheet('订单');
    for (const each of rows) sheet.addRow(each);
    return Buffer.from(await made.xlsx.writeBuffer());
  }

  test('is read with texts, dates, formulas and numbers; a number that lost digits is refused', async () => {
    const date = new Date('2026-11-16T20:14:33Z');
    const done = await importText(
      await book([
        ['订单编号', '标题', '价格', '购买数量', '订单创建时间'],
        ['2611190000000001', { richText: [{ text: '餐边' }, { text: '柜' }] }, 429, 1, date],
        [2611190000000002, '滤杯', { formula: '30+9', result: 39 }, 2, date],
        ['2611190000000003', '滤杯', 39.5, 1, date],
      ]),
      'generic',
      'orders.xlsx',
    );
    expect(done).toMatchObject({ ok: true, value: { read: 3, taken: 2, refused: 1 } });
    expect(await orderOf('2611190000000001')).toMatchObject({
      placedAt: new Date('2026-11-16T12:14:33Z'),
      lines: [{ title: '餐边柜', priceFen: 42900 }],
    });
    expect(await orderOf('2611190000000003')).toMatchObject({ lines: [{ priceFen: 3950 }] });
  });
});

describe('the generic layout', () => {
  test("uses the shop's saved mapping, and without one guesses the headers of other platforms", async () => {
    await commandAt(house.db, (command) =>
      saveMapping(command, shop.id, 'generic', {
        orderNo: '甲',
        title: '乙',
        priceFen: '丙',
        waybill: '丁',
        goodsCode: '戊',
        nothing: '己',
      }),
    );
    await importText('甲;乙;丙;丁;戊\n2611200000000001;柜;429;XC1;FC-120\n2611200000000001;滤杯;39;XC2;LB\n', 'generic');
    expect((await orderOf('2611200000000001'))?.parcels).toMatchObject([
      { waybill: 'XC1', contents: [{ title: '柜', assumed: false }] },
      { waybill: 'XC2', contents: [{ title: '滤杯', assumed: false }] },
    ]);
    await importText(
      '主订单编号\t子订单编号\t选购商品\t商品数量\t订单应付金额\t订单提交时间\t售后状态\n"\t69201"\t"\t69201A"\t组合装\t2\t398.00\t2026/11/20 9:05\t-\n',
      'generic',
    );
    expect(await orderOf('69201')).toMatchObject({ paidFen: 39800, lines: [{ lineNo: '69201A', quantity: 2, priceFen: 19900 }] });
  });

  test('goods with parts, and again without a change', async () => {
    const text =
      '商品编码,商品名称,售价,配件编码,配件名称,配件数量,配件成本,配件价值,补发仓库,配件库存,到货说明\nFC-9,边柜,429,HJ-35,铰链,4,1.2,4,澜江北仓,120,\nFC-9,边柜,429,CB,层板,3,9,35,澜江北仓,0,12 月 2 日到货\nFC-10,斗柜,x,,,,,,,,\n';
    expect(await importText(text, 'goods')).toMatchObject({ ok: true, value: { read: 3, taken: 1, refused: 1 } });
    expect(await importText(text, 'goods')).toMatchObject({ ok: true, value: { taken: 0, unchanged: 1, refused: 1 } });
    const parts = await all(
      sql<{
        code: string;
        stock: number;
        w: string;
      }>`select p.code, stock, stock_until as until, w.code as w from goods_parts p join goods g on g.id = p.goods_id left join warehouses w on w.id = p.resent_from where g.code = 'FC-9' order by position`,
      house.db,
    );
    expect(parts).toEqual([
      { code: 'HJ-35', stock: 120, until: null, w: 'north' },
      { code: 'CB', stock: 0, until: '12 月 2 日到货', w: 'north' },
    ]);
  });
});

test('an import that a crash broke off is begun anew and doubles nothing', async () => {
  files += 1;
  const path = join(house.config.dataDir, `${files}.csv`);
  await writeFile(path, `${header}\n${row('2611210000000001')}\n${row('2611210000000002')}\n`);
  const id = newId();
  await commandAt(house.db, (command) =>
    insertImport(command, { id, shopId: shop.id, layout: 'taobao', fileName: 'x.csv', fileKey: id, bytes: 1, state: 'waiting' }),
  );
  await commandAt(house.db, (command) => takeImport(command.tx, id, house.clock.now()));
  expect(await runImport(house, id, path)).toBeUndefined();
  house.clock.advance(61_000);
  expect(await runImport(house, id, path)).toMatchObject({ arrived: 2, fault: null });
  expect(await importById(house.db, id)).toMatchObject({ state: 'done', rowsRead: 2, encoding: 'utf-8' });
});
