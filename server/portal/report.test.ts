import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intakeRoutes } from '#intake/wire.ts';
import { all, one, sql } from '#platform/db.ts';
import { openStory, type Story } from '../../test/stories/telling.ts';
import { type Page, type Visitor, visitorOf } from './visitor.fixture.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

let next = 26112800000001;
/** An order of one cabinet; the tails that prove it: phone 0031, extension 1207, waybill of its number. */
async function freshOrder(): Promise<string> {
  const orderNo = String((next += 1));
  await story.order(orderNo, { contact: { receiver: '林**', phone: '17000000031', phoneKind: 'virtual', extension: '1207', nick: `买家${orderNo}`, buyerId: `b-${orderNo}` } });
  return orderNo;
}

async function proven(visitor: Visitor, orderNo: string, tail = '1207'): Promise<Page> {
  const start = await visitor.get('/report/missing-parts');
  return start.send('/identity', { orderNo, tail });
}

async function picked(visitor: Visitor, orderNo: string, typed: Record<string, string> = {}): Promise<Page> {
  const parts = await proven(visitor, orderNo);
  expect(parts.path).toBe('/report/missing-parts/parts');
  return parts.send('/parts', { [hingeField(parts)]: '2', howLost: '柜门装到一半少两个铰链，螺丝倒是多一包。', go: 'next', ...typed });
}

function hingeField(page: Page): string {
  return /name="(q:[^"]+:HJ-35)"/.exec(page.html)?.[1] ?? '';
}

const photo = () => sharp({ create: { width: 640, height: 480, channels: 3, background: '#884422' } }).jpeg().toBuffer();
const countCases = async (orderNo: string) => (await one(sql<{ n: number }>`select count(*)::int as n from cases where order_no = ${orderNo}`, story.desk.house.db))?.n;

describe('a report on the portal, without script', () => {
  it('leads from the start page to the case’s own page, with parts, photo and wish (IN-2, IN-9)', async () => {
    const visitor = visitorOf(story.desk.app);
    const orderNo = await freshOrder();
    expect((await visitor.get('/')).text).toContain('收到的商品少了配件');
    const photos = await picked(visitor, orderNo, { wish: 'resend', amountClaimed: '8', amountClaimedBasis: '商品页面标价' });
    expect(photos.path).toBe('/report/missing-parts/photos');
    const contact = await photos.sendFiles('/photos', { go: 'next' }, [{ field: 'file:photos', name: '外箱.jpg', bytes: await photo() }]);
    expect(contact.path).toBe('/report/missing-parts/contact');
    const review = await contact.send('/contact', { contactHours: '19:00 以后' });
    expect(review.text).toContain('铰链 HJ-35 ×2');
    expect(review.text).toContain('1 个文件');
    const status = await review.send('/review');
    expect(status.path).toMatch(/^\/c\/[\w-]{22}\?done=new$/);
    expect(status.text).toMatch(/已提交，我们收到了 服务单号 C261120-/);
    expect(status.text).toContain('正在核对您的订单');
    expect(status.html).toMatch(/\/files\/[0-9a-f-]+\/thumb/);
    const theCase = await one(sql<{ id: string; problem: string; wish: string }>`select id, problem, wish from cases where order_no = ${orderNo}`, story.desk.house.db);
    expect(theCase).toMatchObject({ problem: 'missing.accessory', wish: 'resend' });
    const report = await story.desk.as('agent').ok(intakeRoutes.report, { params: { caseId: theCase?.id ?? '' } });
    expect(report.lines[0]).toMatchObject({ partCode: 'HJ-35', quantity: 2, valueFen: 800, onList: true });
    expect(report).toMatchObject({ amountClaimed: 800, amountBasis: '商品页面标价' });
    expect(report.materials.map((each) => each.material)).toEqual(['photos']);
  });

  it('makes one case of five sends of the same page, also at the same moment', async () => {
    const visitor = visitorOf(story.desk.app);
    const orderNo = await freshOrder();
    const photos = await picked(visitor, orderNo);
    const review = await (await photos.sendFiles('/photos', { go: 'next' }, [])).send('/contact');
    const form = review.form('/review');
    const sends = await Promise.all(Array.from({ length: 5 }, () => visitor.post('/report/missing-parts/review', form)));
    expect(sends.map((each) => [each.status, each.text.includes('已提交')])).toEqual(Array(5).fill([200, true]));
    expect((await visitor.post('/report/missing-parts/review', form)).status).toBe(200);
    expect(await countCases(orderNo)).toBe(1);
  });

  it('shows the open case instead of taking the same matter twice (IN-6)', async () => {
    const orderNo = await freshOrder();
    for (const expected of [1, 1]) {
      const visitor = visitorOf(story.desk.app);
      const review = await (await (await picked(visitor, orderNo)).sendFiles('/photos', { go: 'next' }, [])).send('/contact');
      const sent = await review.send('/review');
      expect(await countCases(orderNo)).toBe(expected);
      if (sent.status === 409) {
        expect(sent.text).toContain('查看正在处理的服务单');
        const link = /href="(\/c\/[\w-]{22})"/.exec(sent.html)?.[1] ?? '';
        expect((await visitor.get(link)).text).toContain('正在核对您的订单');
      }
    }
  });

  it('takes a report while the order isn’t imported yet, and shows it by the phone that was given (VE-8)', async () => {
    const visitor = visitorOf(story.desk.app, 'zh', '203.0.113.88');
    const orderNo = String((next += 1));
    const parts = await proven(visitor, orderNo, '0077');
    expect(parts.text).toContain('您的订单还在同步');
    const photos = await parts.send('/parts', { 'o:0:name': '铰链', 'o:0:count': '2', howLost: '少两个', go: 'next' });
    const contact = await photos.sendFiles('/photos', { go: 'next' }, []);
    const without = await contact.send('/contact', {});
    expect(without.status).toBe(422);
    expect(without.text).toContain('请留下手机号或邮箱');
    const review = await without.send('/contact', { contactName: '林女士', contact: '19900000077' });
    const status = await review.send('/review');
    expect(status.text).toContain('订单还在同步');
    const again = await (await visitorOf(story.desk.app, 'en').get('/status')).send('/status', { orderNo, tail: '0077' });
    expect(again.text).toContain('Checking your order');
    const stranger = await (await visitorOf(story.desk.app).get('/status')).send('/status', { orderNo, tail: '0078' });
    expect(stranger.text).toContain('还没有服务单');
  });

  it('keeps what was typed, on the server, from page to page and over a broken connection', async () => {
    const visitor = visitorOf(story.desk.app);
    const orderNo = await freshOrder();
    const parts = await proven(visitor, orderNo);
    const wrong = await parts.send('/parts', { [hingeField(parts)]: '9', howLost: '少了 <b>两个</b> 🔩', go: 'next' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('“铰链”应有 4 件');
    expect(wrong.form('/parts')).toMatchObject({ howLost: '少了 <b>两个</b> 🔩', [hingeField(parts)]: '9' });
    expect(wrong.html).not.toContain('<b>两个</b>');
    expect((await visitor.get('/')).text).toContain('还没提交的申请');
    expect((await visitor.get('/report/missing-parts/parts')).form('/parts')).toMatchObject({ howLost: '少了 <b>两个</b> 🔩' });
  });

  it('refuses an empty list, a missing word, half an amount, each at its field and in the reader’s language', async () => {
    const visitor = visitorOf(story.desk.app, 'en');
    const parts = await proven(visitor, await freshOrder());
    const empty = await parts.send('/parts', { go: 'next' });
    expect(empty.text).toContain('Please say for at least one part');
    expect(empty.text).toContain('Please fill in: When and how it was noticed');
    const half = await empty.send('/parts', { [hingeField(parts)]: 'two', howLost: 'when unpacking', amountClaimed: '8.001', go: 'next' });
    expect(half.text).toContain('Please give whole pieces');
    expect(half.text).toContain('at most two decimals');
    const basis = await half.send('/parts', { [hingeField(parts)]: '2', amountClaimed: '8.00', go: 'next' });
    expect(basis.text).toContain('Please say how you arrived at “Amount claimed”');
  });

  it('takes 10,000 characters and says clearly when there are more', async () => {
    const visitor = visitorOf(story.desk.app);
    const orderNo = await freshOrder();
    const long = '少'.repeat(10_000);
    const over = await picked(visitor, orderNo, { howLost: `${long}了` });
    expect(over.status).toBe(422);
    expect(over.text).toContain('最多 10000 个字符，您写了 10001 个');
    expect(over.form('/parts')['howLost']).toHaveLength(10_001);
    const photos = await over.send('/parts', { howLost: long, go: 'next' });
    const status = await (await (await photos.sendFiles('/photos', { go: 'next' }, [])).send('/contact')).send('/review');
    expect(status.text).toContain('已提交');
    const row = await one(sql<{ words: string }>`select r.words from reports r join cases c on c.id = r.case_id where c.order_no = ${orderNo}`, story.desk.house.db);
    expect(row?.words).toBe(long);
  });

  it('keeps HTML, quotes and signs of four bytes as they were typed, and shows them as text', async () => {
    const visitor = visitorOf(story.desk.app);
    const orderNo = await freshOrder();
    const nasty = `<script>alert("1")</script> '"\`& 👨‍👩‍👧 𠮷`;
    const photos = await picked(visitor, orderNo, { howLost: nasty, 'o:0:name': nasty, 'o:0:count': '1' });
    const contact = await photos.sendFiles('/photos', { go: 'next' }, []);
    const review = await contact.send('/contact', { contactName: nasty, contactHours: nasty });
    expect(review.html).not.toContain('<script>alert');
    expect(review.text).toContain(nasty.replace(/\s+/g, ' '));
    const status = await review.send('/review');
    expect(status.status).toBe(200);
    expect(status.html).not.toContain('<script>alert');
    const control = await picked(visitorOf(story.desk.app), await freshOrder(), { howLost: 'a\u0007b' });
    expect(control.text).toContain('无法识别的控制字符');
  });
});

describe('who may report', () => {
  it.each([
    ['virtual number', '0031'],
    ['extension', '1207'],
    ['waybill', ''],
  ])('is proven by the %s', async (_, tail) => {
    const orderNo = await freshOrder();
    const parts = await proven(visitorOf(story.desk.app), orderNo, tail || orderNo.slice(-4));
    expect(parts.path).toBe('/report/missing-parts/parts');
  });

  it('is refused for a wrong tail and for an unknown order alike, with what was typed', async () => {
    const visitor = visitorOf(story.desk.app, 'zh', '203.0.113.20');
    const wrong = await proven(visitor, await freshOrder(), '9999');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('订单号与所填信息对不上');
    expect(wrong.form('/identity')['tail']).toBe('9999');
    const unknown = await proven(visitor, 'ZZ-1', '1207');
    expect(unknown.text).toContain('订单号与所填信息对不上');
  });

  it('is held up after five tries for an order, whoever tries, and told until when', async () => {
    const orderNo = await freshOrder();
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
    expect((await proven(visitorOf(story.desk.app, 'en', address), await freshOrder())).text).toContain('Too many tries');
    const kept = await all(sql<{ key: string }>`select key from portal_tries`, story.desk.house.db);
    expect(kept.filter((row) => row.key.includes('203.') || row.key.includes('ZZ'))).toEqual([]);
  });

  it('is nobody with another browser’s form', async () => {
    const [mine, theirs] = [visitorOf(story.desk.app), visitorOf(story.desk.app)];
    const orderNo = await freshOrder();
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
    const photos = await picked(visitor, await freshOrder());
    const sent = await photos.sendFiles('/photos', { go: 'next' }, [
      { field: 'file:photos', name: 'empty.jpg', bytes: Buffer.alloc(0) },
      { field: 'file:photos', name: 'renamed.jpg', bytes: Buffer.from('#!/bin/sh\nexit 0\n') },
      { field: 'file:photos', name: 'good.jpg', bytes: await photo() },
    ]);
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('empty.jpg：文件是空的');
    expect(sent.text).toContain('renamed.jpg：只能上传图片、视频或 PDF');
    expect(sent.text).toContain('good.jpg');
    const thumb = /src="([^"]+\/thumb)"/.exec(sent.html)?.[1] ?? '';
    expect((await visitor.get(thumb)).raw.headers['content-type']).toBe('image/webp');
    expect((await visitorOf(story.desk.app).get(thumb)).status).toBe(404);
    const removed = await sent.sendFiles('/photos', { remove: /value="([0-9a-f-]{36})" formnovalidate/.exec(sent.html)?.[1] ?? '' }, []);
    expect(removed.text).not.toContain('good.jpg');
  });

  it('goes on where it stopped: parts, a broken connection, the rest (issue 2 §6)', async () => {
    const visitor = visitorOf(story.desk.app);
    const page = await picked(visitor, await freshOrder());
    const bytes = await photo();
    const headers = { 'x-amends-form': page.form('/photos')['csrf'] ?? '', cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    const { app } = story.desk;
    const begun = (await app.inject({ method: 'POST', url: '/report/files', headers, payload: { name: 'a.jpg', size: bytes.length, material: 'photos' } })).json<{ id: string }>();
    const put = (offset: number, part: Buffer) => app.inject({ method: 'PUT', url: `/report/files/${begun.id}?offset=${offset}`, headers: { ...headers, 'content-type': 'application/octet-stream' }, payload: part });
    expect((await put(0, bytes.subarray(0, 500))).json()).toEqual({ received: 500 });
    expect((await put(100, bytes.subarray(100))).json()).toMatchObject({ code: 'part-out-of-place', received: 500 });
    expect((await app.inject({ url: `/report/files/${begun.id}`, headers })).json()).toMatchObject({ received: 500, state: 'receiving' });
    expect((await put(500, bytes.subarray(500))).json()).toEqual({ received: bytes.length });
    expect((await app.inject({ method: 'POST', url: `/report/files/${begun.id}/finish`, headers, payload: {} })).json()).toEqual({ id: begun.id, pictures: true });
    expect((await visitor.get('/report/missing-parts/photos')).text).toContain('a.jpg');
    const foreign = await app.inject({ method: 'POST', url: '/report/files', headers: { ...headers, 'x-amends-form': 'no' }, payload: { name: 'a.jpg', size: 1 } });
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
  expect((await visitorOf(story.desk.app).get(css)).raw.body).toBe(readFileSync(join(import.meta.dirname, '../../web/portal/portal.css'), 'utf8'));
});
