import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileRoutes } from '#case/fileWire.ts';
import { newId } from '#platform/ids.ts';
import type { Problem } from '#platform/wire.ts';
import { largestFile } from '#platform/uploads.ts';
import type { Who } from './cast.ts';
import { hingeOrder, openStory, type Story, type Told } from './stories/telling.ts';

let story: Story;
let told: Told;
beforeAll(async () => {
  story = await openStory();
  await story.order(hingeOrder);
  told = await story.report();
});
afterAll(() => story.desk.close());

const agent = () => story.desk.as('agent');
const photo = () =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: '#884422' } })
    .jpeg()
    .toBuffer();

async function begin(name: string, size: number): Promise<string> {
  return (await agent().ok(fileRoutes.begin, { body: { name, size } })).id;
}

/** One part, as the desk sends it. */
async function put(fileId: string, bytes: Buffer, more: { offset?: number | string; who?: Who; lang?: string } = {}) {
  const raw = await story.desk.app.inject({
    method: 'PUT',
    url: `/api/v1/files/${fileId}?offset=${more.offset ?? 0}`,
    headers: {
      cookie: `amends_session=${story.desk.cast.cookie(more.who ?? 'agent')}`,
      'content-type': 'application/octet-stream',
      'accept-language': more.lang ?? 'zh',
    },
    payload: bytes,
  });
  return { status: raw.statusCode, body: raw.json<Problem & { received?: number }>() };
}

async function whole(name: string, bytes: Buffer): Promise<string> {
  const id = await begin(name, bytes.length);
  expect(await put(id, bytes)).toMatchObject({ status: 200, body: { received: bytes.length } });
  return id;
}

describe('a file that is none', () => {
  it('of 0 bytes is refused before a byte is sent', async () => {
    expect(await agent().refused(fileRoutes.begin, { body: { name: '空.jpg', size: 0 } })).toMatchObject({
      status: 422,
      code: 'file-empty',
      field: 'size',
    });
    expect(await agent().refused(fileRoutes.begin, { body: { name: '负.jpg', size: -1 } })).toMatchObject({ code: 'file-empty' });
  });

  it('that is called a picture but is a program, a page or a drawing with script is refused by its bytes', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    for (const text of ['MZ\u0090\u0000 a program', '<!doctype html><script>alert(1)</script>', svg, 'hello']) {
      const id = await whole('开箱.jpg', Buffer.from(text));
      const refused = await agent().refused(fileRoutes.finish, { params: { fileId: id } });
      expect(refused).toMatchObject({ status: 415, code: 'file-type-not-allowed', field: 'file' });
      expect(refused.detail).toContain('图片、视频、PDF 或 OFD');
      expect(await told.isRefused('agent', fileRoutes.attach, { files: [id] })).toMatchObject({ status: 422 });
    }
  });

  it('a picture that is called something else is what it is', async () => {
    const id = await whole('报表.exe', await photo());
    expect(await agent().ok(fileRoutes.finish, { params: { fileId: id } })).toMatchObject({ type: 'image/jpeg' });
  });

  it('a picture that is cut off is kept without thumbnails, and breaks nothing', async () => {
    const bytes = await photo();
    const id = await whole('断.jpg', bytes.subarray(0, Math.floor(bytes.length / 2)));
    expect(await agent().ok(fileRoutes.finish, { params: { fileId: id } })).toMatchObject({ pictures: false });
  });
});

describe('a file that is too large', () => {
  it('is refused when it says so, with the limit', async () => {
    const refused = await agent().refused(fileRoutes.begin, { body: { name: '开箱.mp4', size: largestFile + 1 } });
    expect(refused).toMatchObject({ status: 413, code: 'file-too-large', data: { megabytes: 200 } });
    expect(refused.detail).toContain('200 MB');
  });

  it('is refused when it is larger than it said, and what it said still fits', async () => {
    const bytes = await photo();
    const id = await begin('谎.jpg', bytes.length - 100);
    const refused = await put(id, bytes);
    expect(refused).toMatchObject({ status: 413, body: { code: 'file-longer-than-said', field: 'file' } });
    expect((await agent().ok(fileRoutes.state, { params: { fileId: id } })).received).toBe(0);
  });

  it('a body of JSON beyond the limit is refused too', async () => {
    const raw = await story.desk.app.inject({
      method: 'POST',
      url: '/api/v1/cases',
      headers: {
        cookie: `amends_session=${story.desk.cast.cookie('agent')}`,
        'idempotency-key': newId(),
        'content-type': 'application/json',
      },
      payload: JSON.stringify({ words: '少'.repeat(400_000) }),
    });
    expect([raw.statusCode, raw.json<Problem>().code]).toEqual([413, 'body-too-large']);
  });
});

describe('an upload at the wrong place or of somebody else', () => {
  it('is refused with where to go on, in the language of who asks', async () => {
    const bytes = await photo();
    const id = await begin('a.jpg', bytes.length);
    expect(await put(id, bytes, { offset: 7 })).toMatchObject({ status: 409, body: { code: 'part-out-of-place', data: { received: 0 } } });
    expect((await put(id, bytes, { offset: 7 })).body.detail).toContain('继续上传');
    for (const offset of ['-1', 'x', '1e99', '1.5']) expect((await put(id, bytes, { offset })).status, `at ${offset}`).toBeLessThan(500);
    expect(await agent().refused(fileRoutes.finish, { params: { fileId: id } })).toMatchObject({ code: 'upload-incomplete' });
    expect((await put(id, bytes, { who: 'agent2' })).status).toBe(404);
    expect(await story.desk.as('agent2').refused(fileRoutes.finish, { params: { fileId: id } })).toMatchObject({ status: 404 });
    for (const strange of [newId(), 'no-id', '%00', '..%2f..%2fetc%2fpasswd'])
      expect((await put(strange, bytes)).status, `at ${strange}`).toBeLessThan(500);
  });

  it('cannot be attached by another, nor be read through another case', async () => {
    const id = await whole('a.jpg', await photo());
    await agent().ok(fileRoutes.finish, { params: { fileId: id } });
    expect(await told.isRefused('agent2', fileRoutes.attach, { files: [id] })).toMatchObject({ code: 'file-not-yours' });
    await told.does('agent', fileRoutes.attach, { files: [id] });
    await story.order('26111690000001');
    const other = await story.report({ orderNo: '26111690000001', handles: [] });
    const read = (caseId: string, fileId: string, who: Who, rendition = 'view') =>
      story.desk.app.inject({
        url: `/api/v1/cases/${caseId}/files/${fileId}/${rendition}`,
        headers: { cookie: `amends_session=${story.desk.cast.cookie(who)}` },
      });
    expect((await read(told.id, id, 'agent')).statusCode).toBe(200);
    expect((await read(told.id, id, 'agent')).headers['x-content-type-options']).toBe('nosniff');
    expect((await read(other.id, id, 'agent')).statusCode).toBe(404);
    expect((await read(told.id, id, 'stranger')).statusCode).toBe(404);
    for (const strange of ['no-id', '%00', '..%2f']) expect((await read(told.id, strange, 'agent')).statusCode, `at ${strange}`).toBe(400);
    expect((await read(told.id, id, 'agent', 'secret')).statusCode).toBe(400);
  });
});
