import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { safeName, zipOf } from './zip.ts';

interface Opened {
  readonly files: Readonly<Record<string, { readonly name: string; async(as: 'nodebuffer'): Promise<Buffer> }>>;
}
// The reader that our spreadsheets' library brings: not our own code reads what our own code wrote.
const reader = createRequire(createRequire(import.meta.url).resolve('exceljs'))('jszip') as {
  loadAsync(bytes: Buffer, options: { checkCRC32: boolean }): Promise<Opened>;
};

const at = new Date('2026-11-20T09:20:30Z');
async function packed(...entries: Parameters<typeof zipOf>[0] extends Iterable<infer E> | AsyncIterable<unknown> ? E[] : never) {
  const parts: Buffer[] = [];
  for await (const part of zipOf(entries)) parts.push(part);
  return Buffer.concat(parts);
}

it('packs files as a stream, each as it was, sums checked by another reader', async () => {
  const long = Buffer.alloc(3_000_000, '轨迹 ');
  const bytes = await packed(
    { name: '追偿/说明.html', at, bytes: Buffer.from('<p>破损</p>') },
    { name: 'evidence/1 long.txt', at, packed: true, bytes: Readable.from([long.subarray(0, 1_000_001), long.subarray(1_000_001)]) },
    { name: 'empty.csv', at, bytes: Buffer.alloc(0) },
  );
  const { files } = await reader.loadAsync(bytes, { checkCRC32: true });
  expect(Object.keys(files).filter((name) => !name.endsWith('/'))).toEqual(['追偿/说明.html', 'evidence/1 long.txt', 'empty.csv']);
  expect((await files['追偿/说明.html']?.async('nodebuffer'))?.toString()).toBe('<p>破损</p>');
  expect((await files['evidence/1 long.txt']?.async('nodebuffer'))?.equals(long)).toBe(true);
  expect(await files['empty.csv']?.async('nodebuffer')).toHaveLength(0);
  expect(Object.keys((await reader.loadAsync(await packed(), { checkCRC32: true })).files)).toEqual([]);
});

it('ends with the fault of a file that can’t be read, instead of a zip that looks whole', async () => {
  const broken = new Readable({ read: () => undefined });
  broken.push('first');
  setImmediate(() => broken.destroy(new Error('the disk is gone')));
  await expect(packed({ name: 'a.txt', at, bytes: broken })).rejects.toThrow('the disk is gone');
});

it.each([
  ['../../etc/passwd', '_.._etc_passwd'],
  ['C:\\Users\\li\\照片.jpg', 'C__Users_li_照片.jpg'],
  ['a\u202Egpj.exe\u0000', 'a_gpj.exe_'],
  ['CON.txt', '_CON.txt'],
  ['  ..hidden ', 'hidden'],
  ['', 'file'],
  ['照片.JPG', '照片-2.JPG'],
])('names of people are made safe: %j', (given, safe) => {
  expect(safeName(given, new Set(['照片.jpg']))).toBe(safe);
});

it('long names keep their ending', () => {
  expect(safeName(`${'长'.repeat(300)}.jpeg`, new Set())).toBe(`${'长'.repeat(80)}.jpeg`);
});
