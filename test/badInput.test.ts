import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { one, sql } from '#platform/db.ts';
import { hashSecret, newId, newSecret } from '#platform/ids.ts';
import type { RouteSpec } from '#platform/wire.ts';
import { scopeOf, type StaffRole } from '#staff/roles.ts';
import { modules } from '../server/main.ts';
import { bodySchema, type Leaf, leavesOf, type Path, querySchema, sampleOf, without, withValue } from './badBodies.ts';
import { grepRows } from './grepRows.ts';
import { hingeOrder, openStory, type Story, type Told } from './stories/telling.ts';
import { standAt, standOf } from './stands.ts';

const routes = modules.flatMap((module) => (module.routes ?? []).map(({ spec }) => ({ spec, name: `${spec.method} ${spec.path}` })));
const commands = routes.filter(({ spec }) => spec.method !== 'GET');
const roles: readonly StaffRole[] = [
  'agent',
  'lead',
  'operations',
  'administrator',
  'logistics',
  'claims',
  'finance',
  'executive',
  'delivery',
  'reviewer',
];

let story: Story;
beforeAll(async () => {
  story = await openStory();
  await story.order(hingeOrder);
});
afterAll(() => story.desk.close());

interface Sent {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly type: string;
}

/** Sends as somebody who may, signed in anew each time, so that no limit of requests stands before what is asked here. */
async function send(
  spec: RouteSpec,
  body: unknown,
  more: { told?: Told; lang?: 'zh' | 'en'; query?: string; path?: string } = {},
): Promise<Sent> {
  const { desk } = story;
  const role = roles.find((each) => scopeOf(each, spec.permission) !== null) ?? 'agent';
  const secret = newSecret();
  await sql`update staff set lang = ${more.lang ?? 'zh'} where id = ${desk.cast.ids[role]}`.execute(desk.house.db);
  await sql`insert into sessions (token_hash, staff_id, created_at, seen_at, expires_at) values (${hashSecret(secret)}, ${desk.cast.ids[role]},
    ${desk.clock.now()}, ${desk.clock.now()}, ${new Date(desk.clock.now().getTime() + 86_400_000)})`.execute(desk.house.db);
  const seen = more.told && (await one(sql<{ version: number }>`select version from cases where id = ${more.told.id}`, desk.house.db));
  const version = seen?.version ?? 1;
  const path = more.path ?? spec.path.replaceAll(/:(\w+)/g, (_, name: string) => paramOf(name, more.told));
  callers += 1;
  const raw = await desk.app.inject({
    method: spec.method,
    url: path + (more.query ?? ''),
    remoteAddress: `2001:db8::${callers.toString(16)}`,
    headers: {
      ...(spec.permission === 'public' ? {} : { cookie: `amends_session=${secret}` }),
      'idempotency-key': newId(),
      'if-match': `"${version}"`,
      'accept-language': more.lang ?? 'zh',
      'content-type': 'application/json',
    },
    ...(spec.method === 'GET' ? {} : { payload: JSON.stringify(body) }),
  });
  const type = raw.headers['content-type'] ?? '';
  return { status: raw.statusCode, body: type.includes('json') ? raw.json<Record<string, unknown>>() : {}, type };
}
let callers = 0;

function paramOf(name: string, told: Told | undefined): string {
  const known: Record<string, string | undefined> = {
    caseId: told?.id,
    shop: 'qimu',
    goodsCode: 'FC-1',
    orderNo: '26111699999999',
    day: '2026-12-25',
    year: '2026',
    ruleId: 'LR-99',
    code: 'missing.accessory.test',
    tier: 'gold',
    name: 'missing-parts',
    version: '1',
    layout: 'generic',
  };
  return known[name] ?? newId();
}

const nameOf = (path: Path): string => path.join('.');
const leaves = ({ spec }: { spec: RouteSpec }): Leaf[] => leavesOf(bodySchema(spec));

/** Refused as RFC 9457 says, in the reader's language, with what to do. */
function expectProblem(sent: Sent, lang: 'zh' | 'en', where: string): void {
  expect(sent.type, `at ${where}`).toContain('application/problem+json');
  expect(sent.body, `at ${where}`).toMatchObject({
    type: expect.stringMatching(/^\/problems\//),
    status: sent.status,
    code: expect.any(String),
    requestId: expect.any(String),
  });
  expect(/\p{Script=Han}/u.test(String(sent.body['detail'])), `${where}: ${String(sent.body['detail'])}`).toBe(lang === 'zh');
}

const countAll = () =>
  one(
    sql<
      Record<string, number>
    >`select (select count(*) from events) as events, (select count(*) from cases) as cases, (select count(*) from idempotency) as keys,
      (select count(*) from messages) as messages, (select count(*) from files) as files, (select count(*) from orders) as orders`,
    story.desk.house.db,
  );

describe('a field that is missing or of the wrong type', () => {
  it('there is enough to look at', () => {
    expect(commands.length).toBeGreaterThan(60);
    expect(commands.flatMap(leaves).filter((leaf) => leaf.kind === 'text').length).toBeGreaterThan(60);
  });

  it.each(commands)('$name names each required field in both languages, and saves nothing', async ({ spec }) => {
    const before = await countAll();
    const schema = bodySchema(spec);
    for (const { path } of leavesOf(schema).filter((leaf) => leaf.required)) {
      const body = without(withValue(schema, sampleOf(schema), path, 'x'), path);
      for (const lang of ['zh', 'en'] as const) {
        const sent = await send(spec, body, { lang });
        expectProblem(sent, lang, nameOf(path));
        expect([sent.status, sent.body['code']], `at ${nameOf(path)}`).toEqual([400, 'bad-input']);
        const faults = sent.body['faults'] as { field: string; message: string }[];
        expect(
          faults.map((fault) => fault.field).some((field) => field === nameOf(path) || nameOf(path).startsWith(`${field}.`)),
          `at ${nameOf(path)}`,
        ).toBe(true);
      }
    }
    expect(await countAll()).toEqual(before);
  });

  it.each(commands)('$name refuses each value of a wrong type, and saves nothing', async ({ spec }) => {
    const before = await countAll();
    const schema = bodySchema(spec);
    for (const { path, kind } of leavesOf(schema).filter((leaf) => !leaf.mixed)) {
      const wrong = {
        text: [{ a: 1 }, 7],
        code: ['no such', 7],
        number: ['seven', 1.5e308],
        boolean: ['perhaps'],
        list: ['x', { a: 1 }],
        object: ['x', [1]],
      }[kind];
      for (const value of wrong) {
        const sent = await send(spec, withValue(schema, sampleOf(schema), path, value));
        expect(sent.status, `${nameOf(path)}: ${JSON.stringify(value)} ${JSON.stringify(sent.body)}`).toBe(400);
        expectProblem(sent, 'zh', nameOf(path));
      }
    }
    for (const body of ['text', 7, [], [[]]]) expect((await send(spec, body)).status, `at ${JSON.stringify(body)}`).toBe(400);
    expect(await countAll()).toEqual(before);
    // No body at all is an empty one.
    expect((await send(spec, null)).status).toBeLessThan(500);
  });
});

/** What no text may hold: the database takes no zero byte, and half of a character is none. */
const broken = ['a\u0000b', 'a\ud800b'];

describe('text that is none', () => {
  it.each(commands.filter((each) => leaves(each).some((leaf) => leaf.kind === 'text')))(
    '$name is refused at its field',
    async ({ spec }) => {
      const schema = bodySchema(spec);
      for (const { path } of leavesOf(schema).filter((leaf) => leaf.kind === 'text')) {
        for (const text of broken) {
          const sent = await send(spec, withValue(schema, sampleOf(schema), path, text));
          expect([sent.status, sent.body['field']], `${nameOf(path)} ${JSON.stringify(sent.body)}`).toEqual([400, nameOf(path)]);
        }
      }
    },
  );

  it.each(routes)('$name takes neither in its path nor in its query', async ({ spec }) => {
    const bad = spec.path.replaceAll(/:(\w+)/g, '%00');
    for (const path of bad === spec.path ? [] : [bad]) expect((await send(spec, sampleOf(bodySchema(spec)), { path })).status).toBe(400);
    for (const name of Object.keys(querySchema(spec).properties ?? {})) {
      for (const text of ['%00', '%F0%9F%98%80', 'x'.repeat(6000), '<script>', '-1', '%27%22']) {
        const { status, body } = await send(spec, {}, { query: `?${name}=${text}` });
        expect(status, `${name}=${text.slice(0, 20)} ${JSON.stringify(body)}`).toBeLessThan(500);
      }
    }
  });
});

describe('HTML, quotes and signs of four bytes in every text field', () => {
  const hostile = (n: number): string => `<script>alert(1)</script>"'&\`😀𠮷t${n}t`;
  let n = 0;
  const written = new Set<Told>();

  it.each(commands.filter((each) => leaves(each).some((leaf) => leaf.kind === 'text')))(
    '$name refuses it or keeps it as it is',
    async ({ spec }) => {
      const schema = bodySchema(spec);
      let told = await standAt(story, spec);
      for (const { path } of leavesOf(schema).filter((leaf) => leaf.kind === 'text')) {
        n += 1;
        const text = hostile(n);
        const body = withValue(schema, await standOf(story, spec, told, sampleOf(schema)), path, text);
        const sent = await send(spec, body, { told });
        expect(sent.status, `${nameOf(path)}: ${JSON.stringify(sent.body)}`).toBeLessThan(500);
        expect(sent.status, `at ${nameOf(path)}`).not.toBe(429);
        if (sent.status !== 200) {
          expectProblem(sent, 'zh', nameOf(path));
          continue;
        }
        for (const found of await grepRows(story.desk.house.db, `t${n}t`))
          expect(found.text, `${nameOf(path)} in ${found.where}`).toContain(text);
        if (!spec.path.includes(':caseId')) continue;
        written.add(told);
        told = await standAt(story, spec);
      }
    },
  );

  it('is read back as plain JSON, on every page of the cases that hold it', async () => {
    expect(written.size).toBeGreaterThan(10);
    const pages = routes.filter(({ spec }) => spec.method === 'GET' && /^[^:]*:caseId[^:]*$/.test(spec.path));
    expect(pages.length).toBeGreaterThan(10);
    for (const told of written) {
      for (const { spec, name } of pages) {
        const sent = await send(spec, {}, { told });
        expect([sent.status, sent.type.startsWith('application/json')], `${name} ${JSON.stringify(sent.body)}`).toEqual([200, true]);
        expect(JSON.stringify(sent.body), `at ${name}`).not.toMatch(/&lt;script|&amp;#|\\\\u/);
      }
    }
  });
});

describe('a description of 10,000 characters', () => {
  let told: Told | undefined;
  it.each(commands.filter((each) => leaves(each).some((leaf) => leaf.kind === 'text')))(
    '$name takes it where it may, else names the field',
    async ({ spec }) => {
      const schema = bodySchema(spec);
      told ??= await standAt(story, spec);
      for (const { path, most } of leavesOf(schema).filter((leaf) => leaf.kind === 'text')) {
        const sent = await send(spec, withValue(schema, sampleOf(schema), path, '少'.repeat(10_000)), { told });
        expect(sent.status, `${nameOf(path)} ${JSON.stringify(sent.body).slice(0, 300)}`).toBeLessThan(500);
        if ((most ?? Infinity) >= 10_000) continue;
        const faults = sent.body['faults'] as { field: string }[];
        expect([sent.status, faults.map((fault) => fault.field)]).toEqual([400, expect.arrayContaining([nameOf(path)])]);
      }
    },
  );

  it('no field of text is without a limit', () => {
    const open = commands.flatMap((each) =>
      leaves(each).flatMap((leaf) => (leaf.kind === 'text' && leaf.most === undefined ? [`${each.name} ${nameOf(leaf.path)}`] : [])),
    );
    expect(open).toEqual([]);
  });
});
