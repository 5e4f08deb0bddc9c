import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freshDatabase } from '../../test/database.ts';
import { systemActor } from './actor.ts';
import { day, settableClock } from './clock.ts';
import { inTransaction, type OpenDatabase, openDatabase } from './db.ts';
import { diskFiles } from './files.ts';
import type { House } from './module.ts';
import {
  attach,
  beginUpload,
  fileById,
  finishUpload,
  largestFile,
  type Owner,
  receivedOf,
  removeOrphans,
  takePart,
  thumbKey,
  UploadOverrun,
  viewKey,
} from './uploads.ts';
import { zipOf } from './zip.ts';

let store: OpenDatabase;
let house: House;
const clock = settableClock(new Date('2026-11-20T09:20:00Z'));
const mine: Owner = { kind: 'draft', id: 'd1' };

beforeAll(async () => {
  store = openDatabase(await freshDatabase());
  const quiet = () => undefined;
  house = {
    db: store.db,
    clock,
    files: diskFiles(mkdtempSync(join(tmpdir(), 'amends-files-'))),
    log: { info: quiet, warn: quiet, error: quiet },
    wake: quiet,
  } as unknown as House;
});
afterAll(() => store.close());

const begin = (name: string, size: number, owner = mine) =>
  inTransaction(store.db, (tx) => beginUpload({ tx, now: clock.now(), actor: systemActor, cause: 'test' }, owner, { name, size }));
async function begun(name: string, size: number, owner = mine): Promise<string> {
  const answer = await begin(name, size, owner);
  if (!answer.ok) throw new Error(answer.refused.code);
  return answer.value.id;
}
const picture = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#c33' } })
    .withExif({ IFD0: { Copyright: 'someone' }, IFD3: { GPSLatitude: '31/1 13/1 0/1' } })
    .jpeg()
    .toBuffer();

describe('an upload', () => {
  it('arrives in parts, is hashed, sniffed, and gets pictures without EXIF and GPS', async () => {
    const bytes = await picture();
    const id = await begun('开箱.jpg', bytes.length);
    expect(await takePart(house, mine, id, 0, bytes.subarray(0, 1000))).toMatchObject({ ok: true, value: { received: 1000 } });
    expect(await takePart(house, mine, id, 1000, Readable.from([bytes.subarray(1000)]))).toMatchObject({ ok: true });
    const done = await finishUpload(house, mine, id);
    expect(done).toMatchObject({ ok: true, value: { state: 'checked', type: 'image/jpeg', pictures: true } });
    const view = await sharp(house.files.path(viewKey(id))).metadata();
    expect(view.exif).toBeUndefined();
    expect((await sharp(house.files.path(thumbKey(id))).metadata()).width).toBe(320);
    expect((await sharp(house.files.path(id)).metadata()).exif).toBeDefined();
  });

  it('goes on where a broken connection left it', async () => {
    const bytes = await picture();
    const id = await begun('a.jpg', bytes.length);
    const broken = new Readable({ read: () => undefined });
    broken.push(bytes.subarray(0, 700));
    const taking = takePart(house, mine, id, 0, broken);
    const broke = vi
      .waitUntil(async () => (await receivedOf(house.files, id)) === 700)
      .then(() => broken.destroy(new Error('connection lost')));
    await expect(taking).rejects.toThrow('connection lost');
    await broke;
    expect(await receivedOf(house.files, id)).toBe(700);
    expect(await takePart(house, mine, id, 0, bytes)).toMatchObject({ refused: { code: 'part-out-of-place', data: { received: 700 } } });
    await takePart(house, mine, id, 700, bytes.subarray(700));
    expect(await finishUpload(house, mine, id)).toMatchObject({ ok: true });
  });

  it('that is finished early is told how much is there', async () => {
    const id = await begun('a.jpg', 500);
    await takePart(house, mine, id, 0, Buffer.alloc(200));
    expect(await finishUpload(house, mine, id)).toMatchObject({
      refused: { code: 'upload-incomplete', data: { received: 200, size: 500 } },
    });
  });

  it('is refused by its bytes, not by its name', async () => {
    const page = Buffer.from('<html><script>alert(1)</script></html>');
    const id = await begun('harmless.jpg', page.length);
    await takePart(house, mine, id, 0, page);
    expect(await finishUpload(house, mine, id)).toMatchObject({ refused: { code: 'file-type-not-allowed' } });
    expect(await house.files.length(id)).toBe(0);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const drawn = await begun('drawing.png', svg.length);
    await takePart(house, mine, drawn, 0, svg);
    expect(await finishUpload(house, mine, drawn)).toMatchObject({ refused: { code: 'file-type-not-allowed' } });
  });

  it.each([
    ['an electronic invoice (OFD)', 'OFD.xml', true],
    ['any other zip', 'invoice.xml', false],
    ['a zip with such a file further down', 'a/OFD.xml', false],
  ])('is known by what a zip holds: %s', async (_, inside, taken) => {
    const ofd = { at: new Date('2026-11-20T09:20:00Z'), bytes: Buffer.from('<ofd/>') };
    const parts: Buffer[] = [];
    for await (const part of zipOf([
      { ...ofd, name: 'Doc_0/Document.xml' },
      { ...ofd, name: inside },
    ]))
      parts.push(part);
    const bytes = Buffer.concat(parts);
    const id = await begun('fapiao.ofd', bytes.length);
    await takePart(house, mine, id, 0, bytes);
    const done = await finishUpload(house, mine, id);
    expect(done.ok ? done.value.type : done.refused.code).toBe(taken ? 'application/ofd' : 'file-type-not-allowed');
  });

  it('is refused when it is empty, too large, or sends more than it announced', async () => {
    expect(await begin('empty.jpg', 0)).toMatchObject({ refused: { code: 'file-empty' } });
    expect(await begin('film.mp4', largestFile + 1)).toMatchObject({ refused: { code: 'file-too-large' } });
    const id = await begun('a.jpg', 10);
    await expect(takePart(house, mine, id, 0, Buffer.alloc(11))).rejects.toThrow(UploadOverrun);
  });

  it('belongs to its owner only', async () => {
    const id = await begun('a.jpg', 10);
    const other: Owner = { kind: 'draft', id: 'd2' };
    expect(await takePart(house, other, id, 0, Buffer.alloc(10))).toMatchObject({ refused: { code: 'not-found' } });
    expect(await inTransaction(store.db, (tx) => attach({ tx, now: clock.now(), actor: systemActor, cause: 'test' }, other, [id]))).toEqual(
      [],
    );
  });

  it('that nobody attached goes after 24 hours; an attached one stays', async () => {
    const bytes = await picture();
    const keep = await begun('keep.jpg', bytes.length, { kind: 'draft', id: 'd3' });
    await takePart(house, { kind: 'draft', id: 'd3' }, keep, 0, bytes);
    await finishUpload(house, { kind: 'draft', id: 'd3' }, keep);
    await inTransaction(store.db, (tx) =>
      attach({ tx, now: clock.now(), actor: systemActor, cause: 'test' }, { kind: 'draft', id: 'd3' }, [keep]),
    );
    const loose = await begun('loose.jpg', bytes.length, { kind: 'draft', id: 'd3' });
    clock.advance(day + 1000);
    expect(await removeOrphans(house)).toBeGreaterThan(0);
    expect((await fileById(store.db, loose))?.state).toBe('gone');
    expect((await fileById(store.db, keep))?.state).toBe('attached');
    expect(await house.files.length(keep)).toBe(bytes.length);
  });
});
