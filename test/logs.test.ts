import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, sql } from '#platform/db.ts';
import { hashSecret, newId, newSecret } from '#platform/ids.ts';
import { type Cast, seedCast } from './cast.ts';
import { freePort } from './crash/program.ts';
import { freshDatabase } from './database.ts';
import { reportOf } from './stories/telling.ts';

// The program in a process of its own, at its most talkative: what it prints is all that a log collector would ever see.
const personal = ['许知遥', '19900000999', 'xzy999@example.com', '柜门装到一半', '澜江市望岳区'];
const secrets = { session: newSecret(), key: `amk_${newSecret()}`, link: newSecret(), password: 'correct horse 27 battery' };

let output = '';
let db: { db: Database; close(): Promise<void> };
let cast: Cast;
let stop: () => Promise<void>;
let base: string;

beforeAll(async () => {
  const url = await freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'amends-logs-'));
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(import.meta.dirname, '../server/main.ts'), 'all'], {
    cwd: join(import.meta.dirname, '..'),
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DATABASE_URL: url,
      DATA_DIR: dataDir,
      PORT: String(port),
      LOG_LEVEL: 'trace',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  db = openDatabase(url);
  stop = async () => {
    child.kill('SIGINT');
    if (child.exitCode === null) await once(child, 'exit');
    await db.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  for (let tries = 0; (await fetch(`${base}/readyz`).catch(() => null))?.status !== 200; tries += 1) {
    if (tries > 300 || child.exitCode !== null) throw new Error(`the program does not come up:\n${output}`);
    await pause(100);
  }
  cast = await seedCast({ db: db.db, clock: { now: () => new Date() } });
  const now = new Date();
  await sql`insert into sessions (token_hash, staff_id, created_at, seen_at, expires_at)
    values (${hashSecret(secrets.session)}, ${cast.ids.agent}, ${now}, ${now}, ${new Date(now.getTime() + 3_600_000)})`.execute(db.db);
});
afterAll(() => stop());

const send = (path: string, init: { method?: string; body?: string; headers?: Record<string, string> } = {}) =>
  fetch(`${base}${path}`, {
    ...init,
    headers: {
      cookie: `amends_session=${secrets.session}`,
      'content-type': 'application/json',
      'idempotency-key': newId(),
      ...init.headers,
    },
  });

describe('what the running program writes to its log', () => {
  it('tells what was asked by whom, never personal data, bodies, query strings or secrets, also when something fails', async () => {
    const body = reportOf({
      orderNo: '26111699999999',
      shopId: cast.shop,
      words: `${personal[0]}：${personal[3]}少两个铰链，寄到${personal[4]}`,
      fields: { wish: 'resend', contactName: personal[0] ?? '', howLost: personal[0] ?? '' },
      handles: [
        { kind: 'phone', value: personal[1] ?? '' },
        { kind: 'email', value: personal[2] ?? '' },
      ],
    });
    const made = await send('/api/v1/cases', { method: 'POST', body: JSON.stringify(body) });
    expect(made.status).toBe(200);
    const { id } = (await made.json()) as { id: string };
    await send(`/api/v1/search?q=${encodeURIComponent(personal[1] ?? '')}`);
    await send(`/api/v1/cases/${id}/notes`, { method: 'POST', body: JSON.stringify({ body: personal.join(' ') }) });
    await send('/api/v1/sign-in', { method: 'POST', body: JSON.stringify({ login: personal[2], password: secrets.password }) });
    await send('/api/v1/cases', { headers: { authorization: `Bearer ${secrets.key}` } });
    await send(`/c/${secrets.link}`);
    // The database goes away under a request: the worst that a handler can meet.
    await sql`alter table notes rename to notes_away`.execute(db.db);
    const broken = await send(`/api/v1/cases/${id}/notes`, { method: 'POST', body: JSON.stringify({ body: personal.join(' ') }) });
    expect(broken.status).toBe(500);
    await sql`alter table notes_away rename to notes`.execute(db.db);
    await pause(1500);

    const lines = output.split('\n').filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(6);
    expect(output).toContain('request failed');
    expect(output).toContain('"route":"/api/v1/cases/:caseId/notes"');
    const leaked = [...personal, ...Object.values(secrets)].filter((each) => output.includes(each));
    expect(leaked).toEqual([]);
  });
});
