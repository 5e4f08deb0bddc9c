import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenDatabase, openDatabase } from '#platform/db.ts';
import { freshDatabase } from '../../test/database.ts';
import { commandAt, eventsOf, makePlaces, makeShop, testNow } from './commerceFixtures.ts';
import { orderForCase, ordersByNumber, ordersOfBuyer, partsOfLine } from './orderFacts.ts';
import { parcelFacts } from './parcelFacts.ts';
import type { Shop } from './contract.ts';
import { saveGoods } from './saveGoods.ts';
import { type SavedOrder, saveOrders } from './saveOrders.ts';
import { orderGiven } from './wire.ts';
import { verifyIdentity } from './verifyIdentity.ts';

let open: OpenDatabase;
let shop: Shop;
let other: Shop;

beforeAll(async () => {
  open = openDatabase(await freshDatabase());
  shop = await makeShop(open.db, 'qimu');
  other = await makeShop(open.db, 'zhekou', { platform: 'pdd' });
  await makePlaces(open.db);
  await commandAt(open.db, (command) =>
    saveGoods(
      command,
      shop,
      [
        {
          code: 'FC-120',
          given: { title: '栖木折叠餐边柜', priceFen: 42900, parts: [part('HJ-35', '铰链', 4, 400), part('MB', '门板', 2, 6000)] },
        },
        { code: 'HU', given: { title: '细口壶', priceFen: 12900 } },
        { code: 'LB', given: { title: '滤杯', priceFen: 3900 } },
        {
          code: 'SC-4',
          given: {
            title: '手冲组合装',
            kind: 'bundle',
            priceFen: 19900,
            components: [
              { goodsCode: 'HU', quantity: 1, shareBp: 7667 },
              { goodsCode: 'LB', quantity: 1, shareBp: 2333 },
            ],
          },
        },
        { code: 'LS', given: { title: '量勺', kind: 'gift', statedFen: 800 } },
      ],
      true,
    ),
  );
});
afterAll(() => open.close());

function part(code: string, name: string, quantity: number, valueFen: number) {
  return { code, name, quantity, valueFen, resentFrom: 'north', resentBy: 'parts-stock' as const };
}

function savedOne(saved: SavedOrder[]): SavedOrder {
  const [one] = saved;
  if (!one) throw new Error('nothing was saved');
  return one;
}

const linesOf = async (orderId: string) => (await orderForCase(open.db, orderId))?.lines ?? [];

const put = (orderNo: string, given: unknown, to = shop) =>
  commandAt(open.db, async (command) => savedOne(await saveOrders(command, to, [{ orderNo, given: orderGiven.parse(given) }])));

const cabinet = {
  state: 'shipped',
  placedAt: '2026-11-10T04:00:00Z',
  paidFen: 42900,
  contact: {
    receiver: '林**',
    phone: '17000000031-1207',
    phoneExpiresAt: '2026-12-01T00:00:00Z',
    address: '澜江市望岳区****',
    nick: '栖***木',
    buyerId: 'b1',
  },
  lines: [{ lineNo: '1-1', goodsCode: 'FC-120', title: '栖木折叠餐边柜 FC-120 <b>原木</b> 🪑𠮷', quantity: 1, priceFen: 42900 }],
  trades: [{ tradeNo: 'T1' }],
  parcels: [
    {
      waybill: 'XC0000000031',
      carrier: '迅川快递',
      warehouse: 'north',
      shippedAt: '2026-11-11T04:00:00Z',
      weightG: 21000,
      weightExpectedG: 23000,
      trades: ['T1'],
      contents: [{ lineNo: '1-1', quantity: 1 }],
    },
  ],
};

describe('an order that is put', () => {
  test('arrives once; the same again changes nothing and makes no event', async () => {
    const before = (await eventsOf(open.db)).length;
    const first = await put('2611100000000000001', cabinet);
    expect(first.outcome).toBe('arrived');
    expect(await put('2611100000000000001', cabinet)).toEqual({ ...first, outcome: 'unchanged' });
    expect((await eventsOf(open.db)).slice(before)).toEqual([{ kind: 'order.arrived', data: { orderIds: [first.id] } }]);
  });

  test('changes by what is given and keeps the rest', async () => {
    const { id } = await put('2611100000000000002', cabinet);
    const changed = await put('2611100000000000002', {
      state: 'signed',
      parcels: [{ waybill: 'XC0000000031', signedAt: '2026-11-14T04:00:00Z' }],
    });
    expect(changed.outcome).toBe('changed');
    const order = await orderForCase(open.db, id);
    expect(order).toMatchObject({
      state: 'signed',
      paidFen: 42900,
      lines: [{ title: '栖木折叠餐边柜 FC-120 <b>原木</b> 🪑𠮷' }],
      parcels: [{ state: 'signed', weightG: 21000 }],
    });
    expect((await eventsOf(open.db)).at(-1)).toEqual({ kind: 'order.changed', data: { orderIds: [id] } });
  });

  test('the same number in two shops is two orders', async () => {
    await put('77', {}, shop);
    await put('77', {}, other);
    expect(await ordersByNumber(open.db, null, '77')).toHaveLength(2);
    expect(await ordersByNumber(open.db, shop.id, '77')).toHaveLength(1);
  });

  test('is found by sub-order, ERP trade and after-sale number too', async () => {
    const { id } = await put('2611100000000000009', {
      ...cabinet,
      lines: [{ ...cabinet.lines[0], lineNo: 'S9' }],
      trades: [{ tradeNo: 'T9' }],
      parcels: [],
      refunds: [{ refundNo: 'R9', fen: 100 }],
    });
    for (const number of ['S9', 'T9', 'R9']) expect(await ordersByNumber(open.db, null, number)).toMatchObject([{ id }]);
  });
});

describe('lines', () => {
  test('keep the parts as they were when the order came', async () => {
    const { id } = await put('2611100000000000003', { ...cabinet, trades: [], parcels: [] });
    await commandAt(open.db, (command) =>
      saveGoods(
        command,
        shop,
        [
          {
            code: 'FC-120',
            given: { title: '栖木折叠餐边柜', parts: [part('HJ-35', '铰链（新款）', 6, 500), part('MB', '门板', 2, 6000)] },
          },
        ],
        true,
      ),
    );
    const [line] = await linesOf(id);
    expect(line?.parts).toMatchObject([{ code: 'HJ-35', name: '铰链', quantity: 4, valueFen: 400, asSold: true }, { code: 'MB' }]);
  });

  test("an order that came before its goods shows today's parts, marked so", async () => {
    const { id } = await put('2611100000000000004', { lines: [{ lineNo: 'a', goodsCode: 'NEW-1', title: '新品', priceFen: 100 }] });
    await commandAt(open.db, (command) =>
      saveGoods(command, shop, [{ code: 'NEW-1', given: { title: '新品', parts: [part('P1', '支架', 1, 100)] } }], true),
    );
    const [line] = await linesOf(id);
    expect(await partsOfLine(open.db, line?.id ?? '')).toMatchObject([{ code: 'P1', asSold: false }]);
  });

  test('of a bundle have components whose shares are exactly the price', async () => {
    const { id } = await put('2611100000000000005', {
      lines: [
        { lineNo: 'b', goodsCode: 'SC-4', title: '手冲组合装', quantity: 2, priceFen: 19900 },
        { lineNo: 'g', goodsCode: 'LS', title: '量勺', priceFen: 0 },
      ],
    });
    const lines = await linesOf(id);
    expect(lines.map((line) => [line.kind, line.lineNo, line.quantity, line.priceFen, line.statedFen])).toEqual([
      ['bundle', 'b', 2, 19900, null],
      ['component', 'b/1', 2, 15257, null],
      ['component', 'b/2', 2, 4643, null],
      ['gift', 'g', 1, 0, 800],
    ]);
  });
});

describe('parcels', () => {
  test('a second parcel of the order still on its way is seen before anything is called missing', async () => {
    const { id } = await put('2611100000000000006', {
      lines: [
        { lineNo: 'x', title: '吸尘器', priceFen: 69900 },
        { lineNo: 'y', title: '壁挂架', priceFen: 0, kind: 'gift' },
      ],
      parcels: [
        { waybill: 'XC61', signedAt: '2026-11-17T12:00:00Z', contents: [{ lineNo: 'x', quantity: 1 }] },
        { waybill: 'XC62', shippedAt: '2026-11-18T00:00:00Z', contents: [{ lineNo: 'y', quantity: 1 }] },
      ],
    });
    const signs = await parcelFacts(open.db, id, new Date('2026-11-20T12:00:00Z'));
    expect(signs).toMatchObject({
      secondParcelOpen: true,
      parcels: 2,
      daysSinceSigned: 3,
      weightDiffers: false,
      openParcels: [{ waybill: 'XC62', contents: [{ title: '壁挂架', assumed: false }] }],
    });
  });

  test("a parcel of the buyer's other open order is seen too, one merged from two orders as one", async () => {
    const contact = { nick: '同一买家', buyerId: 'buyer-7' };
    const first = await put('2611100000000000007', {
      contact,
      lines: [{ lineNo: 'x7', title: '积木', priceFen: 100 }],
      parcels: [{ waybill: 'XC71', signedAt: '2026-11-17T12:00:00Z' }],
    });
    const second = await put('2611100000000000008', {
      contact,
      state: 'shipped',
      lines: [{ lineNo: 'x8', title: '图册', priceFen: 100 }],
      parcels: [{ waybill: 'XC71' }, { waybill: 'XC81', shippedAt: '2026-11-18T00:00:00Z' }],
    });
    expect(await ordersOfBuyer(open.db, first.id)).toMatchObject([{ id: second.id }]);
    const signs = await parcelFacts(open.db, first.id, testNow);
    expect(signs).toMatchObject({ secondParcelOpen: false, otherOrderParcelOpen: true, openParcels: [{ waybill: 'XC81' }] });
    expect((await orderForCase(open.db, first.id))?.parcels[0]?.orderIds).toHaveLength(2);
  });

  test('a parcel that was too light when it left is noticed', async () => {
    const { id } = await put('2611100000000000010', { ...cabinet, parcels: [{ ...cabinet.parcels[0], waybill: 'XC10' }], trades: [] });
    expect(await parcelFacts(open.db, id, testNow)).toMatchObject({ weightDiffers: true, lightGrams: 2000 });
  });
});

describe('identity on the portal', () => {
  test.each([
    ['the virtual number', '0031', 'virtual-phone'],
    ['its extension', '1207', 'virtual-phone'],
    ['a waybill', '3 1 9 9', 'waybill'],
  ])('is proved by the tail of %s', async (_, tail, by) => {
    const { id } = await put('2611100000000000011', { ...cabinet, trades: [], parcels: [{ waybill: 'XC0000003199' }] });
    expect(await verifyIdentity(open.db, { orderNo: ' 2611100000000000011 ', tail })).toEqual({
      ok: true,
      value: { orderId: id, shopId: shop.id, orderNo: '2611100000000000011', by },
    });
  });

  test.each([
    ['183****2807', '2807'],
    ['19900000012', '0012'],
  ])('is proved by the tail of %s', async (phone, tail) => {
    await put(`26111000000000001${tail.slice(2)}`, { contact: { phone } });
    expect(await verifyIdentity(open.db, { orderNo: `26111000000000001${tail.slice(2)}`, tail })).toMatchObject({
      ok: true,
      value: { by: 'phone' },
    });
  });

  test('a wrong tail and an unknown order get the same answer', async () => {
    await put('2611100000000000012', cabinet);
    const wrong = await verifyIdentity(open.db, { orderNo: '2611100000000000012', tail: '9998' });
    expect(wrong).toEqual({ ok: false, refused: { code: 'identity-not-proved' } });
    expect(await verifyIdentity(open.db, { orderNo: '9', tail: '0031' })).toEqual(wrong);
    expect(await verifyIdentity(open.db, { orderNo: '2611100000000000012', tail: '' })).toEqual(wrong);
  });
});
