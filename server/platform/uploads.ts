import type { Readable } from 'node:stream';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { day } from './clock.ts';
import type { Command } from './command.ts';
import { all, inTransaction, one, type Reader, sql } from './db.ts';
import type { FileStore } from './files.ts';
import { newId } from './ids.ts';
import type { House } from './module.ts';
import { isOfd } from './ofd.ts';
import { systemActor } from './actor.ts';
import { ok, refuse, type RefusalTable, type Refused, type Result } from './result.ts';

/** Largest upload, in bytes. */
export const largestFile = 200 * 1024 * 1024;
/** Files that one owner may have under way or unattached. */
const openAtOnce = 40;

/** Whose upload it is: staff, an API key, the customer of a case (id = case), or a report that is still being written (id = draft). */
export interface Owner {
  readonly kind: 'staff' | 'key' | 'customer' | 'draft';
  readonly id: string;
}

export interface FileRow {
  readonly id: string;
  readonly ownerKind: string;
  readonly ownerId: string;
  readonly name: string;
  readonly size: number;
  readonly state: 'receiving' | 'stored' | 'checked' | 'refused' | 'attached' | 'gone';
  readonly type: string | null;
  readonly sha256: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly pictures: boolean;
  readonly createdAt: Date;
}

const columns = sql`id, owner_kind as "ownerKind", owner_id as "ownerId", name, size, state, type, sha256, width, height, pictures, created_at as "createdAt"`;

/** An electronic invoice; the type has no registered name. */
const ofd = 'application/ofd';
const allowed = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/heic',
  'image/heif',
  'image/avif',
  'video/mp4',
  'video/quicktime',
  'video/webm',
  'application/pdf',
  ofd,
]);

/** Announces an upload; its bytes follow in parts. Refuses an empty or too large file and too many open ones. */
export async function beginUpload(command: Command, owner: Owner, given: { name: string; size: number }): Promise<Result<FileRow>> {
  if (given.size <= 0) return refuse('file-empty', { field: 'size' });
  if (given.size > largestFile) return refuse('file-too-large', { field: 'size', data: { megabytes: largestFile / 1024 / 1024 } });
  const open = await one(
    sql<{
      n: number;
    }>`select count(*) as n from files where owner_kind = ${owner.kind} and owner_id = ${owner.id} and state in ('receiving', 'stored', 'checked')`,
    command.tx,
  );
  if ((open?.n ?? 0) >= openAtOnce) return refuse('too-many-files', { data: { most: openAtOnce } });
  const id = newId();
  await sql`insert into files (id, owner_kind, owner_id, name, size, state, created_at, changed_at)
    values (${id}, ${owner.kind}, ${owner.id}, ${given.name.slice(0, 200)}, ${given.size}, 'receiving', ${command.now}, ${command.now})`.execute(
    command.tx,
  );
  const row = await fileById(command.tx, id);
  if (!row) throw new Error('a file that was just announced is there');
  return ok(row);
}

/**
 * Takes one part at `offset`. What arrived of a part whose connection broke is kept: ask `receivedOf` and go on from there,
 * also after a restart. Refuses a part at another offset (`part-out-of-place`, with what is there), or beyond the size.
 */
export async function takePart(
  house: House,
  owner: Owner,
  id: string,
  offset: number,
  part: Readable | Buffer,
): Promise<Result<{ received: number }>> {
  const row = await ownFile(house.db, owner, id);
  if (!row) return refuse('not-found');
  if (row.state !== 'receiving') return refuse('upload-finished');
  if (under.has(id)) return refuse('part-under-way');
  under.add(id);
  try {
    const taken = await house.files.append(id, offset, limited(part, row.size - offset));
    if (!taken.ok) return refuse('part-out-of-place', { data: { received: taken.length } });
    return ok({ received: taken.length });
  } finally {
    under.delete(id);
  }
}

/** Files that this process is writing to now: two parts of one file at once would mix. */
const under = new Set<string>();

async function* limited(part: Readable | Buffer, room: number): AsyncGenerator<Buffer> {
  let left = room;
  for await (const chunk of Buffer.isBuffer(part) ? [part] : part) {
    const bytes = chunk as Buffer;
    if (bytes.length > left) throw new UploadOverrun();
    left -= bytes.length;
    yield bytes;
  }
}

/** More bytes came than were announced. */
export class UploadOverrun extends Error {
  readonly statusCode = 413;
}

/** Bytes that have arrived so far: the length of the file itself, which a crash can't contradict. */
export function receivedOf(files: FileStore, id: string): Promise<number> {
  return files.length(id);
}

/**
 * Ends an upload: complete? hash, sniff, pictures without EXIF and GPS. The type is read from the bytes; what can't be told
 * or isn't a picture, video, PDF or OFD is refused and its bytes are removed. Repeating it answers the same.
 */
export async function finishUpload(house: House, owner: Owner, id: string): Promise<Result<FileRow>> {
  const row = await ownFile(house.db, owner, id);
  if (!row) return refuse('not-found');
  if (row.state !== 'receiving') return row.state === 'refused' ? refuse('file-type-not-allowed', { field: 'file' }) : ok(row);
  const received = await house.files.length(id);
  if (received !== row.size) return refuse('upload-incomplete', { data: { received, size: row.size } });
  const sniffed = (await fileTypeFromBuffer(await house.files.head(id, 4100)))?.mime ?? null;
  const type = sniffed === 'application/zip' && (await isOfd(house.files, id, row.size)) ? ofd : sniffed;
  if (!type || !allowed.has(type)) {
    await house.files.remove(id);
    await sql`update files set state = 'refused', fault = 'type', changed_at = ${house.clock.now()} where id = ${id}`.execute(house.db);
    return refuse('file-type-not-allowed', { field: 'file' });
  }
  const sha256 = await house.files.hash(id);
  const picture = type.startsWith('image/') ? await makePictures(house, id) : null;
  await sql`update files set state = 'checked', type = ${type}, sha256 = ${sha256}, width = ${picture?.width ?? null}, height = ${picture?.height ?? null},
    pictures = ${picture !== null}, changed_at = ${house.clock.now()} where id = ${id}`.execute(house.db);
  const done = await fileById(house.db, id);
  return done ? ok(done) : refuse('not-found');
}

export const thumbKey = (id: string): string => `${id}-thumb.webp`;
export const viewKey = (id: string): string => `${id}-view.webp`;

/** A thumbnail and a view, turned upright, without EXIF and GPS; null when the picture can't be read here (iPhone HEIC). The original stays. */
async function makePictures(house: House, id: string): Promise<{ width: number; height: number } | null> {
  const open = () => sharp(house.files.path(id), { failOn: 'error', limitInputPixels: 100_000_000 }).autoOrient();
  try {
    const view = await open()
      .resize(1600, 1600, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    await house.files.write(viewKey(id), view.data);
    await house.files.write(thumbKey(id), await open().resize(320, 240, { fit: 'cover' }).webp({ quality: 75 }).toBuffer());
    return { width: view.info.width, height: view.info.height };
  } catch (error) {
    house.log.info({ category: 'files', file: id, error: error instanceof Error ? error.message : 'unknown' }, 'no pictures made');
    return null;
  }
}

/**
 * Takes a file whose size nobody knows beforehand (a form without script), as it streams in: memory stays flat. The size is
 * what arrived. One that is too large, empty or of a wrong type is refused and its bytes are removed; the rest of the form goes on.
 */
export async function takeStream(house: House, owner: Owner, given: { name: string; stream: Readable }): Promise<Result<FileRow>> {
  const begun = await inTransaction(house.db, (tx) =>
    beginUpload({ tx, now: house.clock.now(), actor: systemActor, cause: 'form' }, owner, { name: given.name, size: largestFile }),
  );
  if (!begun.ok) {
    given.stream.resume();
    return begun;
  }
  const { id } = begun.value;
  try {
    const part = await takePart(house, owner, id, 0, given.stream);
    if (!part.ok) return part;
    if (part.value.received === 0) return dropUpload(house, id, refuse('file-empty', { field: 'file' }));
    await sql`update files set size = ${part.value.received} where id = ${id}`.execute(house.db);
    return await finishUpload(house, owner, id);
  } catch (error) {
    if (!(error instanceof UploadOverrun)) throw error;
    given.stream.resume();
    return dropUpload(house, id, refuse('file-too-large', { field: 'file', data: { megabytes: largestFile / 1024 / 1024 } }));
  }
}

/** Takes an upload back that isn't attached yet; true when there was one. */
export async function removeUpload(house: House, owner: Owner, id: string): Promise<boolean> {
  const row = await ownFile(house.db, owner, id);
  if (!row || row.state === 'attached' || row.state === 'gone') return false;
  await dropUpload(house, id, refuse('not-found'));
  return true;
}

async function dropUpload(house: House, id: string, why: Refused): Promise<Refused> {
  for (const key of [id, thumbKey(id), viewKey(id)]) await house.files.remove(key);
  await sql`update files set state = 'gone', name = '', changed_at = ${house.clock.now()} where id = ${id}`.execute(house.db);
  return why;
}

/** Marks checked files of this owner as attached; answers those that were, so that a foreign or unfinished one is seen missing. */
export async function attach(command: Command, owner: Owner, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await all(
    sql<{ id: string }>`update files set state = 'attached', changed_at = ${command.now}
      where id = any(${[...ids]}::uuid[]) and owner_kind = ${owner.kind} and owner_id = ${owner.id} and state in ('checked', 'attached') returning id`,
    command.tx,
  );
  return rows.map((row) => row.id);
}

/** One file, or undefined. */
export function fileById(on: Reader, id: string): Promise<FileRow | undefined> {
  return one(sql<FileRow>`select ${columns} from files where id = ${id}`, on);
}

/** A file of this owner, or undefined. */
export function ownFile(on: Reader, owner: Owner, id: string): Promise<FileRow | undefined> {
  return one(sql<FileRow>`select ${columns} from files where id = ${id} and owner_kind = ${owner.kind} and owner_id = ${owner.id}`, on);
}

/** Removes what nobody attached within 24 hours. */
export async function removeOrphans(house: House): Promise<number> {
  const old = await all(
    sql<{
      id: string;
    }>`select id from files where state in ('receiving', 'stored', 'checked', 'refused') and created_at < ${new Date(house.clock.now().getTime() - day)} limit 200`,
    house.db,
  );
  for (const { id } of old) {
    for (const key of [id, thumbKey(id), viewKey(id)]) await house.files.remove(key);
    await inTransaction(house.db, (tx) =>
      sql`update files set state = 'gone', name = '', changed_at = ${house.clock.now()} where id = ${id}`.execute(tx),
    );
  }
  return old.length;
}

export const uploadRefusals: RefusalTable = {
  'file-empty': {
    status: 422,
    zh: { agent: '文件是空的（0 字节），请重新选择。' },
    en: { agent: 'The file is empty (0 bytes). Choose another.' },
  },
  'file-too-large': {
    status: 413,
    zh: { agent: (data) => `文件超过 ${String(data['megabytes'])} MB，请压缩或截短后再传。` },
    en: { agent: (data) => `The file is larger than ${String(data['megabytes'])} MB. Compress or shorten it.` },
  },
  'file-longer-than-said': {
    status: 413,
    zh: { agent: '收到的内容比申报的文件大小多，未保存。请重新选择该文件上传。' },
    en: { agent: 'More arrived than the file was said to hold; it was not kept. Choose the file again and upload it anew.' },
  },
  'too-many-files': {
    status: 429,
    zh: { agent: (data) => `未提交的文件已达 ${String(data['most'])} 个，请先提交或稍后再传。` },
    en: { agent: (data) => `There are already ${String(data['most'])} files waiting. Submit them first, or try later.` },
  },
  'file-type-not-allowed': {
    status: 415,
    zh: { agent: '只能上传图片、视频、PDF 或 OFD；此文件的内容不是这些格式（与扩展名无关）。请重新拍照或导出后上传。' },
    en: {
      agent:
        'Only pictures, videos, PDF and OFD can be uploaded; the content of this file is none of these, whatever its name says. Take a new picture or export it again.',
    },
  },
  'part-out-of-place': {
    status: 409,
    zh: { agent: (data) => `已收到 ${String(data['received'])} 字节，请从该处继续上传。` },
    en: { agent: (data) => `${String(data['received'])} bytes have arrived. Go on from there.` },
  },
  'part-under-way': {
    status: 409,
    zh: { agent: '该文件正在上传中，请稍候。' },
    en: { agent: 'A part of this file is being received. Wait a moment.' },
  },
  'upload-finished': { status: 409, zh: { agent: '该文件已上传完成。' }, en: { agent: 'This upload is finished already.' } },
  'upload-incomplete': {
    status: 409,
    zh: { agent: (data) => `文件尚未传完（${String(data['received'])} / ${String(data['size'])} 字节），请继续上传。` },
    en: {
      agent: (data) => `The file is not complete (${String(data['received'])} of ${String(data['size'])} bytes). Go on with the upload.`,
    },
  },
};
