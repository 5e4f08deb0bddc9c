import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { systemActor } from '#platform/actor.ts';
import { type SettableClock, settableClock } from '#platform/clock.ts';
import type { Command } from '#platform/command.ts';
import { type Config, readConfig } from '#platform/config.ts';
import { inTransaction, openDatabase, sql, type Tx } from '#platform/db.ts';
import { diskFiles } from '#platform/files.ts';
import { buildHttp } from '#platform/http.ts';
import { idempotencyRefusals } from '#platform/idempotency.ts';
import { hashSecret, newId, newSecret } from '#platform/ids.ts';
import type { House, Log, Module } from '#platform/module.ts';
import { platformRefusals } from '#platform/problem.ts';
import { openSeals } from '#platform/sealed.ts';
import { makeEntrance } from '#staff/entrance.ts';
import type { StaffRole } from '#staff/roles.ts';
import { insertSession } from '#staff/sessionStore.ts';
import { insertStaff } from '#staff/staffStore.ts';
import { freshDatabase } from './database.ts';

export interface TestHouse extends House {
  readonly url: string;
  readonly clock: SettableClock;
  /** What was logged as a fault; a test of a good path expects none. */
  readonly faults: unknown[];
  command<T>(work: (command: Command) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A Saturday evening in China, an ordinary day. */
export const start = new Date('2026-11-21T10:00:00Z');

/** The process's parts on a fresh migrated database, with a clock that stands still and files in a temporary folder. */
export async function testHouse(settings: Record<string, string> = {}): Promise<TestHouse> {
  const url = await freshDatabase();
  const { db, close } = openDatabase(url);
  const folder = await mkdtemp(join(tmpdir(), 'amends-house-'));
  const clock = settableClock(start);
  const faults: unknown[] = [];
  return {
    url,
    db,
    clock,
    faults,
    config: testConfig({ DATA_DIR: folder, ...settings }),
    files: diskFiles(join(folder, 'files')),
    log: quietLog(faults),
    seals: openSeals(['the-secret-of-the-tests-is-no-secret']),
    wake: () => undefined,
    command: (work) => inTransaction(db, (tx) => work(testCommand(tx, clock.now()))),
    close: async () => {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function testCommand(tx: Tx, now: Date): Command {
  return { tx, now, actor: systemActor, cause: 'test' };
}

/** The HTTP server of some modules on a house, with the real entrance. */
export async function testHttp(house: House, modules: readonly Module[]): Promise<FastifyInstance> {
  const tables = modules.map((module) => module.refusals ?? {});
  return buildHttp(house, modules, makeEntrance(house, Object.assign({}, platformRefusals, idempotencyRefusals, ...tables)), {
    text: async () => '',
    request: () => undefined,
  });
}

/** A shop with only what the schema asks for; answers its id. */
export async function addShop(house: TestHouse, code: string): Promise<string> {
  const id = newId();
  await sql`insert into shops (id, code, name, name_en, platform, entity, created_at)
    values (${id}, ${code}, ${`店铺 ${code}`}, ${`Shop ${code}`}, 'own', '栖禾商贸', ${house.clock.now()})`.execute(house.db);
  return id;
}

/** A person of a role with a session, without a password; answers the id and the headers of a signed-in request. */
export async function addSignedIn(
  house: TestHouse,
  role: StaffRole,
  reach: { shopIds?: string[]; teamIds?: string[]; allShops?: boolean } = {},
): Promise<{ id: string; headers: Record<string, string> }> {
  const id = newId();
  const { shopIds = [], teamIds = [], allShops = false } = reach;
  await house.command((command) =>
    insertStaff(
      command.tx,
      { id, login: `${role}-${id}`, name: role, email: null, role, lang: 'zh', allShops, shopIds, teamIds, password: null },
      command.now,
    ),
  );
  return { id, headers: await sessionFor(house, id) };
}

export async function sessionFor(house: TestHouse, staffId: string): Promise<Record<string, string>> {
  const secret = newSecret();
  await house.command((command) => insertSession(command.tx, hashSecret(secret), staffId, command.now));
  return { cookie: `amends_session=${secret}` };
}

/** One JSON request; a POST gets a key of its own. */
export async function ask(
  app: FastifyInstance,
  request: { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; url: string; headers?: Record<string, string>; body?: unknown },
): Promise<{ status: number; body: Record<string, unknown>; cookie: string | undefined }> {
  const headers = { 'idempotency-key': newId(), ...request.headers };
  const sent = request.body === undefined ? {} : { payload: request.body as NonNullable<InjectOptions['payload']> };
  const reply = await app.inject({ method: request.method, url: request.url, headers, ...sent });
  const session = reply.cookies.find((cookie) => cookie.name === 'amends_session');
  const type = reply.headers['content-type'] ?? '';
  return { status: reply.statusCode, body: type.includes('json') ? reply.json<Record<string, unknown>>() : {}, cookie: session?.value };
}

function testConfig(env: Record<string, string>): Config {
  const read = readConfig({ PUBLIC_URL: 'http://desk.test', ...env });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.config;
}

/** Keeps faults only. */
function quietLog(faults: unknown[]): Log {
  return { info: () => undefined, warn: () => undefined, error: (particulars) => void faults.push(particulars) };
}
