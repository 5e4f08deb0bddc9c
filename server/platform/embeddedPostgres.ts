import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { environment, launch } from './embeddedLaunch.ts';
import { clusterFolder, EmbeddedUnfit, exists, ifAbsent, makePrivate, nativeTree, serverUser, type ServerUser } from './embeddedNative.ts';
import { holdLock, postmasterOf, processesIn } from './embeddedProcesses.ts';
import { ok, refuse, type Result } from './result.ts';

export interface EmbeddedOptions {
  /** The program's data folder (absolute). The cluster is `<dataDir>/postgres`, its password `<dataDir>/postgres.password` (0600). */
  readonly dataDir: string;
  readonly log: (line: string) => void;
  /** false: nothing survives a power cut. For tests only. */
  readonly fsync?: boolean;
  readonly maxConnections?: number;
}

/** A running PostgreSQL 18 of our own. */
export interface Embedded {
  readonly url: string;
  /** The postmaster's process id. */
  readonly pid: number;
  readonly clusterDir: string;
  /** Ends it cleanly (fast shutdown: open transactions are rolled back). Calling it again waits for the same end. */
  stop(): Promise<void>;
  /** Settles only when the server ends without `stop()`: with what its log said last. */
  readonly died: Promise<string>;
}

const database = 'amends';
const patienceMs = 15_000;

/**
 * Starts the built-in PostgreSQL 18 on a data folder: made on the first start (checksums, UTF-8), listening on a free
 * loopback port only, with a random password. A server left behind by a killed program is ended first.
 * Refuses: `embedded.alreadyRunning` {pid} while another program holds this folder, `embedded.orphan` {pid} when a left-over
 * server does not end within 15 s. Throws EmbeddedUnfit where PostgreSQL can't run at all (not Linux, other version's data).
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Result<Embedded>> {
  const { dataDir, log } = options;
  const user = await serverUser();
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const native = await nativeTree(user, dataDir, log);
  const clusterDir = await clusterFolder(dataDir, user, log);
  const lock = await holdLock(clusterDir);
  if (!lock.ok) return refuse('embedded.alreadyRunning', { data: { pid: lock.pid } });
  try {
    const left = await endLeftOver(clusterDir, log);
    if (left !== undefined) {
      await lock.release();
      return refuse('embedded.orphan', { data: { pid: left } });
    }
    const password = await passwordOf(dataDir);
    if (!(await exists(clusterDir))) await initialise({ native, clusterDir, user, password, log });
    await refuseOtherVersion(clusterDir);
    const server = await launch({
      native,
      clusterDir,
      user,
      logFile: join(dataDir, 'postgres.log'),
      fsync: options.fsync ?? true,
      maxConnections: options.maxConnections ?? 100,
    });
    const url = await ensureDatabase(server.port, password).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    return ok({
      url,
      pid: server.pid,
      clusterDir,
      died: server.died,
      stop: async () => {
        await server.stop();
        await lock.release();
      },
    });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** The address of the server that another program runs on this data folder, or undefined: lets `import` and `backup` work beside `npm start`. */
export async function urlOfRunning(dataDir: string): Promise<string | undefined> {
  const clusterDir = await clusterFolder(dataDir, await serverUser(), () => undefined);
  const postmaster = await postmasterOf(clusterDir);
  if (!postmaster?.ready || !(await processesIn(clusterDir)).includes(postmaster.pid)) return undefined;
  return addressOf(postmaster.port, await passwordOf(dataDir), database);
}

/** Ends the server of a program that was killed. Gives the process id that would not end, if any. */
async function endLeftOver(clusterDir: string, log: (line: string) => void): Promise<number | undefined> {
  const postmaster = await postmasterOf(clusterDir);
  let left = await processesIn(clusterDir);
  if (left.length > 0) log('上次运行被强行终止，先结束遗留的 PostgreSQL  the last run was killed: its PostgreSQL is ended first');
  // Backends of a killed postmaster end by themselves, but hold its shared memory for up to 12 s.
  if (postmaster && left.includes(postmaster.pid)) process.kill(postmaster.pid, 'SIGINT');
  for (const until = Date.now() + patienceMs; left.length > 0 && Date.now() < until; left = await processesIn(clusterDir)) await wait(50);
  if (left.length > 0) return postmaster && left.includes(postmaster.pid) ? postmaster.pid : left[0];
  // Nobody is in the folder; a pid that now belongs to some other program would make PostgreSQL refuse to start.
  await unlink(join(clusterDir, 'postmaster.pid')).catch(ifAbsent(undefined));
  return undefined;
}

async function passwordOf(dataDir: string): Promise<string> {
  const file = join(dataDir, 'postgres.password');
  const kept = await readFile(file, 'utf8').catch(ifAbsent(''));
  if (kept !== '') return kept.trim();
  const fresh = randomBytes(24).toString('base64url');
  await writeFile(file, `${fresh}\n`, { mode: 0o600 });
  return fresh;
}

interface Making {
  readonly native: string;
  readonly clusterDir: string;
  readonly user: ServerUser | undefined;
  readonly password: string;
  readonly log: (line: string) => void;
}

/** Made beside its place and renamed when whole: a start that is killed half-way leaves nothing to trip over. */
async function initialise({ native, clusterDir, user, password, log }: Making): Promise<void> {
  log('正在新建数据库  a new database is made');
  const making = `${clusterDir}.new`;
  const passwordFile = `${clusterDir}.init`;
  await rm(making, { recursive: true, force: true });
  await makePrivate(making, user);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) await chown(passwordFile, user.uid, user.gid);
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8', '--lc-messages=C', '--encoding=UTF8'];
  const args = [
    '-D',
    making,
    '-U',
    database,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--data-checksums',
    '--no-instructions',
    ...locale,
  ];
  const child = spawn(join(native, 'bin/initdb'), args, { ...user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], env: environment() });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  await unlink(passwordFile);
  if (code !== 0)
    throw new EmbeddedUnfit(
      `无法在 ${making} 新建数据库：${said.trim()}\nPostgreSQL could not make a new database in ${making}: ${said.trim()}`,
    );
  await rename(making, clusterDir);
}

async function refuseOtherVersion(clusterDir: string): Promise<void> {
  const version = (await readFile(join(clusterDir, 'PG_VERSION'), 'utf8')).trim();
  if (version === '18') return;
  throw new EmbeddedUnfit(
    `${clusterDir} 是 PostgreSQL ${version} 的数据，本程序自带 18：请用原来的程序打开。\n${clusterDir} holds data of PostgreSQL ${version}, this program brings 18: open it with the program that made it.`,
  );
}

async function ensureDatabase(port: number, password: string): Promise<string> {
  const client = new pg.Client({ connectionString: addressOf(port, password, 'postgres') });
  client.on('error', () => undefined); // the query that it cuts short rejects with the same error
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
  return addressOf(port, password, database);
}

function addressOf(port: number, password: string, name: string): string {
  return `postgres://${database}:${password}@127.0.0.1:${port}/${name}`;
}
