import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ifAbsent } from './embeddedNative.ts';

export type FolderLock = { readonly ok: true; release(): Promise<void> } | { readonly ok: false; readonly pid: number };

/**
 * One program per cluster folder. The lock is a listening socket with an abstract name: the kernel frees it the moment
 * its holder ends, even by kill -9, so there is no stale lock to judge. Whoever connects is told the holder's process id.
 */
export async function holdLock(clusterDir: string): Promise<FolderLock> {
  const name = `\0amends-${createHash('sha256').update(clusterDir).digest('hex').slice(0, 32)}`;
  for (;;) {
    const held = await listenOn(name);
    if (held) return held;
    // A holder that is being killed breaks off without a word: then the name is free in a moment.
    const pid = await holderOf(name);
    if (pid !== undefined) return { ok: false, pid };
    await wait(20);
  }
}

/** Undefined when somebody listens on that name already. */
async function listenOn(name: string): Promise<FolderLock | undefined> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(String(process.pid));
  });
  server.listen(name);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return undefined;
  }
  server.unref();
  return {
    ok: true,
    release: async () => {
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** What the cluster's postmaster.pid says: line 1 the process, line 4 the port, line 8 whether it takes connections. */
export async function postmasterOf(clusterDir: string): Promise<Postmaster | undefined> {
  const lines = (await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(ifAbsent(''))).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Every process that works in this folder. PostgreSQL's processes all stand in their data folder; a number alone may by now be somebody else's. */
export async function processesIn(clusterDir: string): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    ids.map(async (id) => {
      // Gone meanwhile, or another user's process: not one of ours.
      const folder = await readlink(`/proc/${id}/cwd`).catch(() => '');
      return folder === clusterDir ? [Number(id)] : [];
    }),
  );
  return found.flat();
}

/** The holder's process id; undefined when it ended before it could say. */
async function holderOf(name: string): Promise<number | undefined> {
  const socket = connect(name);
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk.toString();
  });
  try {
    await once(socket, 'close');
  } catch (error) {
    if (!['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return undefined;
  }
  return said === '' ? undefined : Number(said);
}
