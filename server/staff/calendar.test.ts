import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWorkday } from '#platform/calendar.ts';
import { all, sql } from '#platform/db.ts';
import { addShop, addSignedIn, ask, type TestHouse, testHouse, testHttp } from '../../test/house.ts';
import { seedCalendar } from './calendar.ts';
import { loadCalendar } from './calendarStore.ts';
import { staffModule } from './module.ts';

let house: TestHouse;
let app: FastifyInstance;
let headers: Record<string, string>;
let shop: string;
let other: string;
beforeAll(async () => {
  house = await testHouse();
  app = await testHttp(house, [staffModule]);
  ({ headers } = await addSignedIn(house, 'administrator'));
  shop = await addShop(house, 'C1');
  other = await addShop(house, 'C2');
  await seedCalendar(house);
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const set = (day: string, body: object) => ask(app, { method: 'PUT', url: `/api/v1/calendar/days/${day}`, headers, body });
const dayOf = async (shopId: string, day: string) => isWorkday(await loadCalendar(house.db, shopId), day);

test('a new installation knows the statutory days, and that next year is not announced (CL-5)', async () => {
  expect(await dayOf(shop, '2026-10-01')).toEqual({
    work: false,
    published: true,
    why: 'holiday',
    name: { zh: '国庆节', en: 'National Day' },
  });
  expect(await dayOf(shop, '2026-10-10')).toMatchObject({ work: true, why: 'make-up' });
  expect(await dayOf(shop, '2027-03-01')).toMatchObject({ work: true, published: false });
});

test('a day of the company holds for every shop, a day of one shop wins there', async () => {
  await set('2026-12-24', { work: false, name: '盘点', nameEn: 'Stocktaking' });
  await set('2026-12-24', { shopId: shop, work: true });
  expect(await dayOf(other, '2026-12-24')).toMatchObject({ work: false, why: 'override', name: { zh: '盘点', en: 'Stocktaking' } });
  expect(await dayOf(shop, '2026-12-24')).toMatchObject({ work: true, why: 'override' });
});

test('what was set is taken back to the statutory day; a new start changes nothing that people set', async () => {
  await set('2026-10-01', { work: true });
  await seedCalendar(house);
  expect(await dayOf(shop, '2026-10-01')).toMatchObject({ work: true, why: 'override' });
  await set('2026-10-01', { work: null });
  expect(await dayOf(shop, '2026-10-01')).toMatchObject({ work: false, why: 'holiday' });
});

test('a year is announced with its days, and running clocks hear of every change', async () => {
  const post = (days: object[]) =>
    ask(app, { method: 'POST', url: '/api/v1/calendar/years/2027', headers, body: { published: true, days } });
  expect(await post([{ day: '2026-02-15', work: true }])).toMatchObject({ status: 422, body: { code: 'wrong-year' } });
  expect(await post([{ day: '2027-02-13', work: true, name: '春节调休', nameEn: 'make-up' }])).toMatchObject({
    status: 200,
    body: { published: true },
  });
  expect(await dayOf(shop, '2027-02-13')).toMatchObject({ work: true, published: true });
  const events = await all(
    sql<{ shop: string | null; data: object }>`select shop_id as shop, data from events where kind = 'calendar.changed' order by id`,
    house.db,
  );
  expect(events).toContainEqual({ shop, data: { day: '2026-12-24' } });
  expect(events.at(-1)).toEqual({ shop: null, data: { year: 2027 } });
});

test('the year is read with the shop that asks', async () => {
  const read = await ask(app, { method: 'GET', url: `/api/v1/calendar?year=2026&shopId=${shop}`, headers });
  const days = read.body['days'] as { day: string; shopId: string | null }[];
  expect(days.filter((row) => row.day === '2026-12-24').map((row) => row.shopId)).toEqual([null, shop]);
});

test('nothing was logged as a fault', () => {
  expect(house.faults).toEqual([]);
});
