import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backup, restore } from './backup.ts';
import { type Embedded, startEmbedded } from './embeddedPostgres.ts';

let folder: string;
let server: Embedded;
let client: pg.Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amends-backup-'));
  await chmod(folder, 0o711);
  server = await start('data');
  client = await connect(server.url);
  await client.query('create table acknowledged (n int primary key, filler text)');
});

afterAll(async () => {
  await client.end();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(name: string): Promise<Embedded> {
  const started = await startEmbedded({ dataDir: join(folder, name), log: () => undefined });
  if (!started.ok) throw new Error(JSON.stringify(started.refused));
  return started.value;
}

async function connect(url: string): Promise<pg.Client> {
  const made = new pg.Client({ connectionString: url });
  await made.connect();
  return made;
}

test('a backup made while rows are written holds every row acknowledged before it, whole, with the files and the secret', async () => {
  await mkdir(join(folder, 'data/files/ab'), { recursive: true });
  await writeFile(join(folder, 'data/files/ab/photo'), Buffer.alloc(300_000, 7));
  await writeFile(join(folder, 'data/secret.key'), 'kept', { mode: 0o600 });
  let writing = true;
  let acknowledged = 0;
  const writer = (async () => {
    while (writing) {
      await client.query(`insert into acknowledged select $1 + i, repeat('x', 200) from generate_series(1, 50) i`, [acknowledged]);
      acknowledged += 50;
    }
  })();
  await expect.poll(() => acknowledged).toBeGreaterThan(2_000);
  const before = acknowledged;
  const target = join(folder, 'backup');
  const made = await backup(server.url, join(folder, 'data'), target);
  writing = false;
  await writer;
  expect(made).toMatchObject({ ok: true });
  expect((await stat(target)).mode & 0o777).toBe(0o700);

  expect(await restore(target, join(folder, 'restored'))).toMatchObject({ ok: true });
  const restored = await start('restored');
  const there = await connect(restored.url);
  const [row] = (await there.query<{ rows: number; last: number }>('select count(*)::int as rows, max(n) as last from acknowledged')).rows;
  await there.end();
  await restored.stop();
  expect(row?.rows).toBeGreaterThanOrEqual(before);
  expect(row?.rows).toBe(row?.last);
  expect((await readFile(join(folder, 'restored/files/ab/photo'))).equals(Buffer.alloc(300_000, 7))).toBe(true);
  expect(await readFile(join(folder, 'restored/secret.key'), 'utf8')).toBe('kept');
});

test('a backup never overwrites, and is not restored over data', async () => {
  await mkdir(join(folder, 'taken'));
  expect(await backup(server.url, join(folder, 'data'), join(folder, 'taken'))).toMatchObject({
    ok: false,
    refused: { code: 'backup.targetTaken' },
  });
  expect(await restore(join(folder, 'taken'), join(folder, 'elsewhere'))).toMatchObject({
    ok: false,
    refused: { code: 'restore.notABackup' },
  });
  expect(await restore(join(folder, 'backup'), join(folder, 'data'))).toMatchObject({
    ok: false,
    refused: { code: 'restore.dataDirTaken' },
  });
});

test('a backup that lost a file is refused', async () => {
  await rm(join(folder, 'backup/data/files/ab/photo'));
  expect(await restore(join(folder, 'backup'), join(folder, 'lossy'))).toMatchObject({
    ok: false,
    refused: { code: 'restore.incomplete' },
  });
  expect(await readdir(folder)).not.toContain('lossy');
});

test("for somebody else's PostgreSQL its own tools are named", async () => {
  expect(await backup(server.url, join(folder, 'restored'), join(folder, 'never'))).toMatchObject({
    ok: false,
    refused: { code: 'backup.external' },
  });
});
