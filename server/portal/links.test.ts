import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day } from '#platform/clock.ts';
import { sql } from '#platform/db.ts';
import { openStory, type Story } from '../../test/stories/telling.ts';
import { freshCase, opened, photo } from './portal.fixture.ts';
import { visitorOf } from './visitor.fixture.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

describe('two tabs, links, other people', () => {
  it('says what has changed when the page was old, and saves nothing (architecture.md, Concurrency)', async () => {
    const { told } = await freshCase(story);
    await told.leadTo('choice');
    const { page, visitor, link } = await opened(story, told);
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
    const { told } = await freshCase(story);
    const { visitor, link } = await opened(story, told);
    expect((await visitor.get('/c/AAAAAAAAAAAAAAAAAAAAAA')).text).toContain('没有找到这个链接');
    await sql`update case_links set revoked_at = ${story.desk.clock.now()} where case_id = ${told.id}`.execute(story.desk.house.db);
    expect((await visitor.get(link)).text).toContain('链接已停用');
    await sql`update case_links set revoked_at = null, expires_at = ${new Date(story.desk.clock.now().getTime() - day)} where case_id = ${told.id}`.execute(
      story.desk.house.db,
    );
    const expired = await visitor.get(link);
    expect([expired.status, expired.text.includes('链接已过期'), expired.text.includes('查询服务单进度')]).toEqual([410, true, true]);
    expect((await visitor.post(`${link}/choice`, {})).status).toBe(410);
  });

  it('follows a merge and says so, under the number that goes on', async () => {
    const first = await freshCase(story);
    const second = await freshCase(story);
    const { visitor, link } = await opened(story, first.told);
    const goesOn = await second.told.now();
    await sql`update cases set merged_into = ${second.told.id}, closed_at = ${story.desk.clock.now()}, outcome = 'merged' where id = ${first.told.id}`.execute(
      story.desk.house.db,
    );
    const page = await visitor.get(link);
    expect(page.text).toContain(goesOn.number);
  });

  it('takes no form of another browser and no file of another case', async () => {
    const [mine, theirs] = [await freshCase(story), await freshCase(story)];
    const own = await opened(story, mine.told);
    const foreign = await opened(story, theirs.told);
    const refused = await own.page.send('/hurry', { hurry: '快', csrf: foreign.page.form('/hurry')['csrf'] ?? '' });
    expect(refused.status).toBe(403);
    expect(refused.form('/hurry')['hurry']).toBe('快');
    const added = await foreign.page.sendFiles('/add', { note: '' }, [{ field: 'file:other', name: 'x.png', bytes: await photo() }]);
    const thumb = /src="([^"]+\/thumb)"/.exec(added.html)?.[1] ?? '';
    expect((await foreign.visitor.get(thumb)).status).toBe(200);
    expect((await own.visitor.get(thumb.replace(foreign.link, own.link))).status).toBe(404);
  });

  it('finds the case by order number and any one of the tails, in both languages (TA-5)', async () => {
    const { told, orderNo } = await freshCase(story);
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
