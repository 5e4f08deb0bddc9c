import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commerceRoutes } from '#commerce/wire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { hour } from '#platform/clock.ts';
import { all, one, sql } from '#platform/db.ts';
import { triageRoutes } from '#triage/wire.ts';
import { allHold, carryOut, openStory, type Story, type Told } from '../../test/stories/telling.ts';
import { freshCase, nextOrderNo, opened, photo } from './portal.fixture.ts';
import type { Visitor } from './visitor.fixture.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

describe('from the offer to the survey and the appeal, on the portal alone', () => {
  let told: Told;
  let link: string;
  let visitor: Visitor;

  it('shows the offer as priced options with their day of arrival, by when, and what silence means (RE-3, TA-12)', async () => {
    ({ told } = await freshCase(story));
    await told.leadTo('choice');
    const open = await opened(story, told);
    ({ link, visitor } = open);
    expect(open.page.text).toContain('已核实：确实缺件，请选择处理方案');
    expect(open.page.text).toMatch(/请在 11月25日 \d\d:\d\d 前回复；逾期未选择，服务单将关闭/);
    expect(open.page.text).toMatch(/补发 铰链×2 预计 11月\d+日 送达，无需寄回 免费/);
    expect(open.page.text).toMatch(/退还配件款 原路退回，预计 1–3 个工作日到账，以银行为准 ¥8\.00/);
    expect(open.page.text).toContain('已核实：确实缺件');
    expect(open.page.text).toContain('寄出后，这里会有快递单号');
  });

  it('never shows liability, approval, cost or which rule allowed it', async () => {
    const { text } = await visitor.get(link);
    expect(text).not.toMatch(/定责|责任|审批|追偿|规则 MP|成本|澜江北仓/);
  });

  it('says that one has to be picked, and keeps what was typed', async () => {
    const page = await visitor.get(link);
    const refused = await page.send('/choice', { option: '', idea: '能不能两个都要' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('请先选择一项');
    expect(refused.form('/choice')['idea']).toBe('能不能两个都要');
  });

  it('takes the choice once, however often it is sent', async () => {
    const page = await visitor.get(link);
    const form = { ...page.form('/choice'), option: 'option-1' };
    const sends = await Promise.all([1, 2, 3, 4, 5].map(() => visitor.post(`${link}/choice`, form)));
    expect(sends.map((each) => each.status)).toEqual([200, 200, 200, 200, 200]);
    expect(sends[0]?.text).toContain('已收到您的选择');
    const rows = await all(sql<{ n: number }>`select count(*)::int as n from choices where case_id = ${told.id}`, story.desk.house.db);
    expect(rows).toEqual([{ n: 1 }]);
    expect(await told.step()).toBe('carry-out');
  });

  it('gives the tracking number and asks whether it has arrived (FU-4, TA-6)', async () => {
    await carryOut(story.desk, told.id);
    const page = await visitor.get(link);
    expect(page.text).toContain('7729110099887');
    expect(page.text).toContain('收到了吗');
    const noReason = await page.send('/confirmation', { answer: 'dissatisfied' });
    expect(noReason.text).toContain('请告诉我们原因');
    const done = await page.send('/confirmation', { answer: 'satisfied' });
    expect(done.text).toContain('已完成');
    expect(await told.step()).toBe('resolved');
  });

  it('asks for a score a day later, once', async () => {
    await story.desk.later(25 * hour);
    const message = await one(
      sql<{ body: string }>`select body from messages where case_id = ${told.id} and template = 'survey'`,
      story.desk.house.db,
    );
    const survey = /\/s\/[\w-]{22}/.exec(message?.body ?? '')?.[0] ?? '';
    const page = await visitor.get(survey);
    const half = await page.send(survey, { speed: '5', words: '<i>快</i>' });
    expect(half.text).toContain('请为三项都打分');
    const thanks = await half.send(survey, { speed: '5', result: '4', attitude: '2', reasons: ['attitude', 'other'], words: '快' });
    expect(thanks.text).toContain('感谢您的评价');
    expect((await visitor.get(survey)).text).toContain('已经提交过了');
    const row = await one(
      sql<{ reasons: string[]; words: string }>`select reasons, words from surveys where case_id = ${told.id}`,
      story.desk.house.db,
    );
    expect(row).toEqual({ reasons: ['attitude', 'other'], words: '快' });
  });

  it('takes an appeal while it is allowed, with a photo; someone else handles it (TA-3)', async () => {
    const page = await visitor.get(link);
    expect(page.text).toContain('对结果不满意，申请复核');
    const empty = await page.sendFiles('/appeal', { appeal: '' }, []);
    expect(empty.text).toContain('请告诉我们原因');
    const filed = await empty.sendFiles('/appeal', { appeal: '铰链是旧的，有锈。' }, [
      { field: 'file:appeal', name: '锈.png', bytes: await photo() },
    ]);
    expect(filed.text).toContain('复核申请已收到');
    expect(filed.text).toContain('复核中（由另一位专员处理）');
    expect(await told.step()).toBe('appeal-review');
  });
});

describe('other ways', () => {
  it('heads money as what is done, asks whether all is well, and names the shop’s own line (TA-5, FU-6)', async () => {
    const { told } = await freshCase(story);
    await told.leadTo('confirm', 'points');
    const { items } = await story.desk.as('administrator').ok(commerceRoutes.shops);
    const shop = items.find((each) => each.id === story.desk.cast.shop);
    if (!shop) throw new Error('the flagship shop is there');
    const { id: _id, code, ...body } = shop;
    const put = { params: { code }, body: { ...body, phone: '199 0000 0081' } };
    await story.desk.as('administrator').ok(commerceRoutes.putShop, put);
    const wrong = { params: { code }, body: { ...body, phone: '请打给我' } };
    expect(await story.desk.as('administrator').send(commerceRoutes.putShop, wrong)).toMatchObject({ status: 400 });
    const { page } = await opened(story, told);
    expect(page.text).toContain('办理进展');
    expect(page.text).not.toContain('查看快递');
    expect(page.text).toContain('都办妥了吗？');
    expect(page.text).toContain('电话 199 0000 0081');
    const english = await opened(story, told, 'en');
    expect(english.page.text).toContain('Phone 199 0000 0081');
    expect(english.page.html).not.toMatch(/id="contact">.*[\u4e00-\u9fff]/);
  });

  it('takes the customer’s own idea instead of an option, and "nothing" as well (RE-4)', async () => {
    const { told } = await freshCase(story);
    await told.leadTo('choice');
    const { page } = await opened(story, told);
    const declined = await page.send('/choice', { option: 'declined', idea: '补一个就行，另一个退钱' });
    expect(declined.text).toContain('另出方案');
    expect(await told.step()).toBe('offer');
    await told.leadTo('choice');
    const again = await opened(story, told, 'en');
    expect((await again.page.send('/choice', { option: 'unwanted' })).text).toContain('We will wind it up for you');
    expect(await told.step()).toBe('goodwill');
  });

  it('takes added materials by the checklist, without script, and says what comes next (VE-6)', async () => {
    const { told } = await freshCase(story);
    await told.leadTo('review');
    await told.does('agent', triageRoutes.review, {
      answer: 'materials',
      ticks: {},
      materials: [{ material: 'photos', note: '拍清面单' }],
    });
    const { page } = await opened(story, told);
    expect(page.text).toContain('外箱与全部内件的照片（拍清面单）');
    const bad = await page.sendFiles('/materials', { words: '见照片', complete: 'yes' }, [
      { field: 'file:photos', name: 'a.png', bytes: await photo() },
      { field: 'file:photos', name: 'b.png', bytes: Buffer.alloc(0) },
    ]);
    expect(bad.text).toContain('b.png：文件是空的');
    expect(bad.text).toContain('a.png');
    expect(bad.form('/materials')['words']).toBe('见照片');
    const sent = await bad.sendFiles('/materials', { complete: 'yes' }, []);
    expect(sent.text).toContain('24 小时内审核');
    expect(await told.step()).toBe('review');
    const { asked, checklist } = await story.desk.as('agent').ok(triageRoutes.materials, { params: { caseId: told.id } });
    expect(asked[0]?.state).toBe('received');
    expect(checklist.find((each) => each.material === 'photos')).toMatchObject({ satisfied: true });
  });

  it('takes an answer to an explanation, with its reason (sample case 6)', async () => {
    const { told } = await freshCase(story);
    await told.leadTo('enquire');
    expect((await opened(story, told)).page.text).toContain('我们承诺 12月1日 24:00 前全部完成');
    await told.does('agent', investigationRoutes.find, {
      answer: 'not-missing',
      text: '称重正常',
      reason: '包裹称重与应发一致，铰链装在门板夹层内',
    });
    const { page } = await opened(story, told);
    expect(page.text).toContain('铰链装在门板夹层内');
    expect((await page.send('/answer', { answer: 'disagreed' })).text).toContain('请告诉我们原因');
    const done = await page.send('/answer', { answer: 'disagreed', why: '夹层里没有' });
    expect(done.text).toContain('已收到您的答复');
    expect(done.text).toContain('已由主管跟进');
    expect(await told.step()).toBe('escalate');
  });

  it('corrects a wrong order number and goes on, hurries, adds a word, withdraws (VE-2, IN-11)', async () => {
    const { told } = await freshCase(story);
    const { page, visitor, link } = await opened(story, told);
    expect((await page.send('/hurry', { hurry: '周六要用' })).text).toContain('已催办');
    expect((await visitor.get(link)).text).toContain('已催 1 次');
    expect((await (await visitor.get(link)).sendFiles('/add', { note: '' }, [])).text).toContain('请选择文件或写几句说明');
    expect((await (await visitor.get(link)).sendFiles('/add', { note: '另外少一张说明书' }, [])).text).toContain('已补充到服务单');
    expect((await (await visitor.get(link)).send('/withdraw', { withdraw: '找到了' })).text).toContain('已撤销');
    expect(await told.step()).toBe('withdrawn');
    const other = await freshCase(story);
    await other.told.does('agent', triageRoutes.matchOrder, { answer: 'not-found' });
    const lost = await opened(story, other.told);
    expect(lost.page.text).toContain('未找到订单，请核对后重新提交');
    const orderNo = nextOrderNo();
    await story.order(orderNo);
    expect((await lost.page.send('/order-number', { orderNo })).text).toContain('订单号已更正');
    expect(await other.told.step()).toBe('match-order');
  });

  it('tells a rejection with its reason and the way to appeal', async () => {
    const { told } = await freshCase(story);
    await told.leadTo('review');
    await told.does('agent', triageRoutes.review, { answer: 'rejected', ticks: { ...allHold, 'in-window': { holds: false } } });
    const { page } = await opened(story, told, 'en');
    expect(page.text).toContain('We are sorry: the conditions are not met');
    expect(page.text).toMatch(/Possible until \d+ \w{3}/);
  });
});

it('leaves no personal data and no words of the customer in events', async () => {
  const rows = await all(sql<{ data: string }>`select data::text as data from events`, story.desk.house.db);
  expect(rows.filter((row) => /1700000|1990000|林|铰链是旧的|夹层里没有|周六要用/.test(row.data))).toEqual([]);
});
