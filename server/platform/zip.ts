import { crc32, createDeflateRaw } from 'node:zlib';

/** A file to be packed. `packed`: its bytes are small already (pictures, videos, PDF), so that they go in as they are. */
export interface ZipEntry {
  /** Relative, with `/`; made safe by `safeName` where people had a say in it. */
  readonly name: string;
  readonly at: Date;
  readonly packed?: boolean;
  readonly bytes: Buffer | AsyncIterable<Buffer>;
}

/** What a zip without the 64-bit form can hold. */
export const largestZip = 0xffff_0000;

const utf8AndSizesBehind = 0x0808;
const deflate = 8;

/**
 * A zip as it is made, one file after the other, nothing of it held in memory (APPNOTE 6.3.10: names in UTF-8, sizes behind the
 * bytes). Instants are written in UTC. Throws beyond `largestZip`: whoever packs files knows their sizes and refuses before.
 */
export async function* zipOf(entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const contents: Buffer[] = [];
  let offset = 0;
  for await (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8');
    const start = offset;
    const said = { crc: 0, size: 0, packed: 0 };
    const head = Buffer.concat([header(0x04034b50, [20], entry.at, { crc: 0, size: 0, packed: 0 }, name.length), name]);
    yield head;
    const packing = createDeflateRaw({ level: entry.packed ? 0 : 6 });
    const feeding = feed(packing, entry.bytes, said);
    // A fault of the source ends the packing as well; it is thrown where the bytes are taken.
    feeding.catch((fault: unknown) => packing.destroy(fault as Error));
    for await (const part of packing) {
      said.packed += (part as Buffer).length;
      yield part as Buffer;
    }
    await feeding;
    const behind = Buffer.alloc(16);
    [0x08074b50, said.crc, said.packed, said.size].forEach((value, at) => behind.writeUInt32LE(value, at * 4));
    yield behind;
    offset += head.length + said.packed + behind.length;
    if (offset > largestZip) throw new Error('a zip beyond 4 GB needs another form');
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(start, 10);
    contents.push(header(0x02014b50, [0x031e, 20], entry.at, said, name.length), rest, name);
  }
  const list = Buffer.concat(contents);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  const count = contents.length / 3;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  yield Buffer.concat([list, end]);
}

/** A name as a file on any system may have it: no folders, no control signs, nothing reserved, told apart from those taken already. */
export function safeName(name: string, taken: Set<string>): string {
  const plain = name
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, '_')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain);
  const kept = `${reserved ? '_' : ''}${plain || 'file'}`;
  const dot = kept.lastIndexOf('.');
  const [stem, tail] = dot > 0 && kept.length - dot <= 12 ? [kept.slice(0, dot), kept.slice(dot)] : [kept, ''];
  const short = Array.from(stem).slice(0, 80).join('');
  for (let n = 1; ; n += 1) {
    const made = `${short}${n === 1 ? '' : `-${n}`}${tail}`;
    if (taken.has(made.toLowerCase())) continue;
    taken.add(made.toLowerCase());
    return made;
  }
}

interface Said {
  crc: number;
  size: number;
  packed: number;
}

async function feed(packing: ReturnType<typeof createDeflateRaw>, bytes: ZipEntry['bytes'], said: Said): Promise<void> {
  const take = async (part: Buffer): Promise<void> => {
    said.crc = crc32(part, said.crc);
    said.size += part.length;
    if (!packing.write(part)) await new Promise((go) => packing.once('drain', go).once('close', go));
    // Who took the zip has gone away: the source is let go of as well.
    if (packing.destroyed) throw new Error('the zip is no longer wanted');
  };
  if (Buffer.isBuffer(bytes)) await take(bytes);
  else for await (const part of bytes) await take(part);
  packing.end();
}

/** What an entry's two headers have in common. */
function header(signature: number, versions: readonly number[], at: Date, said: Said, nameLength: number): Buffer {
  const day = ((Math.max(1980, at.getUTCFullYear()) - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const shorts = [...versions, utf8AndSizesBehind, deflate, time, day];
  const made = Buffer.alloc(4 + shorts.length * 2 + 16);
  made.writeUInt32LE(signature, 0);
  shorts.forEach((value, n) => made.writeUInt16LE(value, 4 + n * 2));
  const from = 4 + shorts.length * 2;
  [said.crc, said.packed, said.size].forEach((value, n) => made.writeUInt32LE(value, from + n * 4));
  made.writeUInt16LE(nameLength, from + 12);
  return made;
}
