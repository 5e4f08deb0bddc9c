import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { day } from '#platform/clock.ts';
import { one, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { Problem } from '#platform/wire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { createKeyRoute, revokeKeyRoute } from '#staff/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { visitorOf } from '#portal/visitor.fixture.ts';
import { allHold, hingeOrder, openStory, reportOf, type Story, type Told } from './stories/telling.ts';

// Whoever has no business here: each is turned away with a code, in their language, with the way out.
let story: Story;
let told: Told;
beforeAll(async () => {
  story = await openStory();
  await story.order(hingeOrder);
  told = await story.report();
});
afterAll(() => story.desk.close());

let orders = 0;
async function another(): Promise<Told> {
  orders += 1;
  const orderNo = `261119${String(orders).padStart(8, '0')}`;
  await story.order(orderNo, {
    contact: {
      receiver: '吴**',
      buyerId: `b-${orderNo}`,
      nick: `n-${orderNo}`,
      phone: '17000000077',
      phoneKind: 'virtual',
      extension: '2207',
    },
  });
  return story.report({ orderNo, handles: [] });
}
const linkOf = async (of: Told): Promise<string> =>
  new URL((await story.desk.as('agent').ok(caseRoutes.link, { params: { caseId: of.id } })).url).pathname;

describe('a wrong phone and an unknown order', () => {
  it.each([
    ['phone', '我的手机', 'wrong-phone'],
    ['phone', '12', 'wrong-phone'],
    ['email', 'name@', 'wrong-email'],
  ] as const)('a %s “%s” is refused with what to do', async (kind, value, code) => {
    const refused = await story.desk
      .as('agent')
      .refused(intakeRoutes.register, { body: reportOf({ orderNo: 'X-1', shopId: story.desk.cast.shop, handles: [{ kind, value }] }) });
    expect(refused).toMatchObject({ status: 422, code, field: 'handles.0.value' });
    expect(refused.detail).toContain('核对');
  });

  it('an order number of no shop asks for the shop; of a known shop it waits or is checked (VE-2, VE-8)', async () => {
    expect(await story.desk.as('agent').refused(intakeRoutes.register, { body: reportOf({ orderNo: 'ABC-404' }) })).toMatchObject({
      status: 422,
      code: 'shop-needed',
      field: 'shopId',
    });
  });

  it.each(['zh', 'en'] as const)('on the portal neither tells which of the two was wrong (%s)', async (lang) => {
    const visitor = visitorOf(story.desk.app, lang, `203.0.113.${lang === 'zh' ? 21 : 22}`);
    const start = await visitor.get('/report/missing-parts');
    const phone = await start.send('/identity', { orderNo: hingeOrder, tail: '9999' });
    const order = await start.send('/identity', { orderNo: 'ABC-404', tail: '0031' });
    for (const page of [phone, order]) {
      expect(page.status).toBe(422);
      expect(page.text).toContain(lang === 'zh' ? '请核对订单号，或换一项' : 'Check the number, or try another');
    }
    expect(phone.form('/identity')).toMatchObject({ orderNo: hingeOrder });
    for (const odd of ['', '   ', '<script>alert(1)</script>', 'a\u0000b', '😀'.repeat(200), '9'.repeat(20_000)])
      expect(
        (
          await visitorOf(story.desk.app, lang, `203.0.113.${40 + (orders += 1)}`)
            .get('/status')
            .then((page) => page.send('/status', { orderNo: odd, tail: odd }))
        ).status,
        `at ${odd.slice(0, 20)}`,
      ).toBeLessThan(500);
  });
});

describe('a link of somebody else', () => {
  it('opens its own case only, and nothing of another can be done through it', async () => {
    const [mine, theirs] = [await another(), await another()];
    await theirs.leadTo('choice');
    const { items } = await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: theirs.id } });
    const link = await linkOf(mine);
    const visitor = visitorOf(story.desk.app);
    const page = await visitor.get(link);
    expect(page.text).not.toContain((await theirs.now()).number);
    const before = (await theirs.now()).version;
    const tried = await visitor.post(`${link}/choose`, { ...page.form('/withdraw'), offer: items[0]?.id ?? '', choice: 'option:1' });
    expect(tried.status).toBeGreaterThanOrEqual(400);
    expect(tried.status).toBeLessThan(500);
    expect((await theirs.now()).version).toBe(before);
  });

  it.each([
    ['expired', 'expires_at = created_at', '已过期'],
    ['revoked', 'revoked_at = created_at', ''],
  ] as const)('that is %s says so, and where to ask anew', async (_how, set, says) => {
    const link = await linkOf(told);
    await sql`update case_links set ${sql.raw(set)} where case_id = ${told.id}`.execute(story.desk.house.db);
    story.desk.clock.advance(1000);
    const page = await visitorOf(story.desk.app).get(link);
    expect(page.status).toBeGreaterThanOrEqual(404);
    expect(page.status).toBeLessThan(500);
    expect(page.html).toContain('/status');
    expect(page.text).toContain(says);
    expect(page.text).not.toContain((await told.now()).number);
  });

  it('that was made up is unknown, whatever it holds', async () => {
    for (const secret of ['x', 'A'.repeat(22), '%00', '..%2f..', '%F0%9F%98%80', told.id]) {
      const page = await visitorOf(story.desk.app, 'en', `203.0.113.${60 + (orders += 1)}`).get(`/c/${secret}`);
      expect([page.status >= 400, page.status < 500], `${secret} ${page.status}`).toEqual([true, true]);
    }
  });
});

describe('people and keys of elsewhere', () => {
  it('another shop’s agent finds nothing of the case, whatever they try', async () => {
    const of = await another();
    for (const spec of [
      caseRoutes.read,
      caseRoutes.timeline,
      caseRoutes.chart,
      talkRoutes.thread,
      intakeRoutes.report,
      remedyRoutes.offers,
    ]) {
      expect(await story.desk.as('stranger').refused(spec, { params: { caseId: of.id } }), `at ${spec.path}`).toMatchObject({
        status: 404,
        code: 'not-found',
      });
    }
    expect(await of.isRefused('stranger', triageRoutes.matchOrder, { answer: 'matches' })).toMatchObject({ status: 404 });
    expect(await of.isRefused('stranger', caseRoutes.move, { move: 'withdraw', reason: 'x' })).toMatchObject({ status: 404 });
    expect((await story.desk.as('stranger').ok(triageRoutes.search, { query: { q: (await of.now()).number } })).cases).toEqual([]);
  });

  it('ids of another case or shop are not taken into a command', async () => {
    const [mine, theirs] = [await another(), await another()];
    const foreignOrder = (await theirs.now()).orderId ?? '';
    await mine.leadTo('choice');
    await theirs.leadTo('choice');
    const { items } = await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: theirs.id } });
    expect(await mine.isRefused('agent', choiceRoutes.choose, { offerId: items[0]?.id ?? '', option: 1 })).toMatchObject({
      code: 'no-such-offer',
    });
    const fresh = await another();
    expect(await fresh.isRefused('agent', triageRoutes.matchOrder, { answer: 'matches', orderId: newId() })).toMatchObject({
      code: 'order-of-another-shop',
    });
    expect(foreignOrder).not.toBe('');
    expect(
      await story.desk
        .as('stranger')
        .refused(intakeRoutes.register, { body: reportOf({ orderNo: hingeOrder, shopId: story.desk.cast.shop }) }),
    ).toMatchObject({ status: 403, code: 'not-allowed' });
    expect(await fresh.isRefused('agent', intakeRoutes.merge, { into: newId(), reason: '同一件事' })).toMatchObject({
      code: 'merge-target-unknown',
    });
  });

  it('a revoked key is nobody, at once', async () => {
    const made = await story.desk
      .as('administrator')
      .ok(createKeyRoute, { body: { name: 'ERP', scopes: ['case.read'], allShops: true, shopIds: [] } });
    const read = () =>
      story.desk.app.inject({ url: `/api/v1/cases/${told.id}`, headers: { authorization: `Bearer ${made.key}`, 'accept-language': 'en' } });
    expect((await read()).statusCode).toBe(200);
    await story.desk.as('administrator').ok(revokeKeyRoute, { params: { keyId: made.apiKey.id } });
    const refused = await read();
    expect([refused.statusCode, refused.json<Problem>().code, refused.json<Problem>().detail]).toEqual([
      401,
      'not-signed-in',
      'Please sign in first.',
    ]);
    const invented = await story.desk.app.inject({ url: `/api/v1/cases/${told.id}`, headers: { authorization: 'Bearer amk_<script>' } });
    expect(invented.statusCode).toBe(401);
  });

  it('a role that may not is told whom to ask; a step that is another’s says whose it is', async () => {
    const of = await another();
    expect(await of.isRefused('logistics', triageRoutes.matchOrder, { answer: 'matches' })).toMatchObject({
      status: 403,
      code: 'not-allowed',
    });
    const refused = await story.desk.as('logistics').refused(intakeRoutes.register, { body: reportOf() });
    expect(refused.detail).toContain('组长或管理员');
    await of.does('agent', caseRoutes.move, { move: 'escalate', reason: '请定夺' });
    expect(await of.isRefused('agent', caseRoutes.answer, { step: 'escalate', answer: 'decided', reason: '我来' })).toMatchObject({
      status: 403,
      code: 'not-your-step',
    });
  });
});

describe('what was true a moment ago', () => {
  it('a version that is old is refused with who changed what', async () => {
    const of = await another();
    const { version } = await of.now();
    await of.does('agent2', triageRoutes.matchOrder, { answer: 'matches' });
    const refused = await story.desk
      .as('agent')
      .refused(triageRoutes.review, { params: { caseId: of.id }, version, body: { answer: 'accepted', ticks: allHold } });
    expect(refused).toMatchObject({ status: 409, code: 'case-changed' });
    expect(refused.detail).toContain('请看清变动后再提交');
    expect(JSON.stringify(refused.data)).toContain('林一帆');
    const bare = await story.desk.app.inject({
      method: 'POST',
      url: `/api/v1/cases/${of.id}/reviews`,
      headers: { cookie: `amends_session=${story.desk.cast.cookie('agent')}`, 'idempotency-key': newId(), 'if-match': '"x"' },
      payload: { answer: 'accepted' },
    });
    expect([bare.statusCode, bare.json<Problem>().code]).toEqual([428, 'version-needed']);
  });

  it('a cursor of another list, or an invented one, is refused with the way out', async () => {
    for (let more = 0; more < 2; more += 1) await another();
    const page = await story.desk.as('agent').ok(triageRoutes.work, { query: { list: 'all', limit: 1 } });
    expect(page.next).not.toBeNull();
    for (const cursor of [
      page.next ?? '',
      'x',
      Buffer.from('["a",1]').toString('base64url'),
      Buffer.from('{"a":1}').toString('base64url'),
    ]) {
      expect(await story.desk.as('agent').refused(triageRoutes.work, { query: { list: 'mine', cursor } })).toMatchObject({
        status: 400,
        code: 'foreign-cursor',
        field: 'cursor',
      });
    }
  });

  it('the same key with another body is refused, and nothing happens twice', async () => {
    const of = await another();
    const ask = (body: string) => ({ params: { caseId: of.id }, key: 'note-once', body: { body } });
    await story.desk.as('agent').ok(caseRoutes.note, ask('第一次'));
    expect(await story.desk.as('agent').refused(caseRoutes.note, ask('第二次'))).toMatchObject({ status: 422 });
    expect(await one(sql`select count(*)::int as n from notes where case_id = ${of.id}`, story.desk.house.db)).toEqual({ n: 1 });
  });

  it('a session that was left alone too long has to sign in again', async () => {
    story.desk.clock.advance(366 * day);
    expect(await story.desk.as('agent').refused(triageRoutes.counts, {})).toMatchObject({ status: 401, code: 'not-signed-in' });
  });
});
