import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, one, openDatabase, sql } from '#platform/db.ts';
import { freePort, type Program, program } from './crash/program.ts';
import { freshDatabase } from './database.ts';

let store: { db: Database; close(): Promise<void> };
let dataDir: string;
let demo: Program;
beforeAll(async () => {
  const url = await freshDatabase();
  store = openDatabase(url, { max: 1 });
  dataDir = mkdtempSync(join(tmpdir(), 'amends-demo-'));
  demo = program(dataDir, await freePort(), { DATABASE_URL: url, AMENDS_DEMO: '1', AMENDS_DEMO_PAST: '60' });
});
afterAll(async () => {
  await demo.stop();
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const count = async (table: 'orders' | 'cases' | 'staff', where = sql`true`): Promise<number> =>
  (await one(sql<{ n: number }>`select count(*) as n from ${sql.ref(table)} where ${where}`, store.db))?.n ?? 0;

it('starts over by itself when it was killed while it filled the sample shop, and leaves alone what is whole', async () => {
  const cut = demo.start().catch(() => 'killed');
  while ((await count('cases')) < 2) await pause(20);
  await demo.kill();
  expect(await cut).toBe('killed');
  const half = await count('cases');

  await demo.start();
  // The past is added by a process of its own, once the desk answers.
  while ((await count('cases', sql`origin = 'import'`)) < 40) await pause(50);
  const [orders, cases, staff] = [await count('orders'), await count('cases'), await count('staff')];
  expect(cases).toBeGreaterThan(half + 5);
  expect(orders).toBeGreaterThan(2980);
  expect(staff).toBeGreaterThan(4);
  await demo.stop();
  await sql`update staff set name = '改过的名字' where login = 'xiaoman'`.execute(store.db);
  await demo.start();
  expect(await one(sql<{ name: string }>`select name from staff where login = 'xiaoman'`, store.db)).toEqual({ name: '改过的名字' });
  expect([await count('orders'), await count('cases')]).toEqual([orders, cases]);
}, 300_000);
