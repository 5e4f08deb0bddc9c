import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Embedded, startEmbedded, urlOfRunning } from './embeddedPostgres.ts';
import { processesIn } from './embeddedProcesses.ts';

const holder = join(import.meta.dirname, '../../test/children/embeddedHolder.ts');
let folder: string;
let dataDir: string;
let said: string[];
let children: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amends-embedded-'));
  await chmod(folder, 0o711);
  dataDir = join(folder, 'data');
  said = [];
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  if (children.length > 0) await (await start()).stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<Embedded> {
  const started = await startEmbedded({ dataDir, log: (line) => said.push(line) });
  if (!started.ok) throw new Error(JSON.stringify(started.refused));
  return started.value;
}

/** A program of its own that holds the database. */
async function startElsewhere(): Promise<{ child: ChildProcess; url: string; pid: number }> {
  const child = spawn(process.execPath, [holder, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, ...(JSON.parse(line) as { url: string; pid: number }) };
}

async function ask<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

test('a new data folder gets a UTF-8 cluster with checksums that only this machine and its password reach', async () => {
  const server = await start();
  expect(said).toEqual([expect.stringContaining('a new database is made')]);
  const [row] = await ask(
    server.url,
    `select current_setting('server_encoding') encoding, current_setting('data_checksums') checksums, current_setting('listen_addresses') hears,
            current_setting('unix_socket_directories') sockets, datlocprovider provider, datctype ctype from pg_database where datname = current_database()`,
  );
  expect(row).toEqual({ encoding: 'UTF8', checksums: 'on', hears: '127.0.0.1', sockets: '', provider: 'b', ctype: 'C.UTF-8' });
  expect((await stat(join(dataDir, 'postgres.password'))).mode & 0o777).toBe(0o600);
  await expect(ask(server.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
  await server.stop();
  await server.stop();
  expect(await processesIn(server.clusterDir)).toEqual([]);
});

test('Chinese text has trigrams and folds case', async () => {
  const server = await start();
  await ask(server.url, 'create extension pg_trgm');
  const [row] = await ask<{ n: number; low: string }>(server.url, `select cardinality(show_trgm('少件补发')) n, lower('ÀÉ') low`);
  expect(row).toEqual({ n: 5, low: 'àé' });
  await server.stop();
});

test('what was stored is there after a clean stop and start', async () => {
  const first = await start();
  await ask(first.url, 'create table kept as select 7 as n');
  await first.stop();
  const again = await start();
  expect(await ask(again.url, 'select n from kept')).toEqual([{ n: 7 }]);
  await again.stop();
});

test('a second start on the same data is refused and names the program that runs', async () => {
  const server = await start();
  expect(await startEmbedded({ dataDir, log: () => undefined })).toEqual({
    ok: false,
    refused: { code: 'embedded.alreadyRunning', data: { pid: process.pid } },
  });
  expect(await urlOfRunning(dataDir)).toBe(server.url);
  await server.stop();
  expect(await urlOfRunning(dataDir)).toBeUndefined();
});

test('of two programs that start at once, one gets the data', async () => {
  const settled = await Promise.all([startEmbedded({ dataDir, log: () => undefined }), startEmbedded({ dataDir, log: () => undefined })]);
  expect(settled.filter((each) => each.ok).length).toBe(1);
  for (const each of settled) if (each.ok) await each.value.stop();
});

test('after kill -9 of the program its PostgreSQL is ended, and what was acknowledged is there', async () => {
  const other = await startElsewhere();
  await ask(other.url, 'create table acknowledged as select 42 as n');
  other.child.kill('SIGKILL');
  await once(other.child, 'exit');
  const server = await start();
  expect(said).toEqual([expect.stringContaining('the last run was killed: its PostgreSQL is ended first')]);
  expect(server.pid).not.toBe(other.pid);
  expect(await ask(server.url, 'select n from acknowledged')).toEqual([{ n: 42 }]);
  await server.stop();
});

test('after kill -9 of program and PostgreSQL together the next start recovers', async () => {
  const other = await startElsewhere();
  await ask(other.url, 'create table acknowledged as select 43 as n');
  other.child.kill('SIGKILL');
  process.kill(other.pid, 'SIGKILL');
  const server = await start();
  expect(await ask(server.url, 'select n from acknowledged')).toEqual([{ n: 43 }]);
  await server.stop();
});

test('when PostgreSQL is killed under the program, the program is told and can start it again', async () => {
  const server = await start();
  process.kill(server.pid, 'SIGKILL');
  expect(await server.died).toContain('ready to accept connections');
  await server.stop();
  await (await start()).stop();
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('told to end by %s, the program ends its PostgreSQL cleanly', async (signal) => {
  const other = await startElsewhere();
  other.child.kill(signal);
  expect(await once(other.child, 'exit')).toEqual([0, null]);
  expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).toMatch(/database system is shut down\s*$/);
});

test("a folder that PostgreSQL's user can not reach: the database goes where it can, the operator is told, and it is found again", async () => {
  await chmod(folder, 0o700);
  await mkdir(dataDir);
  const server = await start();
  // Only root hands PostgreSQL to another user; an ordinary one reaches his own folder.
  const outside = process.getuid?.() === 0;
  expect(server.clusterDir).toMatch(outside ? /^\/var\/lib\/amends\/[0-9a-f]{16}\/postgres$/ : /\/data\/postgres$/);
  expect(said.some((line) => line.includes(server.clusterDir))).toBe(outside);
  await ask(server.url, 'create table kept as select 1 as n');
  await server.stop();
  const again = await start();
  expect(await ask(again.url, 'select n from kept')).toEqual([{ n: 1 }]);
  await again.stop();
  if (outside) await rm(join(server.clusterDir, '..'), { recursive: true });
});
