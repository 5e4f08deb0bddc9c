import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hour, minute } from '#platform/clock.ts';
import { all, one, sql } from '#platform/db.ts';
import { addShop, addSignedIn, ask, type TestHouse, testHouse, testHttp } from '../../test/house.ts';
import { ensureFirstAdministratorLink } from './invitations.ts';
import { staffModule } from './module.ts';
import { addPerson } from './people.ts';

let house: TestHouse;
let app: FastifyInstance;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(async () => {
  await house.close();
});
// A server of its own for each test: the limit per address would otherwise run over from one to the next.
beforeEach(async () => {
  app = await testHttp(house, [staffModule]);
  return () => app.close();
});

const tokenOf = (link: unknown): string => String(link).split('#')[1] ?? '';
const cookie = (value: string | undefined) => ({ cookie: `amends_session=${value}` });
const signIn = (login: string, password: string) => ask(app, { method: 'POST', url: '/api/v1/session', body: { login, password } });
const right = '雨天也要记得带伞哦哦';

async function addAgent(login: string, shopIds: string[] = []): Promise<string> {
  const person = {
    login,
    name: '周小满',
    email: null,
    role: 'agent',
    lang: 'zh',
    allShops: false,
    shopIds,
    teamIds: [],
    password: right,
  } as const;
  const made = await house.command((command) => addPerson(command, { ...person, teamIds: [] }));
  if (!made.ok) throw new Error(made.refused.code);
  return made.value.id;
}

describe('the first administrator', () => {
  test('is made once, by any link printed so far, and is signed in', async () => {
    // Two processes started on one empty database: each prints a link of its own.
    const [link, other] = [await ensureFirstAdministratorLink(house), await ensureFirstAdministratorLink(house)];
    const body = { login: 'Admin', name: '管理员', password: 'a long sentence' };
    const post = (token: string, more: object = {}) =>
      ask(app, { method: 'POST', url: '/api/v1/first-administrator', body: { ...body, token, ...more } });
    expect(await post('of-nobody')).toMatchObject({ status: 410, body: { code: 'link-over' } });
    expect(await post(tokenOf(link), { password: 'short' })).toMatchObject({
      status: 422,
      body: { code: 'password-too-short', field: 'password' },
    });
    const both = await Promise.all([post(tokenOf(link)), post(tokenOf(other), { login: 'second' })]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    const made = both[0]?.status === 200 ? both[0] : both[1];
    if (!made) throw new Error('one of two came first');
    expect(made).toMatchObject({ status: 200, body: { role: 'administrator', demo: false } });
    expect(made.body['actions']).toContain('staff.manage');
    expect(await ask(app, { method: 'GET', url: '/api/v1/me', headers: cookie(made.cookie) })).toMatchObject({ status: 200 });
    for (const token of [tokenOf(link), tokenOf(other)]) expect(await post(token)).toMatchObject({ status: 410 });
    expect(await ensureFirstAdministratorLink(house)).toBeNull();
  });
});

describe('signing in and out', () => {
  test('answers who one is, in which shops, and ends at once on signing out', async () => {
    const shop = await addShop(house, 'A1');
    await addAgent('xiaoman', [shop]);
    const signed = await signIn(' XiaoMan ', right);
    expect(signed).toMatchObject({ status: 200, body: { name: '周小满', shops: [{ code: 'A1' }], lang: 'zh' } });
    const headers = cookie(signed.cookie);
    expect((await ask(app, { method: 'DELETE', url: '/api/v1/session', headers })).status).toBe(200);
    expect(await ask(app, { method: 'GET', url: '/api/v1/me', headers })).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
  });

  test('the stored session is a hash, not the cookie', async () => {
    await addAgent('hashed');
    const signed = await signIn('hashed', right);
    const found = await one(sql`select 1 from sessions where token_hash = ${signed.cookie}`, house.db);
    expect(found).toBeUndefined();
  });

  test('the same words for an unknown login, a wrong password and a person switched off', async () => {
    const id = await addAgent('gone');
    await sql`update staff set active = false where id = ${id}`.execute(house.db);
    await addAgent('here');
    const answers = [await signIn('nobody', right), await signIn('here', 'wrong wrong wrong'), await signIn('gone', right)];
    expect(new Set(answers.map(({ status, body }) => `${status} ${String(body['code'])} ${String(body['detail'])}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'sign-in-failed' } });
  });

  test('five wrong tries lock for 15 minutes, the sixth for 30; then the right password counts anew', async () => {
    const id = await addAgent('locked');
    for (let i = 0; i < 5; i++) expect((await signIn('locked', 'wrong wrong wrong')).status).toBe(401);
    expect((await signIn('locked', right)).status).toBe(401);
    house.clock.advance(15 * minute);
    expect((await signIn('locked', 'wrong wrong wrong')).status).toBe(401);
    house.clock.advance(29 * minute);
    expect((await signIn('locked', right)).status).toBe(401);
    house.clock.advance(minute);
    expect((await signIn('locked', right)).status).toBe(200);
    expect(await one(sql`select failed, locked_until from staff where id = ${id}`, house.db)).toEqual({ failed: 0, locked_until: null });
  });

  test('five tries at the same moment are counted as five', async () => {
    const id = await addAgent('parallel');
    await Promise.all(Array.from({ length: 5 }, () => signIn('parallel', 'wrong wrong wrong')));
    expect(await one(sql`select failed from staff where id = ${id}`, house.db)).toEqual({ failed: 5 });
  });

  test('an address is slowed down, whatever cookie it invents', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 21; i++) {
      const tried = await ask(app, {
        method: 'POST',
        url: '/api/v1/session',
        headers: cookie(`invented-${i}`),
        body: { login: 'nobody', password: 'x' },
      });
      statuses.push(tried.status);
    }
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 401), 429]);
  });

  test('events tell of sign-ins by id only', async () => {
    const rows = await all(sql<{ data: object }>`select data from events where kind like 'staff.sign%'`, house.db);
    expect(JSON.stringify(rows)).not.toMatch(/xiaoman|周小满|locked/);
    expect(rows.length).toBeGreaterThan(3);
  });
});

describe('a session', () => {
  test('ends 12 hours after its last use and 7 days after sign-in', async () => {
    const { headers } = await addSignedIn(house, 'agent');
    const alive = async () => (await ask(app, { method: 'GET', url: '/api/v1/me', headers })).status === 200;
    for (let i = 0; i < 15; i++) {
      house.clock.advance(11 * hour);
      expect({ uses: i + 1, alive: await alive() }).toEqual({ uses: i + 1, alive: true });
    }
    house.clock.advance(3.5 * hour);
    expect(await alive()).toBe(false);
    const other = await addSignedIn(house, 'agent');
    house.clock.advance(12 * hour);
    expect((await ask(app, { method: 'GET', url: '/api/v1/me', headers: other.headers })).status).toBe(401);
  });

  test.each([
    ['no Origin', {}, 200],
    ['our own', { origin: 'http://desk.test', host: '127.0.0.1:7800' }, 200],
    ['the host that was asked', { origin: 'http://127.0.0.1:7800', host: '127.0.0.1:7800' }, 200],
    ['another site', { origin: 'https://evil.test', host: '127.0.0.1:7800' }, 403],
    ['a sandboxed page', { origin: 'null', host: '127.0.0.1:7800' }, 403],
  ])('from %s', async (_, more, status) => {
    const { headers } = await addSignedIn(house, 'agent');
    expect((await ask(app, { method: 'GET', url: '/api/v1/me', headers: { ...headers, ...more } })).status).toBe(status);
  });
});

describe('my own password', () => {
  test('is changed with the current one and signs out everywhere else', async () => {
    await addAgent('changer');
    const [here, there] = [cookie((await signIn('changer', right)).cookie), cookie((await signIn('changer', right)).cookie)];
    const put = (current: string) =>
      ask(app, { method: 'PUT', url: '/api/v1/me/password', headers: here, body: { current, password: 'quite another one' } });
    expect(await put('not this one')).toMatchObject({ status: 422, body: { code: 'password-wrong' } });
    expect((await put(right)).status).toBe(200);
    expect((await ask(app, { method: 'GET', url: '/api/v1/me', headers: here })).status).toBe(200);
    expect((await ask(app, { method: 'GET', url: '/api/v1/me', headers: there })).status).toBe(401);
    expect((await signIn('changer', 'quite another one')).status).toBe(200);
  });
});

test('nothing was logged as a fault', () => {
  expect(house.faults).toEqual([]);
});
