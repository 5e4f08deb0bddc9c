import type { FileStore } from './files.ts';

/** How much of a file's end is looked through: the list of contents of an invoice fits many times over. */
const tail = 256 * 1024;
/** Signature of an entry in a zip's list of contents; its name's length stands at 28, the name at 46. */
const entry = Buffer.from('PK\u0001\u0002', 'latin1');

/** Whether a zip is an OFD (GB/T 33190): the format of electronic invoices, with `OFD.xml` at its root. Read from the bytes. */
export async function isOfd(files: Pick<FileStore, 'read'>, key: string, size: number): Promise<boolean> {
  const parts: Buffer[] = [];
  for await (const part of files.read(key, { start: Math.max(0, size - tail), end: size - 1 })) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  for (let at = bytes.indexOf(entry); at >= 0 && at + 46 <= bytes.length; at = bytes.indexOf(entry, at + 1)) {
    const name = bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28));
    if (name === 'OFD.xml') return true;
  }
  return false;
}
