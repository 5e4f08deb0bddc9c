import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importFile } from '#commerce/importFile.ts';
import { looksLikeOrderOf, orderByNumber, orderForCase, parcelFacts, verifyIdentity } from '#commerce/contract.ts';
import { all, one, sql } from '#platform/db.ts';
import { lateOrders } from '../db/sample/lateOrders.ts';
import { sampleOrderNo } from '../db/sample/handMadeOrders.ts';
import { seedOrders } from '../db/sample/orders.ts';
import { type TestHouse, testHouse } from './house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
  await seedOrders(house.db, house.clock.now());
});
afterAll(() => house.close());

const count = async (where: ReturnType<typeof sql<{ n: number }>>): Promise<number> => (await one(where, house.db))?.n ?? 0;
const orderOf = async (orderNo: string) => orderForCase(house.db, (await orderByNumber(house.db, null, orderNo))?.id ?? '');

test('has about 3,000 orders over five shops, each number in the form of its shop', async () => {
  expect(await count(sql`select count(*) as n from orders`)).toBeGreaterThan(2980);
  const odd = await all(
    sql<{
      orderNo: string;
    }>`select o.order_no as "orderNo" from orders o join shops s on s.id = o.shop_id where o.order_no !~ ('^(?:' || s.order_form || ')$') limit 5`,
    house.db,
  );
  expect(odd).toEqual([]);
});

test('again changes nothing', async () => {
  const before = await count(sql`select count(*) as n from events where kind like 'order.%' or kind like 'goods.%'`);
  await seedOrders(house.db, house.clock.now());
  expect(await count(sql`select count(*) as n from events where kind like 'order.%' or kind like 'goods.%'`)).toBe(before);
});

test('shows what it is there to show', async () => {
  expect(await orderOf(sampleOrderNo.hinges)).toMatchObject({
    state: 'signed',
    lines: [{ parts: [{}, {}, {}, { code: 'HJ-35', quantity: 4, valueFen: 400 }, {}, {}, {}, {}, {}] }],
  });
  const split = await orderOf(sampleOrderNo.splitVacuum);
  expect(await parcelFacts(house.db, split?.id ?? '', house.clock.now())).toMatchObject({
    secondParcelOpen: true,
    openParcels: [{ contents: [{ title: '壁挂架（随 WX-8）' }] }],
  });
  expect((await orderOf(sampleOrderNo.spoon))?.lines).toMatchObject([{}, { kind: 'gift', priceFen: 0, statedFen: 800 }]);
  expect((await orderOf('6926111500000000001'))?.lines.map((line) => [line.kind, line.priceFen])).toEqual([
    ['bundle', 19900],
    ['component', 11831],
    ['component', 3576],
    ['component', 4493],
  ]);
  expect((await orderOf(sampleOrderNo.merged[0]))?.parcels[0]?.orderIds).toHaveLength(2);
  expect(await parcelFacts(house.db, (await orderOf(sampleOrderNo.lightEarphones))?.id ?? '', house.clock.now())).toMatchObject({
    weightDiffers: true,
    lightGrams: 140,
  });
  expect(await orderOf(sampleOrderNo.blocks)).toMatchObject({ payment: 'counter', parcels: [] });
  expect(
    await count(sql`select count(*) as n from order_contacts where phone_kind = 'virtual' and phone_expires_at < ${house.clock.now()}`),
  ).toBe(2);
  expect(await count(sql`select count(*) as n from orders where payment = 'cod'`)).toBe(5);
  expect(await verifyIdentity(house.db, { orderNo: sampleOrderNo.hinges, tail: '0031' })).toMatchObject({ ok: true });
});

test('has invented phones only', async () => {
  const odd = await all(
    sql<{
      phone: string;
    }>`select distinct phone from order_contacts where phone is not null and phone !~ '^(199(0000|\\*{4})00\\d\\d|1700000\\d{4})$'`,
    house.db,
  );
  expect(odd).toEqual([]);
});

test('three orders look like its own but come only with the late file', async () => {
  const [orderNo] = sampleOrderNo.late;
  expect(await orderByNumber(house.db, null, orderNo)).toBeUndefined();
  expect(await looksLikeOrderOf(house.db, orderNo)).toMatchObject([{ code: 'qimu' }]);
  const path = join(house.config.dataDir, 'late.csv');
  await writeFile(path, lateOrders(house.clock.now()));
  expect(await importFile(house, { shopCode: 'qimu', layout: 'taobao', path, report: () => undefined })).toMatchObject({
    ok: true,
    value: { read: 3, taken: 3, refused: 0 },
  });
  expect(await orderOf(orderNo)).toMatchObject({
    state: 'paid',
    lines: [{ goodsCode: 'FC-120', priceFen: 42900, parts: [{ asSold: true }, {}, {}, {}, {}, {}, {}, {}, {}] }],
  });
});
