import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { day, hour } from '#platform/clock.ts';
import { all, one, sql } from '#platform/db.ts';
import { triageRoutes } from '#triage/wire.ts';
import { allHold, carryOut, openStory, type Story, type Told } from '../../test/stories/telling.ts';
import { type Page, type Visitor, visitorOf } from './visitor.fixture.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

let next = 26112900000001;
async function freshCase(): Promise<{ told: Told; orderNo: string }> {
  const orderNo = String((next += 1));
  await story.order(orderNo, { contact: { receiver: '林**', phone: '17000000031', phoneKind: 'virtual', extension: '1207', nick: `买家${orderNo}`, buyerId: `b-${orderNo}` } });
  return { told: await story.report({ orderNo, handles: [] }), orderNo };
}
/** The link that an agent gives the customer. */
async function linkOf(told: Told): Promise<string> {
  const { url } = await story.desk.as('agent').ok(caseRoutes.link, { params: { caseId: told.id } });
  return new URL(url).pathname;
}
async function opened(told: Told, lang: 'zh' | 'en' = 'zh'): Promise<{ visitor: Visitor; page: Page; link: string }> {
  const visitor = visitorOf(story.desk.app, lang);
  const link = await linkOf(told);
  return { visitor, link, page: await visitor.get(link) };
}
const photo = () => sharp({ create: { width: 320, height: 240, channels: 3, background: '#224488' } }).png().toBuffer();

describe('from the offer to the survey and the appeal, on the portal alone', () => {
  let told: Told;
  let link: string;
  let visitor: Visitor;

  it('shows the offer as priced options with their day of arrival, by when, and what silence means (RE-3, TA-12)', async () => {
    ({ told } = await freshCase());
    await told.leadTo('choice');
    const open = await opened(told);
    ({ link, visitor } = open);
    expect(open.page.text).toContain('已核实：确实缺件，请选择处理方案');
    expect(open.page.text).toMatch(/请在 11月25日 \d\d:\d\d 前回复；逾期未选择，服务单将关闭/);
    expect(open.page.text).toMatch(/补发 铰链×2 预计 11月\d+日 送达，无需寄回 免费/);
    expect(open.page.text).toMatch(/退还配件款 原路退回，预计 1–3 个工作日到账，以银行为准 ¥8\.00/);
    expect(open.page.text).toContain('已核实：确实缺件');
    expect(open.page.text).toContain('补发寄出后，这里会有快递单号');
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
    const message = await one(sql<{ body: string }>`select body from messages where case_id = ${told.id} and template = 'survey'`, story.desk.house.db);
    const survey = /\/s\/[\w-]{22}/.exec(message?.body ?? '')?.[0] ?? '';
    const page = await visitor.get(survey);
    const half = await page.send(survey, { speed: '5', words: '<i>快</i>' });
    expect(half.text).toContain('请为三项都打分');
    const thanks = await half.send(survey, { speed: '5', result: '4', attitude: '2', reasons: ['attitude', 'other'], words: '快' });
    expect(thanks.text).toContain('感谢您的评价');
    expect((await visitor.get(survey)).text).toContain('已经提交过了');
    const row = await one(sql<{ reasons: string[]; words: string }>`select reasons, words from surveys where case_id = ${told.id}`, story.desk.house.db);
    expect(row).toEqual({ reasons: ['attitude', 'other'], words: '快' });
  });

  it('takes an appeal while it is allowed, with a photo; someone else handles it (TA-3)', async () => {
    const page = await visitor.get(link);
    expect(page.text).toContain('对结果不满意，申请复核');
    const empty = await page.sendFiles('/appeal', { appeal: '' }, []);
    expect(empty.text).toContain('请告诉我们原因');
    const filed = await empty.sendFiles('/appeal', { appeal: '铰链是旧的，有锈。' }, [{ field: 'file:appeal', name: '锈.png', bytes: await photo() }]);
    expect(filed.text).toContain('复核申请已收到');
    expect(filed.text).toContain('复核中（由另一位专员处理）');
    expect(await told.step()).toBe('appeal-review');
  });
});

describe('other ways', () => {
  it('takes the customer’s own idea instead of an option, and "nothing" as well (RE-4)', async () => {
    const { told } = await freshCase();
    await told.leadTo('choice');
    const { page } = await opened(told);
    const declined = await page.send('/choice', { option: 'declined', idea: '补一个就行，另一个退钱' });
    expect(declined.text).toContain('另出方案');
    expect(await told.step()).toBe('offer');
    await told.leadTo('choice');
    const again = await opened(told, 'en');
    expect((await again.page.send('/choice', { option: 'unwanted' })).text).toContain('We will wind it up for you');
    expect(await told.step()).toBe('goodwill');
  });

  it('takes added materials by the checklist, without script, and says what comes next (VE-6)', async () => {
    const { told } = await freshCase();
    await told.leadTo('review');
    await told.does('agent', triageRoutes.review, { answer: 'materials', ticks: {}, materials: [{ material: 'photos', note: '拍清面单' }] });
    const { page } = await opened(told);
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
    const { told } = await freshCase();
    await told.leadTo('enquire');
    expect((await opened(told)).page.text).toContain('我们承诺 12月1日 24:00 前全部完成');
    await told.does('agent', investigationRoutes.find, { answer: 'not-missing', text: '称重正常', reason: '包裹称重与应发一致，铰链装在门板夹层内' });
    const { page } = await opened(told);
    expect(page.text).toContain('铰链装在门板夹层内');
    expect((await page.send('/answer', { answer: 'disagreed' })).text).toContain('请告诉我们原因');
    const done = await page.send('/answer', { answer: 'disagreed', why: '夹层里没有' });
    expect(done.text).toContain('已收到您的答复');
    expect(done.text).toContain('已由主管跟进');
    expect(await told.step()).toBe('escalate');
  });

  it('corrects a wrong order number and goes on, hurries, adds a word, withdraws (VE-2, IN-11)', async () => {
    const { told } = await freshCase();
    const { page, visitor, link } = await opened(told);
    expect((await page.send('/hurry', { hurry: '周六要用' })).text).toContain('已催办');
    expect((await visitor.get(link)).text).toContain('已催 1 次');
    expect((await (await visitor.get(link)).sendFiles('/add', { note: '' }, [])).text).toContain('请选择文件或写几句说明');
    expect((await (await visitor.get(link)).sendFiles('/add', { note: '另外少一张说明书' }, [])).text).toContain('已补充到服务单');
    expect((await (await visitor.get(link)).send('/withdraw', { withdraw: '找到了' })).text).toContain('已撤销');
    expect(await told.step()).toBe('withdrawn');
    const other = await freshCase();
    await other.told.does('agent', triageRoutes.matchOrder, { answer: 'not-found' });
    const lost = await opened(other.told);
    expect(lost.page.text).toContain('未找到订单，请核对后重新提交');
    const orderNo = String((next += 1));
    await story.order(orderNo);
    expect((await lost.page.send('/order-number', { orderNo })).text).toContain('订单号已更正');
    expect(await other.told.step()).toBe('match-order');
  });

  it('tells a rejection with its reason and the way to appeal', async () => {
    const { told } = await freshCase();
    await told.leadTo('review');
    await told.does('agent', triageRoutes.review, { answer: 'rejected', ticks: { ...allHold, 'in-window': { holds: false } } });
    const { page } = await opened(told, 'en');
    expect(page.text).toContain('We are sorry: the conditions are not met');
    expect(page.text).toMatch(/Possible until \d+ \w{3}/);
  });
});

describe('two tabs, links, other people', () => {
  it('says what has changed when the page was old, and saves nothing (architecture.md, Concurrency)', async () => {
    const { told } = await freshCase();
    await told.leadTo('choice');
    const { page, visitor, link } = await opened(told);
    const second = await visitor.get(link);
    await second.send('/choice', { option: 'declined', idea: '' });
    const stale = await page.send('/choice', { option: 'option-1' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('页面打开后有了新的进展');
    expect(stale.text).toContain('已记录您的选择');
    expect(stale.text).toContain('当前进展：正在准备处理方案');
    expect(await told.step()).toBe('offer');
  });

  it('knows expired, revoked and unknown links, each with the way out', async () => {
    const { told } = await freshCase();
    const { visitor, link } = await opened(told);
    expect((await visitor.get('/c/AAAAAAAAAAAAAAAAAAAAAA')).text).toContain('没有找到这个链接');
    await sql`update case_links set revoked_at = ${story.desk.clock.now()} where case_id = ${told.id}`.execute(story.desk.house.db);
    expect((await visitor.get(link)).text).toContain('链接已停用');
    await sql`update case_links set revoked_at = null, expires_at = ${new Date(story.desk.clock.now().getTime() - day)} where case_id = ${told.id}`.execute(story.desk.house.db);
    const expired = await visitor.get(link);
    expect([expired.status, expired.text.includes('链接已过期'), expired.text.includes('查询服务单进度')]).toEqual([410, true, true]);
    expect((await visitor.post(`${link}/choice`, {})).status).toBe(410);
  });

  it('follows a merge and says so, under the number that goes on', async () => {
    const first = await freshCase();
    const second = await freshCase();
    const { visitor, link } = await opened(first.told);
    const goesOn = await second.told.now();
    await sql`update cases set merged_into = ${second.told.id}, closed_at = ${story.desk.clock.now()}, outcome = 'merged' where id = ${first.told.id}`.execute(story.desk.house.db);
    const page = await visitor.get(link);
    expect(page.text).toContain(goesOn.number);
  });

  it('takes no form of another browser and no file of another case', async () => {
    const [mine, theirs] = [await freshCase(), await freshCase()];
    const own = await opened(mine.told);
    const foreign = await opened(theirs.told);
    const refused = await own.page.send('/hurry', { hurry: '快', csrf: foreign.page.form('/hurry')['csrf'] ?? '' });
    expect(refused.status).toBe(403);
    expect(refused.form('/hurry')['hurry']).toBe('快');
    const added = await foreign.page.sendFiles('/add', { note: '' }, [{ field: 'file:other', name: 'x.png', bytes: await photo() }]);
    const thumb = /src="([^"]+\/thumb)"/.exec(added.html)?.[1] ?? '';
    expect((await foreign.visitor.get(thumb)).status).toBe(200);
    expect((await own.visitor.get(thumb.replace(foreign.link, own.link))).status).toBe(404);
  });

  it('finds the case by order number and any one of the tails, in both languages (TA-5)', async () => {
    const { told, orderNo } = await freshCase();
    const { number } = await told.now();
    for (const tail of ['0031', '1207', orderNo.slice(-4)]) {
      const visitor = visitorOf(story.desk.app, 'en');
      expect((await (await visitor.get('/status')).send('/status', { orderNo, tail })).text).toContain(`Case ${number}`);
    }
    const visitor = visitorOf(story.desk.app, 'en');
    expect((await visitor.get('/?lang=zh')).text).toContain('售后服务');
    expect((await visitor.get('/status')).text).toContain('查询进度');
  });
});

it('publishes the procedure in force in both languages, with the chart in the customer’s words (TA-8)', async () => {
  const page = await visitorOf(story.desk.app).get('/procedure/missing-parts');
  expect(page.text).toContain('7 个工作日');
  expect(page.html).toContain('<svg');
  expect(page.html).not.toContain('定责');
  expect((await visitorOf(story.desk.app, 'en').get('/procedure/missing-parts')).text).toContain('Who can file');
  expect((await visitorOf(story.desk.app).get('/procedure/none')).status).toBe(404);
});

it('limits how often one address may ask', async () => {
  const visitor = visitorOf(story.desk.app, 'zh', '203.0.113.250');
  const statuses: number[] = [];
  for (let n = 0; n < 31; n += 1) statuses.push((await visitor.post('/status', {})).status);
  expect(statuses.at(-1)).toBe(429);
  expect((await visitor.post('/status', {})).text).toContain('操作太频繁');
});

it('leaves no personal data and no words of the customer in events', async () => {
  const rows = await all(sql<{ data: string }>`select data::text as data from events`, story.desk.house.db);
  expect(rows.filter((row) => /1700000|1990000|林|铰链是旧的|夹层里没有|周六要用/.test(row.data))).toEqual([]);
});
