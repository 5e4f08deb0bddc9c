import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, open, readFile, rename, rm, stat, truncate, unlink, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
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
    const server = await launch({ native, clusterDir, user, options });
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
  if (left.length > 0) log('the last run was killed: its PostgreSQL is ended first');
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
  log('a new database is made');
  const making = `${clusterDir}.new`;
  const passwordFile = `${clusterDir}.init`;
  await rm(making, { recursive: true, force: true });
  await makePrivate(making, user);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) await chown(passwordFile, user.uid, user.gid);
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8', '--lc-messages=C', '--encoding=UTF8'];
  const args = ['-D', making, '-U', database, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--data-checksums', '--no-instructions', ...locale];
  const child = spawn(join(native, 'bin/initdb'), args, { ...user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], env: environment() });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  await unlink(passwordFile);
  if (code !== 0) throw new EmbeddedUnfit(`PostgreSQL could not make a new database in ${making}: ${said.trim()}`);
  await rename(making, clusterDir);
}

async function refuseOtherVersion(clusterDir: string): Promise<void> {
  const version = (await readFile(join(clusterDir, 'PG_VERSION'), 'utf8')).trim();
  if (version === '18') return;
  throw new EmbeddedUnfit(`${clusterDir} holds data of PostgreSQL ${version}, this program brings 18: export with the program that made it, import here`);
}

interface Launched {
  readonly port: number;
  readonly pid: number;
  readonly died: Promise<string>;
  stop(): Promise<void>;
}

async function launch(what: { native: string; clusterDir: string; user: ServerUser | undefined; options: EmbeddedOptions }): Promise<Launched> {
  const { native, clusterDir, user, options } = what;
  const logFile = join(options.dataDir, 'postgres.log');
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const start = await logStart(logFile);
    // A file and not a pipe: the server outlives a killed program and must still be able to write. 'detached' keeps the terminal's Ctrl-C from it.
    const file = await open(logFile, 'a', 0o600);
    const args = ['-D', clusterDir, '-p', String(port), ...settings(options).flatMap((setting) => ['-c', setting])];
    const child = spawn(join(native, 'bin/postgres'), args, { ...user, cwd: '/', detached: true, stdio: ['ignore', file.fd, file.fd], env: environment() });
    const ended = once(child, 'close').then(() => undefined);
    await once(child, 'spawn');
    await file.close();
    child.unref();
    let running = true;
    void ended.then(() => {
      running = false;
    });
    const pid = child.pid as number;
    while (running) {
      const postmaster = await postmasterOf(clusterDir);
      if (postmaster?.ready && postmaster.pid === pid) break;
      await wait(10);
    }
    if (running) return { port, pid, ...ending(child.kill.bind(child), ended, () => tail(logFile, start)) };
    const said = await tail(logFile, start);
    if (attempt === 5 || !/Address already in use|could not create any TCP/.test(said)) {
      throw new Error(`PostgreSQL did not start; its log ${logFile} says: ${said}`);
    }
  }
}

/** Where the new run's words begin; a log that has grown large starts anew. */
async function logStart(logFile: string): Promise<number> {
  const size = await stat(logFile).then((found) => found.size, ifAbsent(0));
  if (size < 8_000_000) return size;
  await truncate(logFile);
  return 0;
}

function ending(kill: (signal: NodeJS.Signals) => boolean, ended: Promise<undefined>, lastWords: () => Promise<string>): Pick<Launched, 'died' | 'stop'> {
  let stopping: Promise<void> | undefined;
  const died = new Promise<string>((settle, fail) => {
    void ended.then(() => (stopping ? undefined : lastWords().then(settle, fail)));
  });
  const end = async () => {
    kill('SIGINT');
    const late = new AbortController();
    const giveUp = wait(patienceMs, undefined, { signal: late.signal }).then(() => kill('SIGQUIT'), () => undefined);
    await ended;
    late.abort();
    await giveUp;
  };
  return {
    died,
    stop: () => {
      stopping ??= end();
      return stopping;
    },
  };
}

function settings(options: EmbeddedOptions): string[] {
  const fsync = options.fsync ?? true;
  return [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=', // a long path would be fatal
    `max_connections=${options.maxConnections ?? 100}`,
    'shared_buffers=128MB',
    'wal_level=replica', // a copy while running needs it
    'max_wal_size=1GB',
    'random_page_cost=1.1',
    'jit=off', // costs more than it saves on short queries
    'timezone=UTC',
    'log_timezone=UTC',
    // The log never holds a row's content: no statements, no parameters, no DETAIL lines.
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    'log_parameter_max_length_on_error=0',
    ...(fsync ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
}

async function ensureDatabase(port: number, password: string): Promise<string> {
  const client = new pg.Client({ connectionString: addressOf(port, password, 'postgres') });
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

/** PostgreSQL takes settings from PG… variables and its words from LC_…: it gets neither. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function tail(file: string, from: number): Promise<string> {
  const text = (await readFile(file)).subarray(from).toString().trim();
  return text.split('\n').slice(-8).join('\n');
}
