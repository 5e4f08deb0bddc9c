import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../test/crash/program.ts';
import { onDatabase, startTestCluster, templateName } from '../test/cluster.ts';

/** What is measured: a PostgreSQL of its own with fsync on, and the real program as one `serve` and one `work` process. */
export interface Installation {
  /** The program's database. */
  readonly url: string;
  /** Address of a database on the same server. */
  database(name: string): string;
  /** Copies a database nobody is connected to. */
  copy(from: string, to: string): Promise<void>;
  start(): Promise<Running>;
  stop(): Promise<void>;
}

export interface Running {
  readonly base: string;
  readonly port: number;
  readonly servePid: number;
  readonly workPid: number;
  stop(): Promise<void>;
}

export const programDatabase = 'bench';

/** Opens a cluster in a temporary folder with one migrated database in it. */
export async function openInstallation(): Promise<Installation> {
  const cluster = await startTestCluster({ fsync: true });
  const folder = mkdtempSync(join(tmpdir(), 'amends-bench-'));
  const copy = (from: string, to: string): Promise<void> =>
    administer(cluster.url, [
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${from}'`,
      `drop database if exists ${to}`,
      `create database ${to} template ${from} strategy file_copy`,
    ]);
  await copy(templateName, programDatabase);
  const url = onDatabase(cluster.url, programDatabase);
  return {
    url,
    database: (name) => onDatabase(cluster.url, name),
    copy,
    start: () => startProgram(url, folder),
    stop: async () => {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function administer(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: onDatabase(url, 'postgres') });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** `serve` and `work` as an operator runs them, with ordinary settings; their log goes to a file in the folder. */
async function startProgram(url: string, folder: string): Promise<Running> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const serve = launch('serve', url, folder, port);
  const work = launch('work', url, folder, port);
  const until = Date.now() + 60_000;
  while (
    (await fetch(`${base}/readyz`).then(
      (answer) => answer.status,
      () => 0,
    )) !== 200
  ) {
    if (serve.exitCode !== null || Date.now() > until)
      throw new Error(`the program did not start:\n${readFileSync(join(folder, 'serve.log'), 'utf8').slice(-2000)}`);
    await pause(50);
  }
  await pause(1000);
  if (work.exitCode !== null) throw new Error(`the worker did not start:\n${readFileSync(join(folder, 'work.log'), 'utf8').slice(-2000)}`);
  if (serve.pid === undefined || work.pid === undefined) throw new Error('a started process has an id');
  return { base, port, servePid: serve.pid, workPid: work.pid, stop: async () => void (await Promise.all([end(serve), end(work)])) };
}

function launch(command: 'serve' | 'work', url: string, folder: string, port: number) {
  const log = openSync(join(folder, `${command}.log`), 'a');
  const profile = process.env['BENCH_PROFILE'];
  return spawn(
    process.execPath,
    [
      ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${join(profile, command)}`] : []),
      join(import.meta.dirname, '../server/main.ts'),
      command,
    ],
    {
      cwd: join(import.meta.dirname, '..'),
      env: { PATH: process.env['PATH'], DATABASE_URL: url, DATA_DIR: join(folder, 'data'), PORT: String(port), NODE_ENV: 'production' },
      stdio: ['ignore', log, log],
    },
  );
}

async function end(child: ReturnType<typeof launch>): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGINT');
  await gone;
}
