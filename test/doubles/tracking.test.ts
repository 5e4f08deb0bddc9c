import { afterAll, beforeAll, expect, it } from 'vitest';
import { commerceRoutes } from '#commerce/wire.ts';
import { shippingRoutes } from '#commerce/shippingWire.ts';
import { trackingRoutes } from '#commerce/trackingWire.ts';
import { minute } from '#platform/clock.ts';
import { all, sql } from '#platform/db.ts';
import { trackingFeed } from '../../db/sample/trackingFeed.ts';
import { hingeOrder, openStory, type Story } from '../stories/telling.ts';
import { startTrackingDouble, type TrackingDouble } from './trackingDouble.ts';

let source: TrackingDouble;
let story: Story;
let parcelId: string;
let orderId: string;
let waybill: string;

const known = (state: string, context: string, statusCode: string) =>
  source.put({
    com: 'xunchuan',
    num: waybill,
    state,
    data: [
      { ftime: '2026-11-20 16:05:00', context, areaName: '澜江市', statusCode },
      { ftime: '2026-11-18 10:00:00', context: '已揽收', areaName: '松川市', statusCode: '103' },
    ],
  });
const pull = () => story.desk.as('agent').ok(trackingRoutes.pull, { params: { parcelId } });
const scans = () => story.desk.as('agent').ok(trackingRoutes.scans, { params: { parcelId } });

beforeAll(async () => {
  source = await startTrackingDouble();
  story = await openStory({ config: { tracking: source.tracking } });
  const at = new Date(story.desk.clock.now().getTime() - 3 * 86_400_000).toISOString();
  waybill = '77290000001';
  await story.order(hingeOrder, {
    state: 'shipped',
    parcels: [{ waybill, carrier: 'xunchuan', warehouse: 'north', state: 'created', shippedAt: at }],
  });
  const { orders } = await story.desk.as('agent').ok(commerceRoutes.findOrders, { query: { q: hingeOrder } });
  orderId = orders[0]?.orderId ?? '';
  parcelId =
    (await story.desk.as('agent').ok(commerceRoutes.order, { params: { orderId } })).parcels.find((each) => each.waybill === waybill)?.id ??
    '';
});
afterAll(async () => {
  await story.desk.close();
  await source.stop();
});

it('a pull brings every scan and moves the parcel, and has it watched from then on (IV-4)', async () => {
  await known('0', '到达澜江分拨中心', '1002');
  await pull();
  await story.desk.settle();
  expect(await scans()).toMatchObject({
    state: 'in-transit',
    fault: null,
    live: true,
    items: [{ text: '到达澜江分拨中心', place: '澜江市' }, { text: '已揽收' }],
  });
  expect(await source.asked()).toMatchObject({
    asked: [{ num: waybill, com: 'xunchuan', phone: '1207' }],
    subscribed: [waybill],
    refusedSignatures: 0,
  });
});

it('nobody asks twice within 30 minutes', async () => {
  expect(await story.desk.as('agent').refused(trackingRoutes.pull, { params: { parcelId } })).toMatchObject({
    status: 429,
    code: 'tracking-too-soon',
  });
  await story.desk.later(30 * minute);
  await known('5', '派件中', '5');
  await pull();
  await story.desk.settle();
  expect((await scans()).state).toBe('delivering');
});

it('a source with a fault of its own leaves what was known, says why, and is asked again only at the next turn', async () => {
  for (const [mode, fault] of [
    ['error', 'http-500'],
    ['no-record', 'no-record'],
    ['unreadable', 'unreadable'],
    ['expired', 'account-expired'],
  ] as const) {
    await story.desk.later(30 * minute);
    await source.steer({ mode, times: 1 });
    await pull();
    const before = (await source.asked()).asked.length;
    await story.desk.settle();
    expect(await scans()).toMatchObject({ fault, state: 'delivering' });
    await story.desk.settle();
    expect((await source.asked()).asked.length - before).toBe(1);
  }
});

it('a callback replaces the list; a forged one changes nothing', async () => {
  await known('3', '已签收，签收人：本人', '301');
  const url = await story.desk.app.listen({ port: 0, host: '127.0.0.1' });
  const to = `${url}/partner/tracking/callback`;
  expect((await source.callBack({ num: waybill, url: to, forge: true })).status).toBe(401);
  expect((await scans()).state).toBe('delivering');
  expect(await source.callBack({ num: waybill, url: to, status: 'shutdown' })).toMatchObject({
    status: 200,
    body: { result: true, returnCode: '200' },
  });
  const told = await scans();
  expect([told.state, told.items.length]).toEqual(['signed', 2]);
});

it('another shop’s agent asks for nothing', async () => {
  expect(await story.desk.as('stranger').refused(trackingRoutes.pull, { params: { parcelId } })).toMatchObject({ status: 404 });
  expect(await story.desk.as('stranger').refused(trackingRoutes.scans, { params: { parcelId } })).toMatchObject({ status: 404 });
});

it('a change of shipping information is kept once, filled up later, masked on the desk and never contradicted', async () => {
  const body = {
    source: 'erp',
    key: 'CH-1',
    field: 'address' as const,
    old: '澜江市望岳区青石路 12 号',
    new: '澜江市高新区软件园 3 栋',
    madeBy: 'staff' as const,
    account: 'kefu03',
    madeAt: '2026-11-16T12:20:00+08:00',
  };
  const put = (more: object = {}) =>
    story.desk.as('operations').ok(shippingRoutes.put, { params: { shop: 'qimu', orderNo: hingeOrder }, body: { ...body, ...more } });
  const first = await put();
  expect(first.outcome).toBe('arrived');
  expect((await put()).outcome).toBe('unchanged');
  expect(await put({ warehouseAt: '2026-11-16T12:21:00+08:00', label: 'old' })).toEqual({ id: first.id, outcome: 'changed' });
  expect(
    await story.desk
      .as('operations')
      .refused(shippingRoutes.put, { params: { shop: 'qimu', orderNo: hingeOrder }, body: { ...body, new: '别处' } }),
  ).toMatchObject({ status: 409, code: 'change-contradicts' });
  expect(await story.desk.as('operations').refused(shippingRoutes.put, { params: { shop: 'qimu', orderNo: '99' }, body })).toMatchObject({
    status: 404,
    code: 'order-unknown',
  });
  const { items } = await story.desk.as('agent').ok(shippingRoutes.list, { params: { orderId } });
  expect(items).toMatchObject([
    { old: '澜江市望岳区****', new: '澜江市高新区****', account: 'kefu03', label: 'old', warehouseAt: '2026-11-16T04:21:00.000Z' },
  ]);
  const plain = await story.desk.as('agent').ok(shippingRoutes.reveal, { params: { orderId }, body: { why: '核对面单' } });
  expect(plain.items[0]?.new).toBe('澜江市高新区软件园 3 栋');
  const told = await all(sql<{ data: unknown }>`select data from events where kind = 'order.shipping-changed'`, story.desk.house.db);
  expect(told).toHaveLength(2);
  expect(JSON.stringify(told)).not.toContain('软件园');
});

it('the demo’s source knows the sample’s parcels: one that moves has come a step further, one that is silent stays so', async () => {
  const { house, clock } = story.desk;
  const ago = (days: number): string => new Date(clock.now().getTime() - days * 86_400_000).toISOString();
  const carried = { carrier: 'xunchuan', warehouse: 'north', state: 'in-transit' as const, shippedAt: ago(8) };
  await story.order('26111688420099', {
    state: 'shipped',
    parcels: [
      { ...carried, waybill: '77290000098', scan: { at: ago(1), text: '离开松川分拨中心', place: '松川' } },
      { ...carried, waybill: '77290000099', scan: { at: ago(6), text: '已到达松川分拨中心', place: '松川' } },
    ],
  });
  await source.put(await trackingFeed(house.db, clock.now()));
  const rows = await all(
    sql<{ id: string; waybill: string }>`select id, waybill from parcels where waybill like '7729000009%' order by waybill`,
    house.db,
  );
  const told = [];
  for (const { id } of rows) {
    await story.desk.as('agent').ok(trackingRoutes.pull, { params: { parcelId: id } });
    await story.desk.settle();
    told.push((await story.desk.as('agent').ok(trackingRoutes.scans, { params: { parcelId: id } })).items.map((scan) => scan.text));
  }
  expect(told).toEqual([
    ['已到达派送营业点，等待派送', '离开松川分拨中心', '已揽收'],
    ['已到达松川分拨中心', '已揽收'],
  ]);
});
