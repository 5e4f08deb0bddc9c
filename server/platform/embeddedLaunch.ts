import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, stat, truncate } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ifAbsent, type ServerUser } from './embeddedNative.ts';
import { postmasterOf } from './embeddedProcesses.ts';

const patienceMs = 15_000;

export interface Launch {
  readonly native: string;
  readonly clusterDir: string;
  readonly user: ServerUser | undefined;
  readonly logFile: string;
  readonly fsync: boolean;
  readonly maxConnections: number;
}

export interface Launched {
  readonly port: number;
  readonly pid: number;
  readonly died: Promise<string>;
  stop(): Promise<void>;
}

/** Starts the server on a free loopback port and waits, as long as it lives, until it takes connections (recovery after a crash may take its time). */
export async function launch(what: Launch): Promise<Launched> {
  const { native, clusterDir, user, logFile } = what;
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const start = await logStart(logFile);
    // A file and not a pipe: the server outlives a killed program and must still be able to write. 'detached' keeps the terminal's Ctrl-C from it.
    const file = await open(logFile, 'a', 0o600);
    const args = ['-D', clusterDir, '-p', String(port), ...settings(what).flatMap((setting) => ['-c', setting])];
    const child = spawn(join(native, 'bin/postgres'), args, {
      ...user,
      cwd: '/',
      detached: true,
      stdio: ['ignore', file.fd, file.fd],
      env: environment(),
    });
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

function ending(
  kill: (signal: NodeJS.Signals) => boolean,
  ended: Promise<undefined>,
  lastWords: () => Promise<string>,
): Pick<Launched, 'died' | 'stop'> {
  let stopping: Promise<void> | undefined;
  const died = new Promise<string>((settle, fail) => {
    void ended.then(() => (stopping ? undefined : lastWords().then(settle, fail)));
  });
  const end = async () => {
    kill('SIGINT');
    const late = new AbortController();
    const giveUp = wait(patienceMs, undefined, { signal: late.signal }).then(
      () => kill('SIGQUIT'),
      () => undefined,
    );
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

function settings({ fsync, maxConnections }: Launch): string[] {
  return [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=', // a long path would be fatal
    `max_connections=${maxConnections}`,
    `shared_buffers=${fsync ? sharedMegabytes() : 128}MB`,
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

/** An eighth of the machine's memory, between 128 MB and 1 GB: at a million cases every list probes some thousand rows. */
function sharedMegabytes(): number {
  return Math.min(1024, Math.max(128, Math.floor(totalmem() / 8 / 1024 / 1024)));
}

/** PostgreSQL takes settings from PG… variables and its words from LC_…: it gets neither. */
export function environment(): NodeJS.ProcessEnv {
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
