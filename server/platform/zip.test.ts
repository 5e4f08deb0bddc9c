import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { unzip } from '../../test/unzip.ts';
import { safeName, type ZipEntry, zipOf } from './zip.ts';

const at = new Date('2026-11-20T09:20:30Z');
async function packed(...entries: ZipEntry[]): Promise<Buffer> {
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
  const files = await unzip(bytes);
  expect([...files.keys()]).toEqual(['追偿/说明.html', 'evidence/1 long.txt', 'empty.csv']);
  expect(files.get('追偿/说明.html')?.toString()).toBe('<p>破损</p>');
  expect(files.get('evidence/1 long.txt')?.equals(long)).toBe(true);
  expect(files.get('empty.csv')).toHaveLength(0);
  expect((await unzip(await packed())).size).toBe(0);
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
