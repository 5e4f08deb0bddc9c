import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface Program {
  readonly base: string;
  /** Starts it and waits until it is ready. Answers how long that took, in ms. */
  start(): Promise<number>;
  /** kill -9: no goodbye of any kind. */
  kill(): Promise<void>;
  /** Ctrl-C: the clean end. */
  stop(): Promise<void>;
}

/** Longest wait for a start, in ms: one that fills the demo takes 15 s on an idle machine. */
const patience = 120_000;

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  const { port } = address;
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * The real program in a process of its own, with its own PostgreSQL and data folder, as `npm start` runs it; or only a part of
 * it (`env` then names the database).
 */
export function program(dataDir: string, port: number, env: Record<string, string>, command: 'all' | 'serve' | 'work' = 'all'): Program {
  const base = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  let output = '';
  const ready = async (): Promise<boolean> => {
    const answer = await fetch(`${base}/readyz`).catch(() => null);
    return answer?.status === 200;
  };
  return {
    base,
    start: async () => {
      const from = performance.now();
      output = '';
      const started = spawn(process.execPath, [join(import.meta.dirname, '../../server/main.ts'), command], {
        cwd: join(import.meta.dirname, '../..'),
        env: {
          ...process.env,
          DATA_DIR: dataDir,
          PORT: String(port),
          ...(command === 'work' ? { WORK_HEALTH_PORT: String(port) } : {}),
          LOG_LEVEL: 'error',
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      started.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
      started.stderr.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
      while (!(await ready())) {
        if (started.exitCode !== null || started.signalCode !== null) throw new Error(`the program ended instead of starting:\n${output}`);
        if (performance.now() - from > patience) throw new Error(`the program is not ready after ${patience / 1000} s:\n${output}`);
        await pause(50);
      }
      return performance.now() - from;
    },
    kill: async () => {
      const killed = child;
      if (!killed || killed.exitCode !== null || killed.signalCode !== null) return;
      const gone = once(killed, 'exit');
      killed.kill('SIGKILL');
      await gone;
    },
    stop: async () => {
      const ending = child;
      if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
      const gone = once(ending, 'exit');
      ending.kill('SIGINT');
      const [code] = (await gone) as [number | null];
      if (code !== 0) throw new Error(`the program ended with ${code ?? 'a signal'}:\n${output}`);
    },
  };
}
