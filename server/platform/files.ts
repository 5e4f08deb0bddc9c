import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Where bytes live. `key` is made by us (an id or a hash), never by a user. */
export interface FileStore {
  /** Appends a part at `offset`; refuses (false) when the file isn't that long, so that a repeated part is seen. fsynced. */
  append(
    key: string,
    offset: number,
    part: AsyncIterable<Buffer> | Buffer,
  ): Promise<{ ok: true; length: number } | { ok: false; length: number }>;
  /** Length so far; 0 when there is none. */
  length(key: string): Promise<number>;
  /** SHA-256 over the whole file, streamed. */
  hash(key: string): Promise<string>;
  /** Moves a finished upload to its final place (rename after fsync). */
  keep(from: string, to: string): Promise<void>;
  write(key: string, bytes: Buffer): Promise<void>;
  read(key: string, range?: { start: number; end: number }): Readable;
  /** First bytes, for sniffing. */
  head(key: string, bytes: number): Promise<Buffer>;
  path(key: string): string;
  remove(key: string): Promise<void>;
}

/** Files on the local disk below `root`, spread over 256 folders. */
export function diskFiles(root: string): FileStore {
  const path = (key: string): string => {
    if (!/^[a-z0-9-]{8,80}(\.[a-z0-9]+)?$/.test(key)) throw new Error('a file key is an id or a hash');
    return join(root, createHash('sha1').update(key).digest('hex').slice(0, 2), key);
  };
  const length = async (key: string): Promise<number> => {
    const found = await stat(path(key)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    return found?.size ?? 0;
  };
  return {
    path,
    length,
    append: async (key, offset, part) => {
      const at = await length(key);
      if (at !== offset) return { ok: false, length: at };
      await mkdir(dirname(path(key)), { recursive: true, mode: 0o700 });
      const handle = await open(path(key), 'a');
      try {
        // A connection that breaks leaves what arrived; the sender asks for the length and goes on from there.
        if (Buffer.isBuffer(part)) await handle.appendFile(part);
        else for await (const chunk of part) await handle.appendFile(chunk);
      } finally {
        await handle.sync();
        await handle.close();
      }
      return { ok: true, length: await length(key) };
    },
    hash: async (key) => {
      const sum = createHash('sha256');
      for await (const chunk of createReadStream(path(key))) sum.update(chunk as Buffer);
      return sum.digest('hex');
    },
    keep: async (from, to) => {
      await mkdir(dirname(path(to)), { recursive: true, mode: 0o700 });
      await rename(path(from), path(to));
    },
    write: async (key, bytes) => {
      await mkdir(dirname(path(key)), { recursive: true, mode: 0o700 });
      const temporary = `${path(key)}.part`;
      const handle = await open(temporary, 'w');
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, path(key));
    },
    read: (key, range) => createReadStream(path(key), range),
    head: async (key, bytes) => {
      const handle = await open(path(key), 'r');
      try {
        const buffer = Buffer.alloc(bytes);
        const { bytesRead } = await handle.read(buffer, 0, bytes, 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    remove: (key) => rm(path(key), { force: true }),
  };
}
