import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type Embedded, startEmbedded } from '#platform/embeddedPostgres.ts';
import { processesIn } from '#platform/embeddedProcesses.ts';
import { migrate } from '#platform/migrate.ts';

/** The migrated database that test files clone. */
export const templateName = 'amends_template';

export interface TestCluster {
  /** The administrator's address: database `amends`, empty; the template stands beside it. */
  readonly url: string;
  readonly dataDir: string;
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, '..');
const run = promisify(execFile);

/**
 * A PostgreSQL of its own in a new temporary folder, removed again by `stop`, with a migrated template database.
 * The migrated cluster is kept under node_modules/.cache and copied: a run pays for migrations only when they changed.
 * AMENDS_TEST_SERVER (an administrator's address on an external server) is used instead when it is set.
 */
export async function startTestCluster(options: { fsync?: boolean } = {}): Promise<TestCluster> {
  const external = process.env['AMENDS_TEST_SERVER'];
  if (external) {
    await makeTemplate(external);
    return { url: external, dataDir: '', stop: async () => undefined };
  }
  await removeLeftOver();
  const kept = await keptCluster();
  const dataDir = await temporaryFolder();
  await copyFolder(kept, dataDir);
  const server = await start(dataDir, options.fsync ?? false);
  return {
    url: server.url,
    dataDir,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The address of another database on the same server. */
export function onDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function keptCluster(): Promise<string> {
  const cache = join(root, 'node_modules/.cache/amends');
  const kept = join(cache, `cluster-${await schemaHash()}`);
  if (await isFolder(kept)) return kept;
  const making = await temporaryFolder();
  try {
    const server = await start(making, false);
    try {
      await makeTemplate(server.url);
    } finally {
      await server.stop();
    }
    await mkdir(cache, { recursive: true });
    for (const name of await readdir(cache)) if (name.startsWith('cluster-')) await rm(join(cache, name), { recursive: true, force: true });
    await mkdir(`${kept}.${process.pid}`);
    await copyFolder(making, `${kept}.${process.pid}`);
    // Another run may have made the same one meanwhile.
    await rename(`${kept}.${process.pid}`, kept).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      await rm(`${kept}.${process.pid}`, { recursive: true, force: true });
    });
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return kept;
}

async function makeTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`drop database if exists ${templateName}`);
    await client.query(`create database ${templateName}`);
  } finally {
    await client.end();
  }
  await migrate(onDatabase(url, templateName));
}

/** Changes whenever a migrated template would look different. */
async function schemaHash(): Promise<string> {
  const hash = createHash('sha256');
  const migrations = join(root, 'db/migrations');
  const files = (await readdir(migrations)).sort().map((name) => join(migrations, name));
  for (const file of [...files, join(root, 'server/platform/migrate.ts'), join(root, 'package.json')]) {
    hash.update(file.slice(root.length)).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

async function start(dataDir: string, fsync: boolean): Promise<Embedded> {
  const started = await startEmbedded({ dataDir, fsync, log: () => undefined });
  if (!started.ok) throw new Error(`the test database did not start: ${JSON.stringify(started.refused)}`);
  return started.value;
}

/** What runs that were killed left behind: a server that nobody will stop, and its folder. */
async function removeLeftOver(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = /^amends-test-(\d+)-/.exec(name)?.[1];
    if (owner === undefined || (await isFolder(`/proc/${owner}`))) continue;
    const folder = join(tmpdir(), name);
    for (const pid of await processesIn(join(folder, 'postgres'))) process.kill(pid, 'SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** Everybody may pass through, so that root's tests can hand it to PostgreSQL's user. */
async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `amends-test-${process.pid}-`));
  await chmod(folder, 0o711);
  return folder;
}

/** With owners and modes, which node's own cp does not keep. */
async function copyFolder(from: string, to: string): Promise<void> {
  await run('cp', ['-a', '--reflink=auto', `${from}/.`, to]);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
