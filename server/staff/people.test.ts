import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hour } from '#platform/clock.ts';
import { all, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { addShop, addSignedIn, ask, type TestHouse, testHouse, testHttp } from '../../test/house.ts';
import { staffModule } from './module.ts';

let house: TestHouse;
let app: FastifyInstance;
let admin: { id: string; headers: Record<string, string> };
let shop: string;
beforeAll(async () => {
  house = await testHouse();
  app = await testHttp(house, [staffModule]);
  admin = await addSignedIn(house, 'administrator', { allShops: true });
  shop = await addShop(house, 'S1');
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const as = (headers: Record<string, string>) => ({
  get: (url: string) => ask(app, { method: 'GET', url: `/api/v1${url}`, headers }),
  post: (url: string, body: unknown, more: Record<string, string> = {}) =>
    ask(app, { method: 'POST', url: `/api/v1${url}`, headers: { ...headers, ...more }, body }),
  put: (url: string, body: unknown) => ask(app, { method: 'PUT', url: `/api/v1${url}`, headers, body }),
  delete: (url: string) => ask(app, { method: 'DELETE', url: `/api/v1${url}`, headers }),
});
const tokenOf = (link: unknown) => String(link).split('#')[1];
const invitation = (login: string) => ({ login, name: '林一帆', role: 'agent', shopIds: [shop] });

describe('inviting people', () => {
  test('the link sets a password once, within 72 hours', async () => {
    const made = await as(admin.headers).post('/staff', invitation('yifan'));
    expect(made).toMatchObject({ status: 200, body: { person: { login: 'yifan', hasPassword: false, shopIds: [shop] } } });
    const token = tokenOf(made.body['link']);
    const set = (password: string) => as({}).post('/set-password', { token, password });
    expect(await set('yifan-yifan')).toMatchObject({ status: 422, body: { code: 'password-too-simple' } });
    expect(await set('a good sentence')).toMatchObject({ status: 200, body: { login: 'yifan' } });
    expect(await set('a good sentence')).toMatchObject({ status: 410, body: { code: 'link-over' } });
    const late = await as(admin.headers).post('/staff', invitation('late'));
    house.clock.advance(72 * hour);
    admin = { ...admin, ...(await addSignedIn(house, 'administrator')) };
    expect(await as({}).post('/set-password', { token: tokenOf(late.body['link']), password: 'a good sentence' })).toMatchObject({
      status: 410,
    });
  });

  test('the same request again answers without the link, which is stored nowhere', async () => {
    const key = { 'idempotency-key': newId() };
    const first = await as(admin.headers).post('/staff', invitation('twice'), key);
    const again = await as(admin.headers).post('/staff', invitation('twice'), key);
    expect(again).toMatchObject({ status: 200, body: { person: first.body['person'] } });
    expect(again.body['link']).toBeUndefined();
    const stored = await all(sql`select answer::text from idempotency`, house.db);
    expect(JSON.stringify(stored)).not.toContain(tokenOf(first.body['link']));
  });

  test.each([
    ['a login that is taken', { login: 'yifan' }, 'login-taken'],
    ['a shop that does not exist', { login: 'x1', shopIds: [newId()] }, 'no-such-shop'],
    ['a team that does not exist', { login: 'x2', teamIds: [newId()] }, 'no-such-team'],
    ['a login with blanks', { login: 'a b' }, 'bad-input'],
    ['a role that does not exist', { role: 'emperor' }, 'bad-input'],
  ])('%s is refused', async (_, more, code) => {
    expect(await as(admin.headers).post('/staff', { ...invitation('new'), ...more })).toMatchObject({ body: { code } });
  });
});

describe('changing people', () => {
  test('rights change with the next request, and switching off signs out', async () => {
    const person = await addSignedIn(house, 'agent', { shopIds: [shop] });
    expect((await as(person.headers).get('/staff')).status).toBe(403);
    expect((await as(admin.headers).put(`/staff/${person.id}`, { role: 'administrator' })).status).toBe(200);
    expect((await as(person.headers).get('/staff')).status).toBe(200);
    expect((await as(admin.headers).put(`/staff/${person.id}`, { active: false })).status).toBe(200);
    expect((await as(person.headers).get('/me')).status).toBe(401);
  });

  test('the last administrator stays', async () => {
    await sql`update staff set active = false where role = 'administrator' and id <> ${admin.id}`.execute(house.db);
    expect(await as(admin.headers).put(`/staff/${admin.id}`, { role: 'lead' })).toMatchObject({
      status: 409,
      body: { code: 'last-administrator' },
    });
  });

  test('colleagues are those of my shops, without their sign-in particulars', async () => {
    const other = await addShop(house, 'S2');
    const [me, near, far] = [
      await addSignedIn(house, 'agent', { shopIds: [shop] }),
      await addSignedIn(house, 'lead', { shopIds: [shop] }),
      await addSignedIn(house, 'lead', { shopIds: [other] }),
    ];
    const { items } = (await as(me.headers).get('/colleagues')).body as { items: { id: string }[] };
    expect(items.map((item) => item.id)).toContain(near.id);
    expect(items.map((item) => item.id)).not.toContain(far.id);
    expect(Object.keys(items[0] ?? {})).not.toContain('login');
  });
});

describe('API keys', () => {
  test('a key is shown once, works within its scopes, and ends when it is revoked', async () => {
    const made = await as(admin.headers).post('/keys', { name: 'ERP', scopes: ['calendar.manage'], allShops: true });
    const bearer = { authorization: `Bearer ${String(made.body['key'])}` };
    expect(String(made.body['key'])).toMatch(/^amk_[\w-]{22}$/);
    const day = (headers: Record<string, string>) =>
      as(headers).put('/calendar/days/2026-12-24', { work: false, name: '盘点', nameEn: 'Stocktaking' });
    expect((await day(bearer)).status).toBe(200);
    expect((await as(bearer).get('/staff')).status).toBe(403);
    const { items } = (await as(admin.headers).get('/keys')).body as { items: { id: string; usedAt: string | null }[] };
    expect(items[0]?.usedAt).not.toBeNull();
    expect(JSON.stringify(items)).not.toContain(String(made.body['key']));
    expect((await as(admin.headers).delete(`/keys/${items[0]?.id}`)).status).toBe(200);
    expect((await day(bearer)).status).toBe(401);
  });

  test.each([[['staff.manage']], [['key.manage']], [['no.such']], [[]]])('scopes %j are refused', async (scopes) => {
    expect((await as(admin.headers).post('/keys', { name: 'x', scopes })).status).toBe(400);
  });
});

describe('teams', () => {
  test('are added and renamed; a name is there once', async () => {
    const made = await as(admin.headers).post('/teams', { name: '一组', nameEn: 'Team 1' });
    expect(made.status).toBe(200);
    expect(await as(admin.headers).post('/teams', { name: '一组', nameEn: 'Other' })).toMatchObject({
      status: 409,
      body: { code: 'team-name-taken' },
    });
    expect(await as(admin.headers).put(`/teams/${String(made.body['id'])}`, { name: '白班', nameEn: 'Day' })).toMatchObject({
      status: 200,
      body: { name: '白班' },
    });
  });
});

test('nothing was logged as a fault', () => {
  expect(house.faults).toEqual([]);
});
