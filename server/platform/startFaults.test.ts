import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { explainListenFault, explainStartFault } from './startFaults.ts';

async function faultOf(work: () => Promise<unknown>): Promise<unknown> {
  return work().then(
    () => undefined,
    (error: unknown) => error,
  );
}

test('a database that nobody answers for is told with the way out, and without its password', async () => {
  const client = new pg.Client({ connectionString: 'postgres://amends:geheim@127.0.0.1:1/amends' });
  const words = explainStartFault(await faultOf(() => client.connect()), '/srv/data');
  expect(words).toMatch(/无法连接数据库.*DATABASE_URL/);
  expect(words).toMatch(/can not be reached.*Check DATABASE_URL/);
  expect(words).not.toContain('geheim');
});

test('a data folder that is a file is told by its name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'amends-faults-'));
  const dataDir = join(folder, 'data');
  await writeFile(dataDir, '');
  const words = explainStartFault(await faultOf(() => mkdir(dataDir)), dataDir);
  expect(words).toContain(`${dataDir} is no folder: set another DATA_DIR`);
  expect(explainStartFault(await faultOf(() => mkdir(join(dataDir, 'postgres'))), dataDir)).toContain('DATA_DIR');
  await rm(folder, { recursive: true });
});

test('an address that is taken, or not ours, is told with the setting to change', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as { port: number };
  const listen = async (host: string, at: number): Promise<unknown> => {
    const server = createServer().listen(at, host);
    return faultOf(() => once(server, 'listening'));
  };
  expect(explainListenFault(await listen('127.0.0.1', port), '127.0.0.1', port)).toContain(`Port ${port} is in use: set PORT`);
  expect(explainListenFault(await listen('192.0.2.1', 0), '192.0.2.1', 7800)).toContain('no address 192.0.2.1: mend HOST');
  holder.close();
});

test('a fault of the program itself is not dressed up as one of the set-up', () => {
  expect(explainStartFault(new TypeError('x is not a function'), '/srv/data')).toBeUndefined();
  expect(explainStartFault(Object.assign(new Error('syntax error'), { code: '42601' }), '/srv/data')).toBeUndefined();
  expect(explainStartFault(Object.assign(new Error('EACCES'), { code: 'EACCES', path: '/etc/shadow' }), '/srv/data')).toBeUndefined();
});
