import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all, sql } from '#platform/db.ts';
import { openStory, type Story } from '../../test/stories/telling.ts';
import { freshOrder, photo, picked, proven } from './portal.fixture.ts';
import { visitorOf } from './visitor.fixture.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

describe('who may report', () => {
  it.each([
    ['virtual number', '0031'],
    ['extension', '1207'],
    ['waybill', ''],
  ])('is proven by the %s', async (_, tail) => {
    const orderNo = await freshOrder(story);
    const parts = await proven(visitorOf(story.desk.app), orderNo, tail || orderNo.slice(-4));
    expect(parts.path).toBe('/report/missing-parts/parts');
  });

  it('is refused for a wrong tail and for an unknown order alike, with what was typed', async () => {
    const visitor = visitorOf(story.desk.app, 'zh', '203.0.113.20');
    const wrong = await proven(visitor, await freshOrder(story), '9999');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('订单号与所填信息对不上');
    expect(wrong.form('/identity')['tail']).toBe('9999');
    const unknown = await proven(visitor, 'ZZ-1', '1207');
    expect(unknown.text).toContain('订单号与所填信息对不上');
  });

  it('is held up after five tries for an order, whoever tries, and told until when', async () => {
    const orderNo = await freshOrder(story);
    for (let n = 0; n < 5; n += 1) await proven(visitorOf(story.desk.app, 'zh', `203.0.113.${100 + n}`), orderNo, '0000');
    const locked = await proven(visitorOf(story.desk.app), orderNo);
    expect(locked.status).toBe(429);
    expect(locked.text).toMatch(/请在 11月20日 17:50 后再试/);
    await story.desk.later(31 * 60_000);
    expect((await proven(visitorOf(story.desk.app), orderNo)).path).toBe('/report/missing-parts/parts');
  });

  it('is held up after twenty tries from one address', async () => {
    const address = '203.0.113.200';
    for (let n = 0; n < 20; n += 1) await proven(visitorOf(story.desk.app, 'zh', address), `ZZ-${n}`, '0000');
    expect((await proven(visitorOf(story.desk.app, 'en', address), await freshOrder(story))).text).toContain('Too many tries');
    const kept = await all(sql<{ key: string }>`select key from portal_tries`, story.desk.house.db);
    expect(kept.filter((row) => row.key.includes('203.') || row.key.includes('ZZ'))).toEqual([]);
  });

  it('is nobody with another browser’s form', async () => {
    const [mine, theirs] = [visitorOf(story.desk.app), visitorOf(story.desk.app)];
    const orderNo = await freshOrder(story);
    const page = await mine.get('/report/missing-parts');
    const foreign = (await theirs.get('/report/missing-parts')).form('/identity')['csrf'] ?? '';
    const refused = await page.send('/identity', { orderNo, tail: '1207', csrf: foreign });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('页面已失效');
    expect(refused.form('/identity')['orderNo']).toBe(orderNo);
    const bare = await visitorOf(story.desk.app).post('/report/missing-parts/identity', { orderNo, tail: '1207', csrf: foreign });
    expect(bare.status).toBe(403);
  });

  it('says that codes by mail aren’t set up, and what else there is', async () => {
    expect((await visitorOf(story.desk.app).get('/report/missing-parts')).text).toContain('暂未开通邮件验证码');
  });
});

describe('files with a report', () => {
  it('refuses each bad file in words and keeps the others', async () => {
    const visitor = visitorOf(story.desk.app);
    const photos = await picked(visitor, await freshOrder(story));
    const sent = await photos.sendFiles('/photos', { go: 'next' }, [
      { field: 'file:photos', name: 'empty.jpg', bytes: Buffer.alloc(0) },
      { field: 'file:photos', name: 'renamed.jpg', bytes: Buffer.from('#!/bin/sh\nexit 0\n') },
      { field: 'file:photos', name: 'good.jpg', bytes: await photo() },
    ]);
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('empty.jpg：文件是空的');
    expect(sent.text).toContain('renamed.jpg：只能上传图片、视频、PDF');
    expect(sent.text).toContain('good.jpg');
    const thumb = /src="([^"]+\/thumb)"/.exec(sent.html)?.[1] ?? '';
    expect((await visitor.get(thumb)).raw.headers['content-type']).toBe('image/webp');
    expect((await visitorOf(story.desk.app).get(thumb)).status).toBe(404);
    const removed = await sent.sendFiles('/photos', { remove: /value="([0-9a-f-]{36})" formnovalidate/.exec(sent.html)?.[1] ?? '' }, []);
    expect(removed.text).not.toContain('good.jpg');
  });

  it('goes on where it stopped: parts, a broken connection, the rest (issue 2 §6)', async () => {
    const visitor = visitorOf(story.desk.app);
    const page = await picked(visitor, await freshOrder(story));
    const bytes = await photo();
    const headers = {
      'x-amends-form': page.form('/photos')['csrf'] ?? '',
      cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    };
    const { app } = story.desk;
    const begun = (
      await app.inject({
        method: 'POST',
        url: '/report/files',
        headers,
        payload: { name: 'a.jpg', size: bytes.length, material: 'photos' },
      })
    ).json<{ id: string }>();
    const put = (offset: number, part: Buffer) =>
      app.inject({
        method: 'PUT',
        url: `/report/files/${begun.id}?offset=${offset}`,
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        payload: part,
      });
    expect((await put(0, bytes.subarray(0, 500))).json()).toEqual({ received: 500 });
    expect((await put(100, bytes.subarray(100))).json()).toMatchObject({ code: 'part-out-of-place', received: 500 });
    expect((await app.inject({ url: `/report/files/${begun.id}`, headers })).json()).toMatchObject({ received: 500, state: 'receiving' });
    expect((await put(500, bytes.subarray(500))).json()).toEqual({ received: bytes.length });
    expect((await app.inject({ method: 'POST', url: `/report/files/${begun.id}/finish`, headers, payload: {} })).json()).toEqual({
      id: begun.id,
      pictures: true,
    });
    expect((await visitor.get('/report/missing-parts/photos')).text).toContain('a.jpg');
    const foreign = await app.inject({
      method: 'POST',
      url: '/report/files',
      headers: { ...headers, 'x-amends-form': 'no' },
      payload: { name: 'a.jpg', size: 1 },
    });
    expect(foreign.statusCode).toBe(403);
    const huge = await app.inject({ method: 'POST', url: '/report/files', headers, payload: { name: 'a.mp4', size: 300 * 1024 * 1024 } });
    expect(huge.json()).toMatchObject({ detail: expect.stringContaining('200 MB') });
  });
});

it('pages need no inline script and say what the security policy allows', async () => {
  const page = await visitorOf(story.desk.app).get('/');
  expect(page.html).not.toMatch(/<script(?![^>]*src=)|\son\w+=/);
  expect(page.raw.headers['content-security-policy']).toContain("script-src 'self'");
  const css = /href="(\/portal\/[^"]+\.css)"/.exec(page.html)?.[1] ?? '';
  expect((await visitorOf(story.desk.app).get(css)).raw.body).toBe(
    readFileSync(join(import.meta.dirname, '../../web/portal/portal.css'), 'utf8'),
  );
});
