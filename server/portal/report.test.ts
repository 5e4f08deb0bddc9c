import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { one, sql } from '#platform/db.ts';
import { openStory, type Story } from '../../test/stories/telling.ts';
import { freshOrder, hingeField, nextOrderNo, photo, picked, proven } from './portal.fixture.ts';
import { type Page, visitorOf } from './visitor.fixture.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

const countCases = async (orderNo: string) =>
  (await one(sql<{ n: number }>`select count(*)::int as n from cases where order_no = ${orderNo}`, story.desk.house.db))?.n;

describe('a report on the portal, without script', () => {
  it('leads from the start page to the case’s own page, with parts, photo and wish (IN-2, IN-9)', async () => {
    const visitor = visitorOf(story.desk.app);
    const orderNo = await freshOrder(story);
    expect((await visitor.get('/')).text).toContain('收到的商品少了配件');
    const photos = await picked(visitor, orderNo, { wish: 'resend', amountClaimed: '8', amountClaimedBasis: '商品页面标价' });
    expect(photos.path).toBe('/report/missing-parts/photos');
    const contact = await photos.sendFiles('/photos', { go: 'next' }, [{ field: 'file:photos', name: '外箱.jpg', bytes: await photo() }]);
    expect(contact.path).toBe('/report/missing-parts/contact');
    const review = await contact.send('/contact', { contactHours: '19:00 以后' });
    expect(review.text).toContain('铰链 HJ-35 ×2');
    expect(review.text).toContain('1 个文件');
    const status = await review.send('/review');
    expect(status.path).toMatch(/^\/c\/[\w-]{22}\?done=new&v=\d+$/);
    expect(status.text).toMatch(/已提交，我们收到了 服务单号 C261120-/);
    expect(status.text).toContain('正在核对您的订单');
    expect(status.html).toMatch(/\/files\/[0-9a-f-]+\/thumb/);
    const theCase = await one(
      sql<{ id: string; problem: string; wish: string }>`select id, problem, wish from cases where order_no = ${orderNo}`,
      story.desk.house.db,
    );
    expect(theCase).toMatchObject({ problem: 'missing.accessory', wish: 'resend' });
    const report = await story.desk.as('agent').ok(intakeRoutes.report, { params: { caseId: theCase?.id ?? '' } });
    expect(report.lines[0]).toMatchObject({ partCode: 'HJ-35', quantity: 2, valueFen: 800, onList: true });
    expect(report).toMatchObject({ amountClaimed: 800, amountBasis: '商品页面标价' });
    expect(report.materials.map((each) => each.material)).toEqual(['photos']);
  });

  it('asks what happened where a procedure knows several problems, and takes its own fields (IN-2, IN-8)', async () => {
    const visitor = visitorOf(story.desk.app);
    const orderNo = await freshOrder(story);
    expect((await visitor.get('/')).text).toContain('邮寄信息有误');
    const parts = await proven(visitor, orderNo, undefined, 'shipping-information');
    expect(parts.text).toContain('遇到了什么问题？');
    const own = {
      changedField: 'address',
      newInformation: '澜江市高新区软件园 3 栋',
      askedAt: '昨晚八点',
      howLost: '改了没用',
      go: 'next',
    };
    const unsaid = await parts.send('/parts', own);
    expect(unsaid.status).toBe(422);
    expect(unsaid.text).toContain('请选择遇到的问题');
    const photos = await unsaid.send('/parts', { ...own, problem: 'shipping.not-changed' });
    const review = await (await photos.sendFiles('/photos', { go: 'next' }, [])).send('/contact', {});
    expect(review.text).toMatch(/要求改了，却没有改.*收货地址/s);
    expect((await review.send('/review')).path).toMatch(/^\/c\//);
    const theCase = await one(
      sql<{ problem: string; playbook: string }>`select problem, playbook from cases where order_no = ${orderNo}`,
      story.desk.house.db,
    );
    expect(theCase).toEqual({ problem: 'shipping.not-changed', playbook: 'shipping-information' });
  });

  it('says beforehand which fields one problem needs, and asks for them only then (IN-8)', async () => {
    const visitor = visitorOf(story.desk.app);
    const parts = await proven(visitor, await freshOrder(story), undefined, 'invoice');
    expect(parts.text).toContain('遇到「抬头或税号开错」时请填写。');
    expect(parts.text).toContain('遇到「抬头或税号开错」「开票内容有误」时请填写。');
    expect(parts.html).not.toMatch(/name="taxNumber"[^>]*aria-required/);
    const own = { invoiceTitle: '澜江林记商贸有限公司', invoiceContent: '餐边柜', invoiceKind: 'paper', go: 'next' };
    const unsaid = await parts.send('/parts', { ...own, problem: 'invoice.wrong-title' });
    expect(unsaid.status).toBe(422);
    expect(unsaid.html).toMatch(/name="taxNumber"[^>]*aria-required/);
    const short = await unsaid.send('/parts', { ...own, problem: 'invoice.wrong-title', taxNumber: '9133', wrongInvoiceNo: '1' });
    expect(short.status).toBe(422);
    expect(short.text).toContain('请核对“纳税人识别号”');
    expect((await short.send('/parts', { ...own, problem: 'invoice.missing', taxNumber: '' })).path).toBe('/report/invoice/photos');
  });

  it('makes one case of five sends of the same page, also at the same moment', async () => {
    const visitor = visitorOf(story.desk.app);
    const orderNo = await freshOrder(story);
    const photos = await picked(visitor, orderNo);
    const review = await (await photos.sendFiles('/photos', { go: 'next' }, [])).send('/contact');
    const form = review.form('/review');
    const sends = await Promise.all(Array.from({ length: 5 }, () => visitor.post('/report/missing-parts/review', form)));
    expect(sends.map((each) => [each.status, each.text.includes('已提交')])).toEqual(Array.from({ length: 5 }, () => [200, true]));
    expect((await visitor.post('/report/missing-parts/review', form)).status).toBe(200);
    expect(await countCases(orderNo)).toBe(1);
  });

  it('shows the open case instead of taking the same matter twice (IN-6)', async () => {
    const orderNo = await freshOrder(story);
    const sends: Page[] = [];
    for (const visitor of [visitorOf(story.desk.app), visitorOf(story.desk.app)]) {
      const review = await (await (await picked(visitor, orderNo)).sendFiles('/photos', { go: 'next' }, [])).send('/contact');
      sends.push(await review.send('/review'));
    }
    expect(await countCases(orderNo)).toBe(1);
    expect(sends.map((each) => each.status)).toEqual([200, 409]);
    expect(sends[1]?.text).toContain('查看正在处理的服务单');
    const link = /href="(\/c\/[\w-]{22})"/.exec(sends[1]?.html ?? '')?.[1] ?? '';
    expect((await visitorOf(story.desk.app).get(link)).text).toContain('正在核对您的订单');
  });

  it('takes a report while the order isn’t imported yet, and shows it by the phone that was given (VE-8)', async () => {
    const visitor = visitorOf(story.desk.app, 'zh', '203.0.113.88');
    const orderNo = nextOrderNo();
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
    const orderNo = await freshOrder(story);
    const parts = await proven(visitor, orderNo);
    const wrong = await parts.send('/parts', { [hingeField(parts)]: '9', howLost: '少了 <b>两个</b> 🔩', go: 'next' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('“铰链”应有 4 件');
    expect(wrong.form('/parts')).toMatchObject({ howLost: '少了 <b>两个</b> 🔩', [hingeField(parts)]: '9' });
    expect(wrong.html).not.toContain('<b>两个</b>');
    expect((await visitor.get('/')).text).toContain('还没提交的内容');
    expect((await visitor.get('/report/missing-parts/parts')).form('/parts')).toMatchObject({ howLost: '少了 <b>两个</b> 🔩' });
  });

  it('refuses an empty list, a missing word, half an amount, each at its field and in the reader’s language', async () => {
    const visitor = visitorOf(story.desk.app, 'en');
    const parts = await proven(visitor, await freshOrder(story));
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
    const orderNo = await freshOrder(story);
    const long = '少'.repeat(10_000);
    const over = await picked(visitor, orderNo, { howLost: `${long}了` });
    expect(over.status).toBe(422);
    expect(over.text).toContain('最多 10000 个字符，您写了 10001 个');
    expect(over.form('/parts')['howLost']).toHaveLength(10_001);
    const photos = await over.send('/parts', { howLost: long, go: 'next' });
    const status = await (await (await photos.sendFiles('/photos', { go: 'next' }, [])).send('/contact')).send('/review');
    expect(status.text).toContain('已提交');
    const row = await one(
      sql<{ words: string }>`select r.words from reports r join cases c on c.id = r.case_id where c.order_no = ${orderNo}`,
      story.desk.house.db,
    );
    expect(row?.words).toBe(long);
  });

  it('keeps HTML, quotes and signs of four bytes as they were typed, and shows them as text', async () => {
    const visitor = visitorOf(story.desk.app);
    const orderNo = await freshOrder(story);
    const nasty = `<script>alert("1")</script> '"\`& 👨‍👩‍👧 𠮷`;
    const photos = await picked(visitor, orderNo, { howLost: nasty, 'o:0:name': nasty, 'o:0:count': '1' });
    const contact = await photos.sendFiles('/photos', { go: 'next' }, []);
    const review = await contact.send('/contact', { contactName: nasty, contactHours: nasty });
    expect(review.html).not.toContain('<script>alert');
    expect(review.text).toContain(nasty.replace(/\s+/g, ' '));
    const status = await review.send('/review');
    expect(status.status).toBe(200);
    expect(status.html).not.toContain('<script>alert');
    const control = await picked(visitorOf(story.desk.app), await freshOrder(story), { howLost: 'a\u0007b' });
    expect(control.text).toContain('无法识别的控制字符');
  });
});

describe('a report that needs no order', () => {
  const newest = () =>
    one(
      sql<{
        kind: string;
        problem: string;
        summary: string;
        orderNo: string | null;
        contact: string;
      }>`select c.kind, c.problem, c.summary, c.order_no as "orderNo",
          (select h.value from customer_handles h where h.customer_id = c.customer_id limit 1) as contact from cases c order by c.seq desc limit 1`,
      story.desk.house.db,
    );

  it('is a suggestion or a question that anybody sends from the start page, and is answered (EX-1, FB-8)', async () => {
    const visitor = visitorOf(story.desk.app);
    expect((await visitor.get('/')).text).toContain('提出建议 每一条都会答复');
    const start = await visitor.get('/report/express-suggestion');
    expect(start.text).toContain('没有订单号也可以提交');
    const unsaid = await start.send('/start');
    expect([unsaid.status, unsaid.text.includes('请选择店铺')]).toEqual([422, true]);
    const parts = await unsaid.send('/start', { shopId: story.desk.cast.shop });
    expect(parts.path).toBe('/report/express-suggestion/parts');
    expect(parts.text).not.toMatch(/件数|订单还在同步|后四位/);
    const photos = await parts.send('/parts', { problem: 'suggestion.service', howLost: '驿站能不能开到晚上十点？', go: 'next' });
    const contact = await photos.sendFiles('/photos', { go: 'next' }, []);
    expect((await contact.send('/contact', { contactName: '周先生' })).text).toContain('请留下手机号或邮箱');
    const review = await contact.send('/contact', { contactName: '周先生', contact: '19900000088' });
    expect(review.text).toMatch(/驿站能不能开到晚上十点.*提交建议/s);
    expect((await review.send('/review')).path).toMatch(/^\/c\//);
    expect(await newest()).toEqual({
      kind: 'suggestion',
      problem: 'suggestion.service',
      summary: '驿站能不能开到晚上十点？',
      orderNo: null,
      contact: '19900000088',
    });
  });

  it('lets every customer say in their own words what happened, and asks nobody for the login of our staff', async () => {
    const visitor = visitorOf(story.desk.app);
    const parts = await proven(visitor, await freshOrder(story), undefined, 'express-complaint');
    expect(parts.html).toContain('name="howLost"');
    expect(parts.text).not.toContain('登录名');
    const photos = await parts.send('/parts', { problem: 'signed.not-to-door', howLost: '说好送上门，却放在楼下。', go: 'next' });
    expect(photos.html).toContain('name="file:other"');
    const contact = await photos.sendFiles('/photos', { go: 'next' }, [{ field: 'file:other', name: '楼下.jpg', bytes: await photo() }]);
    await (await contact.send('/contact', {})).send('/review');
    expect(await newest()).toMatchObject({ kind: 'complaint', summary: '说好送上门，却放在楼下。' });
  });

  it('takes a waybill for the number of its order, and lets nobody in by the waybill alone (EX-3, TA-5)', async () => {
    const visitor = visitorOf(story.desk.app);
    const orderNo = await freshOrder(story);
    const waybill = `772900${orderNo.slice(-8)}`;
    expect((await proven(visitor, waybill, waybill.slice(-4), 'express-complaint')).status).toBe(422);
    expect((await proven(visitor, waybill, '1207', 'express-complaint')).path).toBe('/report/express-complaint/parts');
  });

  it('is never what an authority forwards or the product registers by itself (EX-11, FU-9)', async () => {
    const visitor = visitorOf(story.desk.app);
    for (const playbook of ['external-complaint', 'shipping-notice']) expect((await visitor.get(`/report/${playbook}`)).status).toBe(404);
    expect((await visitor.get('/procedure/shipping-notice')).html).not.toContain('/report/shipping-notice');
  });
});

// Last: it takes a procedure from the shop.
it('goes on under the shop’s own procedure for the same problem when the chosen one is another shop’s (OR-1)', async () => {
  await story.desk
    .as('operations')
    .ok(caseRoutes.setShops, { params: { name: 'express-claim' }, body: { shopIds: [story.desk.cast.otherShop] } });
  const parts = await proven(visitorOf(story.desk.app), await freshOrder(story), undefined, 'express-claim');
  expect([parts.status, parts.path]).toEqual([200, '/report/damaged-lost/parts']);
});
