import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { all, sql } from '#platform/db.ts';
import { addSignedIn, ask, type TestHouse, testHouse, testHttp } from '../../test/house.ts';
import { eventsOf, makePlaces, makeShop } from './commerceFixtures.ts';
import { importRequestedJob } from './importJobs.ts';
import { commerceModule } from './module.ts';

let house: TestHouse;
let app: FastifyInstance;
let agent: Record<string, string>;
let stranger: Record<string, string>;
let operations: Record<string, string>;

const order = {
  state: 'shipped',
  placedAt: '2026-11-10T12:00:00+08:00',
  paidFen: 42900,
  flag: 'red',
  sellerNote: '送量勺',
  contact: { receiver: '林知夏', phone: '19900000012', address: '澜江市望岳区栖木路 8 号', nick: '栖木爱好者', buyerId: 'b-1' },
  insurance: { freight: true, insuredFen: 35900 },
  lines: [{ lineNo: 'L1', title: '餐边柜<script>', priceFen: 42900 }],
  parcels: [{ waybill: 'XC0000000031', carrier: 'xunchuan', signedAt: '2026-11-14T12:00:00+08:00' }],
};

beforeAll(async () => {
  house = await testHouse();
  app = await testHttp(house, [commerceModule]);
  const shop = await makeShop(house.db, 'qimu');
  const other = await makeShop(house.db, 'zhekou');
  await makePlaces(house.db);
  agent = (await addSignedIn(house, 'agent', { shopIds: [shop.id] })).headers;
  stranger = (await addSignedIn(house, 'agent', { shopIds: [other.id] })).headers;
  operations = (await addSignedIn(house, 'operations', { allShops: true })).headers;
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const put = (url: string, body: unknown, headers = operations) => ask(app, { method: 'PUT', url, headers, body });
const get = (url: string, headers = agent) => ask(app, { method: 'GET', url, headers });

async function putOrder(orderNo: string, body: unknown = order): Promise<string> {
  const answer = await put(`/api/v1/orders/qimu/${orderNo}`, body);
  expect(answer.status).toBe(200);
  return String(answer.body['id']);
}

describe('PUT an order', () => {
  test('arrives, and the same again is unchanged', async () => {
    expect(await put('/api/v1/orders/qimu/26111001', order)).toMatchObject({ status: 200, body: { outcome: 'arrived' } });
    expect(await put('/api/v1/orders/qimu/26111001', order)).toMatchObject({ status: 200, body: { outcome: 'unchanged' } });
  });

  test.each([
    ['an unknown shop', '/api/v1/orders/nowhere/1', {}, 404, 'shop-unknown'],
    ['an amount with a fraction', '/api/v1/orders/qimu/1', { paidFen: 1.5 }, 400, 'bad-input'],
    ['an amount below 0', '/api/v1/orders/qimu/1', { paidFen: -1 }, 400, 'bad-input'],
    ['a time without an offset', '/api/v1/orders/qimu/1', { placedAt: '2026-11-10 12:00' }, 400, 'bad-input'],
    ['control characters', '/api/v1/orders/qimu/1', { sellerNote: 'a\u0000b' }, 400, 'bad-input'],
    [
      'a parcel that holds no line of the order',
      '/api/v1/orders/qimu/1',
      { parcels: [{ waybill: 'X1', contents: [{ lineNo: 'none', quantity: 1 }] }] },
      422,
      'line-unknown',
    ],
  ])('refuses %s', async (_, url, body, status, code) => {
    expect(await put(url, body)).toMatchObject({ status, body: { code } });
  });

  test('an agent may not', async () => {
    expect(await put('/api/v1/orders/qimu/1', {}, agent)).toMatchObject({ status: 403 });
  });
});

describe('an order on the desk', () => {
  test('is masked, with lines, parcels, insurance, note, flag and rights in window', async () => {
    const id = await putOrder('26111002', { ...order, parcels: [{ ...order.parcels[0], waybill: 'XC0000000032' }] });
    const { body } = await get(`/api/v1/orders/${id}`);
    expect(body).toMatchObject({
      orderNo: '26111002',
      flag: 'red',
      sellerNote: '送量勺',
      insurance: { freight: true, insuredFen: 35900, platformGuarantee: null },
      contact: { receiver: '林***夏', phone: '199****0012', phoneKind: 'real', address: '澜江市望岳区****', nick: '栖***者' },
      lines: [{ title: '餐边柜<script>', partsAsSold: true }],
      parcels: [{ waybill: 'XC0000000032', carrier: { code: 'xunchuan' }, contents: [{ assumed: true, title: '餐边柜<script>' }] }],
      rights: [
        { right: 'claim', until: '2026-12-14T16:00:00.000Z', open: true },
        { right: 'no-reason-return', until: '2026-11-21T16:00:00.000Z', open: true },
      ],
      may: { reveal: true },
    });
    expect(JSON.stringify(body)).not.toMatch(/林知夏|19900000012|栖木路|栖木爱好者/);
  });

  test('is not there for another shop’s agent', async () => {
    expect(await get(`/api/v1/orders/${await putOrder('26111003')}`, stranger)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  test('shows its contact in plain once the reason is given, and that is written down (OR-5)', async () => {
    const id = await putOrder('26111004');
    expect(
      await ask(app, { method: 'POST', url: `/api/v1/orders/${id}/reveals`, headers: agent, body: { why: '回电核实' } }),
    ).toMatchObject({ status: 200, body: { receiver: '林知夏', phone: '19900000012' } });
    expect(await all(sql<{ why: string }>`select act, subject, why from access_log where subject_id = ${id}`, house.db)).toEqual([
      { act: 'reveal', subject: 'order', why: '回电核实' },
    ]);
    expect(await ask(app, { method: 'POST', url: `/api/v1/orders/${id}/reveals`, headers: stranger, body: { why: 'x' } })).toMatchObject({
      status: 404,
    });
  });

  test('a virtual number shows that it is over (OR-5)', async () => {
    const id = await putOrder('26111005', {
      ...order,
      contact: { phone: '17000000031', extension: '1207', phoneExpiresAt: '2026-11-01T00:00:00Z' },
    });
    expect((await get(`/api/v1/orders/${id}`)).body).toMatchObject({
      contact: { phone: '170****0031', phoneKind: 'virtual', extension: '1207', phoneExpired: true },
    });
  });
});

describe('the search box', () => {
  beforeAll(async () => {
    await putOrder('2611161234567898842', {
      ...order,
      contact: { receiver: '邱石', phone: '19900000077', nick: '澜江_木匠', buyerId: 'buyer-77' },
      lines: [{ lineNo: '2611161234567898843', title: '边柜', priceFen: 1 }],
      trades: [{ tradeNo: 'JY202611210001' }],
      parcels: [{ waybill: '7729000000031' }],
      refunds: [{ refundNo: 'TK2026112100012', fen: 1 }],
    });
  });
  test.each([
    ['the order number', '\t2611 1612 3456 7898 842', 'order'],
    ['its end', '7898842', 'order'],
    ['a sub-order number', '2611161234567898843', 'order'],
    ['an ERP trade', 'JY202611210001', 'erpTrade'],
    ['a waybill', '7729000000031', 'waybill'],
    ['an after-sale number', 'TK2026112100012', 'afterSale'],
    ['a phone', '199 0000 0077', 'phone'],
    ['a phone tail', '0077', 'phoneTail'],
    ['a nick', '澜江_木匠', 'nick'],
    ['part of a nick', '木匠', 'nick'],
    ['a longer part of a nick', '江_木', 'nick'],
    ['a masked nick', '澜***匠', 'nick'],
    ['a whole chat', '木匠 2026-11-20 17:20:11\n柜门少两个铰链。订单号：２６１１１６１２３４５６７８９８８４２', 'order'],
  ])('finds it by %s', async (_, q, kind) => {
    const { status, body } = await get(`/api/v1/orders/search?q=${encodeURIComponent(q)}`);
    expect(status).toBe(200);
    expect(body['orders']).toMatchObject([{ orderNo: '2611161234567898842', receiver: '邱***' }]);
    expect((body['took'] as unknown[])[0]).toMatchObject({ kind });
    expect((await get(`/api/v1/orders/search?q=${encodeURIComponent(q)}`, stranger)).body['orders']).toEqual([]);
  });
});

describe('an import from the desk', () => {
  const csv = '订单编号,标题,价格,购买数量\n26112001,柜,429,1\n,柜,429,1\n';
  const upload = async (fields: Record<string, string>, file: string | Buffer, headers = operations) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([typeof file === 'string' ? file : new Uint8Array(file)]), 'orders.csv');
    const packed = new Response(form);
    const reply = await app.inject({
      method: 'POST',
      url: '/api/v1/imports',
      headers: { ...headers, 'content-type': packed.headers.get('content-type') ?? '' },
      payload: Buffer.from(await packed.arrayBuffer()),
    });
    return { status: reply.statusCode, body: reply.json<Record<string, unknown>>() };
  };

  test('is previewed, mapped, started, carried out, and gives its refused rows back', async () => {
    const uploaded = await upload({ shop: 'qimu', layout: 'generic' }, csv);
    expect(uploaded).toMatchObject({ status: 201, body: { state: 'uploaded', fileName: 'orders.csv', shop: { code: 'qimu' } } });
    const url = `/api/v1/imports/${String(uploaded.body['id'])}`;
    const preview = await get(`${url}/preview`, operations);
    expect(preview.body).toMatchObject({
      headers: ['订单编号', '标题', '价格', '购买数量'],
      rows: [
        ['26112001', '柜', '429', '1'],
        ['', '柜', '429', '1'],
      ],
      columns: { orderNo: '订单编号', priceFen: '价格' },
      saved: false,
    });
    expect(
      await ask(app, { method: 'POST', url: `${url}/start`, headers: operations, body: { columns: preview.body['columns'] } }),
    ).toMatchObject({ status: 200, body: { state: 'waiting' } });
    expect(await ask(app, { method: 'POST', url: `${url}/start`, headers: operations, body: {} })).toMatchObject({
      status: 409,
      body: { code: 'import-started' },
    });
    const [event] = (
      await all(
        sql<{ kind: string; data: Record<string, string> }>`select kind, data from events where kind = 'import.requested'`,
        house.db,
      )
    ).slice(-1);
    await importRequestedJob(event as never, house);
    expect((await get(url, operations)).body).toMatchObject({ state: 'done', rowsRead: 2, arrived: 1, rowsRefused: 1, fault: null });
    const refused = await app.inject({ method: 'GET', url: `${url}/refused`, headers: operations });
    expect(refused.body).toBe(
      '\ufeff行号,拒收原因,订单编号,标题,价格,购买数量\r\n3,“订单编号”为空，无法识别是哪一单；请补上后重新导入本行,,柜,429,1\r\n',
    );
    expect((await get('/api/v1/shops/qimu/mappings', operations)).body).toMatchObject({
      items: [{ layout: 'generic', columns: { orderNo: '订单编号' } }],
    });
    expect((await get('/api/v1/imports', operations)).body).toMatchObject({
      items: [{ state: 'done' }],
      count: { n: 1, capped: false },
      next: null,
    });
    expect(await get(`${url}/preview`, operations)).toMatchObject({ status: 410 });
  });

  test.each([
    ['an empty file', { shop: 'qimu', layout: 'taobao' }, '', 422, 'sheet-empty'],
    ['a renamed picture', { shop: 'qimu', layout: 'taobao' }, Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 422, 'sheet-not-a-table'],
    ['an unknown layout', { shop: 'qimu', layout: 'excel' }, csv, 422, 'layout-unknown'],
    ['an unknown shop', { shop: 'none', layout: 'taobao' }, csv, 404, 'shop-unknown'],
  ])('refuses %s at once', async (_, fields, file, status, code) => {
    expect(await upload(fields as Record<string, string>, file)).toMatchObject({ status, body: { code } });
  });

  test('an agent and a stranger may not', async () => {
    expect(await upload({ shop: 'qimu', layout: 'taobao' }, csv, agent)).toMatchObject({ status: 403 });
    expect(await upload({ shop: 'qimu', layout: 'taobao' }, csv, {})).toMatchObject({ status: 401 });
  });
});

describe('shops, warehouses, carriers', () => {
  test('are listed for staff and saved by operations', async () => {
    const shop = { name: '鲜禾到家', nameEn: 'Xianhe', platform: 'own', entity: '栖禾商贸', orderForm: 'XH\\d{10}' };
    expect(await put('/api/v1/shops/xianhe', shop)).toMatchObject({
      status: 200,
      body: { code: 'xianhe', claimDays: 30, zone: 'Asia/Shanghai' },
    });
    expect(await put('/api/v1/shops/xianhe', { ...shop, orderForm: '(' })).toMatchObject({
      status: 422,
      body: { code: 'order-form-broken' },
    });
    expect(await put('/api/v1/shops/xianhe', { ...shop, zone: 'Moon/Base' })).toMatchObject({
      status: 422,
      body: { code: 'zone-unknown' },
    });
    expect(await put('/api/v1/shops/xianhe', shop, agent)).toMatchObject({ status: 403 });
    expect((await get('/api/v1/shops')).body['items']).toMatchObject([{ code: 'qimu' }]);
    expect(await put('/api/v1/warehouses/cloud', { name: '白鹭云仓', nameEn: 'Bailu Cloud', email: 'hemin@example.test' })).toMatchObject({
      status: 200,
      body: { code: 'cloud' },
    });
    expect((await get('/api/v1/warehouses')).body['items']).toHaveLength(2);
    expect((await get('/api/v1/carriers')).body['items']).toMatchObject([{ code: 'xunchuan' }]);
  });

  test('goods with parts are put and read', async () => {
    const saved = await put('/api/v1/goods/qimu/FC-120', {
      title: '餐边柜',
      parts: [
        { code: 'HJ-35', name: '铰链', quantity: 4, valueFen: 400, resentFrom: 'north' },
        { code: 'X', name: '旧件' },
      ],
    });
    await put('/api/v1/goods/qimu/FC-120', { title: '餐边柜', parts: [{ code: 'HJ-35', name: '铰链', quantity: 4 }] });
    expect((await get(`/api/v1/goods/${String(saved.body['id'])}`)).body).toMatchObject({
      version: 2,
      parts: [{ code: 'HJ-35', valueFen: 400, resentFrom: { code: 'north' } }],
    });
    expect(
      await put('/api/v1/goods/qimu/SET', { title: '套装', kind: 'bundle', components: [{ goodsCode: 'none', shareBp: 10000 }] }),
    ).toMatchObject({ status: 422, body: { code: 'component-unknown' } });
    expect(
      await put('/api/v1/goods/qimu/SET', { title: '套装', kind: 'bundle', components: [{ goodsCode: 'FC-120', shareBp: 9000 }] }),
    ).toMatchObject({ status: 422, body: { code: 'bundle-shares-not-whole' } });
  });
});

test('events hold no personal data', async () => {
  const text = JSON.stringify(await eventsOf(house.db));
  for (const personal of ['林知夏', '19900000012', '栖木路', '栖木爱好者', '邱石', '澜江_木匠']) expect(text).not.toContain(personal);
  expect(house.faults).toEqual([]);
});
