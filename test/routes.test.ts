import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { House } from '#platform/module.ts';
import { inTransaction, sql } from '#platform/db.ts';
import { routesOf } from '#platform/http.ts';
import { hashSecret, newId, newSecret } from '#platform/ids.ts';
import type { RouteSpec } from '#platform/wire.ts';
import { actions, keyActions, scopeOf, staffRoles } from '#staff/roles.ts';
import { insertSession } from '#staff/sessionStore.ts';
import { modules } from '../server/main.ts';
import { type Desk, openDesk } from './desk.ts';
import { rawRoutes } from './rawRoutes.ts';

const routes = modules.flatMap((module) =>
  (module.routes ?? []).map((route) => ({ ...route, name: `${route.spec.method} ${route.spec.path}`, stage: module.name })),
);
const permissions: readonly string[] = [...actions, 'public', 'signed-in'];
const chinese = /\p{Script=Han}/u;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.app.ready();
});
afterAll(() => desk.close());

describe('every route says what it is', () => {
  test('there are routes to look at, and each is there once', () => {
    expect(routes.length).toBeGreaterThan(30);
    expect(new Set(routes.map((route) => route.name)).size).toBe(routes.length);
  });

  test.each(routes)('$stage: $name', ({ spec, kind }) => {
    expect(spec.path).toMatch(/^\/api\/v1\/[a-z]/);
    expect(spec.summary.zh).toMatch(chinese);
    expect(spec.summary.en).toMatch(/[a-z]/i);
    expect(spec.summary.en).not.toMatch(chinese);
    expect(permissions).toContain(spec.permission);
    expect(spec.limit).toBeGreaterThanOrEqual(1);
    expect(spec.limit).toBeLessThanOrEqual(6000);
    expect(faultOf(spec, kind)).toBeNull();
    expect(keysOf(spec.params).sort()).toEqual([...spec.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name).sort());
    // Each schema can be shown in the API reference.
    for (const [schema, io] of [
      [spec.query, 'input'],
      [spec.body, 'input'],
      [spec.answer, 'output'],
    ] as const) {
      expect(z.toJSONSchema(schema, { io, unrepresentable: 'any' })).toHaveProperty('$schema');
    }
  });

  test('raw routes are those that are named, each with its guard', () => {
    const specified = new Set(routes.map((route) => route.name));
    expect(
      [...new Set(routesOf(desk.app))]
        // HEAD comes with each GET, OPTIONS with nothing.
        .filter((name) => !name.startsWith('HEAD ') && !specified.has(name))
        .sort(),
    ).toEqual(rawRoutes.map((each) => each.route).sort());
  });

  test.each(rawRoutes.filter((each) => 'guard' in each))('$route turns nobody away', async (raw) => {
    const [method = '', path = ''] = raw.route.split(' ');
    const reply = await desk.app.inject({ method: method as 'GET', url: path.replaceAll(/:\w+|\*/g, newId()) });
    expect('nobody' in raw ? raw.nobody : []).toContain(reply.statusCode);
  });
});

describe('every route × role, on the real database', () => {
  test.each(routes)('$stage: $name', async ({ spec }) => {
    const cells = await Promise.all(
      staffRoles.map(async (role) => [role, await knock(spec, await sessionOf(desk.house, desk.cast.ids[role]))] as const),
    );
    const expected = staffRoles.map((role) => [role, mayCall(role, spec) ? 'let in' : 'turned away: 403'] as const);
    expect(cells.map(([role, status]) => [role, outcome(status)])).toEqual(expected);
    expect(outcome(await knock(spec, {}))).toBe(spec.permission === 'public' ? 'let in' : 'turned away: 401');
  });

  test.each(routes.filter(({ spec }) => keyActions.some((action) => action === spec.permission)))(
    '$stage: $name, by keys',
    async ({ spec }) => {
      const [fitting, other] = [await keyOf([spec.permission]), await keyOf(actions.filter((action) => action !== spec.permission))];
      expect(outcome(await knock(spec, fitting))).toBe('let in');
      expect(outcome(await knock(spec, other))).toBe('turned away: 403');
      expect(outcome(await knock(spec, { authorization: 'Bearer amk_unknown' }))).toBe('turned away: 401');
    },
  );
});

function faultOf(spec: RouteSpec, kind: 'read' | 'command'): string | null {
  if (spec.method === 'GET' && kind !== 'read') return 'a GET changes nothing';
  if (kind === 'command' && spec.changes === 'nothing') return 'a command changes rows or a case';
  if (spec.method !== 'GET' && kind === 'read' && spec.changes !== 'nothing') return 'a read that is asked by POST says changes: nothing';
  return null;
}

function mayCall(role: string, spec: RouteSpec): boolean {
  return spec.permission === 'public' || spec.permission === 'signed-in' || scopeOf(role, spec.permission) !== null;
}

/** Input is mostly wrong on purpose: what counts is whether the door opens. */
async function knock(spec: RouteSpec, headers: Record<string, string>): Promise<number> {
  const samples: Record<string, string> = { day: '2026-12-25', year: '2026' };
  const path = spec.path.replaceAll(/:(\w+)/g, (_, name: string) => samples[name] ?? newId());
  const reply = await desk.app.inject({
    method: spec.method,
    url: path,
    headers: { 'idempotency-key': newId(), 'if-match': '"1"', ...headers },
    ...(spec.method === 'GET' ? {} : { payload: {} }),
  });
  return reply.statusCode;
}

function outcome(status: number): string {
  if (status === 401 || status === 403) return `turned away: ${status}`;
  return status < 500 ? 'let in' : `broken: ${status}`;
}

/** A session for one request: signing out and changing a password end it. */
async function sessionOf(house: House, staffId: string): Promise<Record<string, string>> {
  const secret = newSecret();
  await inTransaction(house.db, (tx) => insertSession(tx, hashSecret(secret), staffId, house.clock.now()));
  return { cookie: `amends_session=${secret}` };
}

async function keyOf(scopes: readonly string[]): Promise<Record<string, string>> {
  const key = `amk_${newSecret()}`;
  await sql`insert into api_keys (id, name, key_hash, scopes, all_shops, created_by, created_at)
    values (${newId()}, 'test', ${hashSecret(key)}, ${[...scopes]}::text[], true, ${desk.cast.ids.administrator}, ${desk.clock.now()})`.execute(
    desk.house.db,
  );
  return { authorization: `Bearer ${key}` };
}

function keysOf(schema: z.ZodType): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}
