import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { day } from '#platform/clock.ts';
import { all, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { addSignedIn, ask, start, type TestHouse, testHouse, testHttp } from '../../test/house.ts';
import { handlesOf } from './customersStore.ts';
import { type Contact, findOrCreateCustomer } from './findOrCreate.ts';
import type { Handle } from './handles.ts';
import { customersModule } from './module.ts';
import { grantPoints, pointsBalance } from './points.ts';

let house: TestHouse;
let app: FastifyInstance;
let agent: { id: string; headers: Record<string, string> };
let admin: { id: string; headers: Record<string, string> };
const unreachable = newId();
beforeAll(async () => {
  house = await testHouse();
  app = await testHttp(house, [customersModule(async (_on, _actor, _action, id) => id !== unreachable)]);
  agent = await addSignedIn(house, 'agent');
  admin = await addSignedIn(house, 'administrator');
});
afterAll(async () => {
  await app.close();
  await house.close();
});

let n = 0;
let phone = '';
beforeEach(() => {
  n += 1;
  phone = `199000000${String(n).padStart(2, '0')}`;
});

const contact = (handles: Handle[], more: Partial<Contact> = {}): Contact => ({ name: '何小禾', lang: 'zh', handles, ...more });
const find = (handles: Handle[], more: Partial<Contact> = {}) =>
  house.command((command) => findOrCreateCustomer(command, contact(handles, more)));
const virtual = (extension: string, days: number): Handle => ({
  kind: 'virtual-phone',
  value: `17000000031-${extension}`,
  expiresAt: new Date(start.getTime() + days * day),
});

describe('finding a person by their handles', () => {
  test('a known phone is the same person however it was typed, and new handles are added', async () => {
    const first = await find([{ kind: 'phone', value: phone }]);
    const again = await find([
      { kind: 'email', value: `He${n}@Example.com` },
      { kind: 'phone', value: `+86 ${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}` },
    ]);
    expect(again).toEqual({ customerId: first.customerId, created: false });
    expect(await find([{ kind: 'email', value: `he${n}@example.com` }])).toEqual(again);
    expect((await handlesOf(house.db, first.customerId)).map((handle) => handle.value)).toEqual([phone, `he${n}@example.com`]);
  });

  test('a nick is one per marketplace', async () => {
    const taobao = await find([{ kind: 'nick', platform: 'taobao', value: '栖木粉丝' }]);
    expect((await find([{ kind: 'nick', platform: 'pdd', value: '栖木粉丝' }])).customerId).not.toBe(taobao.customerId);
  });

  test('a virtual number tells with its extension and while it lives (OR-5)', async () => {
    const first = await find([virtual('1207', 10)]);
    expect((await find([virtual('1207', 10)])).customerId).toBe(first.customerId);
    expect((await find([virtual('1208', 10)])).customerId).not.toBe(first.customerId);
    house.clock.advance(11 * day);
    expect((await find([virtual('1207', 40)])).customerId).not.toBe(first.customerId);
    house.clock.set(start);
  });

  test('masked text recognises nobody', async () => {
    const [one, other] = [await find([{ kind: 'phone', value: '183****2807' }]), await find([{ kind: 'phone', value: '183****2807' }])];
    expect(one.customerId).not.toBe(other.customerId);
  });

  test('two reports at the same moment make one person', async () => {
    const found = await Promise.all(Array.from({ length: 6 }, () => find([{ kind: 'phone', value: phone }])));
    expect(new Set(found.map((each) => each.customerId)).size).toBe(1);
    expect(found.filter((each) => each.created)).toHaveLength(1);
  });

  test('a name is filled in, never overwritten', async () => {
    await find([{ kind: 'phone', value: phone }], { name: null });
    const { customerId } = await find([{ kind: 'phone', value: phone }], { name: '林一帆' });
    await find([{ kind: 'phone', value: phone }], { name: '别人' });
    const rows = await all(sql`select name from customers where id = ${customerId}`, house.db);
    expect(rows).toEqual([{ name: '林一帆' }]);
  });
});

describe('points', () => {
  test('are granted exactly once per key, also at the same moment (FU-5)', async () => {
    const { customerId } = await find([{ kind: 'phone', value: phone }]);
    const grant = (points: number, key: string) =>
      house.command((command) => grantPoints(command, { customerId, points, key, caseId: null }));
    const granted = await Promise.all(Array.from({ length: 5 }, () => grant(200, `offer-${n}`)));
    expect(granted.filter((each) => each.granted)).toHaveLength(1);
    expect(await grant(-50, `back-${n}`)).toEqual({ granted: true, balance: 150 });
    expect(await pointsBalance(house.db, customerId)).toBe(150);
    await expect(grant(300, `offer-${n}`)).rejects.toThrow(/another grant/);
  });
});

describe('what the desk sees', () => {
  const reveal = (id: string, body: object = { why: '回电' }) =>
    ask(app, { method: 'POST', url: `/api/v1/customers/${id}/reveals`, headers: agent.headers, body });
  const read = (id: string) => ask(app, { method: 'GET', url: `/api/v1/customers/${id}`, headers: agent.headers });

  test('is masked; the clear data costs a reason and leaves a row', async () => {
    const { customerId } = await find([{ kind: 'phone', value: phone }, virtual(`9${n}`, 1)]);
    const masked = JSON.stringify((await read(customerId)).body);
    expect(masked).toContain(`199****00${phone.slice(-2)}`);
    expect(masked).not.toMatch(/何小禾|19900000/);
    expect((await reveal(customerId, {})).status).toBe(400);
    expect(await reveal(customerId)).toMatchObject({
      status: 200,
      body: { name: '何小禾', handles: [{ shown: phone }, { shown: `17000000031-9${n}` }] },
    });
    const log = await all(sql`select actor_id, act, why from access_log where subject_id = ${customerId}`, house.db);
    expect(log).toEqual([{ actor_id: agent.id, act: 'reveal', why: '回电' }]);
  });

  test('somebody whose cases are in other shops is not found', async () => {
    expect((await read(unreachable)).status).toBe(404);
    expect((await reveal(unreachable)).status).toBe(404);
  });

  test('a second way is added once, and the channel is changed', async () => {
    const { customerId } = await find([{ kind: 'phone', value: phone }]);
    const add = (value: string) =>
      ask(app, {
        method: 'POST',
        url: `/api/v1/customers/${customerId}/handles`,
        headers: agent.headers,
        body: { kind: 'email', value, second: true, hours: '晚上' },
      });
    await add(`a${n}@example.com`);
    const after = await add(`A${n}@example.com`);
    expect(after.body['handles']).toMatchObject([{ second: false }, { shown: 'a***@example.com', second: true, hours: '晚上' }]);
    expect((await add('not a mail')).status).toBe(400);
    const changed = await ask(app, {
      method: 'PUT',
      url: `/api/v1/customers/${customerId}`,
      headers: agent.headers,
      body: { preferred: 'email' },
    });
    expect(changed).toMatchObject({ status: 200, body: { preferred: 'email' } });
  });

  test('an erased person leaves rows, points and events, but no data', async () => {
    const { customerId } = await find([{ kind: 'phone', value: phone }]);
    const erase = () =>
      ask(app, { method: 'POST', url: `/api/v1/customers/${customerId}/erasures`, headers: admin.headers, body: { why: '客户要求' } });
    expect((await erase()).status).toBe(200);
    expect((await erase()).status).toBe(200);
    expect((await read(customerId)).body).toMatchObject({ name: null, erased: true, handles: [] });
    expect(await reveal(customerId)).toMatchObject({ status: 410, body: { code: 'customer-erased' } });
    expect((await find([{ kind: 'phone', value: phone }])).customerId).not.toBe(customerId);
  });

  test('no event holds a name, a number or an address', async () => {
    const rows = await all(sql`select data from events`, house.db);
    expect(rows.length).toBeGreaterThan(10);
    expect(JSON.stringify(rows)).not.toMatch(/何小禾|林一帆|199000|170000|example/);
  });
});

test('nothing was logged as a fault', () => {
  expect(house.faults).toEqual([]);
});
