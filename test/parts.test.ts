import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, sql } from '#platform/db.ts';
import { freePort, type Program, program } from './crash/program.ts';
import { freshDatabase } from './database.ts';

let url: string;
let dataDir: string;
let serve: Program;
let work: Program;
beforeAll(async () => {
  url = await freshDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'amends-parts-'));
  serve = program(dataDir, await freePort(), { DATABASE_URL: url }, 'serve');
  work = program(dataDir, await freePort(), { DATABASE_URL: url }, 'work');
});
afterAll(async () => {
  await work.kill();
  await serve.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function ready(of: Program): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${of.base}/readyz`);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

it('tells whether a worker lives anywhere, and a worker apart answers for itself', async () => {
  await serve.start();
  expect(await ready(serve)).toEqual({ status: 200, body: { ready: true, database: true, migrations: true, worker: 'missing' } });
  await work.start();
  expect(await ready(work)).toMatchObject({ status: 200, body: { worker: 'ok' } });
  expect((await fetch(`${work.base}/metrics`)).status).toBe(200);
  expect((await fetch(`${work.base}/api/v1/me`)).status).toBe(404);
  for (let tries = 0; (await ready(serve)).body['worker'] !== 'ok' && tries < 100; tries += 1) await pause(100);
  expect((await ready(serve)).body['worker']).toBe('ok');

  await work.kill();
  const store = openDatabase(url);
  // What two minutes would bring.
  await sql`update worker_beats set at = at - interval '2 minutes'`.execute(store.db);
  await store.close();
  expect(await ready(serve)).toMatchObject({ status: 200, body: { ready: true, worker: 'missing' } });
}, 60_000);
