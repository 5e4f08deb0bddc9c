import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { appealRoutes } from '#appeal/wire.ts';
import { day, hour } from '#platform/clock.ts';
import { one, sql } from '#platform/db.ts';
import { atDesk, atPhone, serveDesk, type ServedDesk } from './serve.ts';
import { addSideboardOrder } from './shopData.ts';

const shots = join(import.meta.dirname, '../../node_modules/.cache/amends/whole-case');

test.use({ actionTimeout: 10_000 });

let desk: ServedDesk;
test.beforeAll(async () => {
  desk = await serveDesk();
});
test.afterAll(() => desk.stop());

/** A picture of the whole page to look at, and nothing wider than the screen. */
async function look(page: Page, name: string): Promise<void> {
  expect(Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'))).toBeLessThanOrEqual(0);
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

/** The customer looks at their page again; what they saw by that counts as told. */
async function looksAgain(phone: Page): Promise<void> {
  await phone.reload();
  await desk.settle();
}

/** The agent looks at the case as it stands now, with every panel read. */
async function readsAgain(page: Page): Promise<void> {
  await desk.settle();
  await page.reload();
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.loading')).toHaveCount(0);
}

/** A customer reports two missing hinges at their phone, known by the tail of their phone number; answers the page of the case. */
async function reports(browser: Browser, orderNo: string, shoot = false): Promise<{ phone: Page; number: string }> {
  const phone = await atPhone(browser);
  const picture = await sharp({ create: { width: 900, height: 700, channels: 3, background: '#8a6d3b' } })
    .jpeg()
    .toBuffer();
  const next = (): Promise<void> => phone.getByRole('button', { name: '下一步' }).click();
  await phone.goto(`${desk.url}/`);
  if (shoot) await look(phone, '01-start');
  await phone.getByRole('link', { name: '收到的商品少了配件' }).click();
  await phone.getByLabel('订单号').fill(orderNo);
  await phone.getByLabel('下面任意一项的后四位').fill(orderNo.slice(-4));
  await next();
  await phone.getByLabel('铰链 HJ-35').fill('2');
  await phone.getByLabel('何时发现').fill('柜门装到一半少两个铰链，螺丝倒是多一包。');
  await phone.getByText('补发缺少的配件').click();
  if (shoot) await look(phone, '02-parts');
  await next();
  await phone.locator('input[type=file]').first().setInputFiles({ name: '外箱.jpg', mimeType: 'image/jpeg', buffer: picture });
  await expect(phone.locator('.thumbs img')).toHaveCount(1);
  if (shoot) await look(phone, '03-photos');
  await next();
  await phone.getByLabel('方便联系的时段').fill('19:00 以后');
  await next();
  if (shoot) await look(phone, '04-review');
  await phone.getByRole('button', { name: '提交申请' }).click();
  await expect(phone.locator('.done-box')).toContainText('已提交');
  const number = /C\d{6}-\d+-\d/.exec((await phone.locator('.done-box').textContent()) ?? '')?.[0] ?? '';
  expect(number).not.toBe('');
  if (shoot) await look(phone, '05-submitted');
  await desk.settle();
  return { phone, number };
}

/** Opens a case from the list of those that nobody has yet, and takes it. */
async function opensFromList(page: Page, number: string): Promise<void> {
  await page.goto(`${desk.url}/desk/work/unassigned`);
  await expect(page.getByText(number)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: number })).toBeVisible();
  await page.getByRole('button', { name: '领单' }).click();
  await expect(page.getByRole('button', { name: '领单' })).toHaveCount(0);
}

async function answers(page: Page, ask: string, ...keys: string[]): Promise<void> {
  await expect(page.getByText(ask)).toBeVisible();
  for (const key of keys) await page.keyboard.press(key);
}

async function caseIdOf(number: string): Promise<string> {
  const row = await one(sql<{ id: string }>`select id from cases where number = ${number}`, desk.house.db);
  return row?.id ?? '';
}

/** The survey's own link, as the customer was sent it. */
async function surveyPath(number: string): Promise<string> {
  const row = await one(
    sql<{
      body: string;
    }>`select m.body from messages m join cases c on c.id = m.case_id where c.number = ${number} and m.template = 'survey'`,
    desk.house.db,
  );
  return /\/s\/[\w-]{22}/.exec(row?.body ?? '')?.[0] ?? '';
}

/** The clock goes on, for the house and for everybody's browser. */
async function later(ms: number, ...pages: Page[]): Promise<void> {
  await desk.later(ms);
  for (const page of pages) await page.clock.setFixedTime(desk.clock.now());
}

test('the first case of the sample shop, from the claim to the survey', async ({ browser }) => {
  test.slow();
  const orderNo = '26110000008842';
  await addSideboardOrder(desk, orderNo);
  const { phone, number } = await reports(browser, orderNo, true);
  const agent = await atDesk(browser, desk, 'agent');

  await agent.goto(`${desk.url}/desk/work/unassigned`);
  await expect(agent.getByText(number)).toBeVisible();
  await look(agent, '06-work-list');
  await opensFromList(agent, number);
  await look(agent, '07-order-check');
  const strip = agent.getByRole('list', { name: '办理进程' });
  await expect(strip).toContainText(/核对订单.*受理审核.*核查.*定责.*处理方案.*待客户选择.*执行.*客户确认/s);
  await answers(agent, '订单与客户反映的情况相符吗？', '1', 'Control+Enter');
  await expect(agent.getByText('是否符合受理条件？')).toBeVisible();
  await look(agent, '08-review');
  await answers(agent, '是否符合受理条件？', '1', 'Control+Enter');
  await expect(agent.getByText('核查下来是什么情况？')).toBeVisible();
  await readsAgain(agent);
  await look(agent, '09-finding');
  await answers(agent, '核查下来是什么情况？', '1', 'Control+Enter');
  await expect(agent.getByText('责任由谁承担')).toBeVisible();
  await look(agent, '10-liability');
  await agent.keyboard.press('Control+Enter');
  await expect(agent.getByText('给客户什么方案？')).toBeVisible();
  await expect(agent.getByText('我们可以这样处理：')).not.toContainText('…');
  await look(agent, '11-offer');
  await agent.keyboard.press('Control+Enter');
  await expect(agent.getByText('客户选择了哪个方案？')).toBeVisible();
  await readsAgain(agent);
  await look(agent, '12-choice-desk');

  await looksAgain(phone);
  await expect(phone.getByRole('heading', { level: 1 })).toContainText('请选择处理方案');
  await look(phone, '13-choice');
  await phone.getByRole('radio').first().check();
  await phone.getByRole('button', { name: '确认选择' }).click();
  await expect(phone.locator('.done-box')).toContainText('已收到您的选择');
  await look(phone, '14-chosen');
  await desk.settle();

  const logistics = await atDesk(browser, desk, 'logistics');
  await logistics.goto(`${desk.url}/desk/resends`);
  await expect(logistics.getByText(number)).toBeVisible();
  await look(logistics, '15-resend-board');
  await logistics.keyboard.press('s');
  await logistics.getByRole('dialog').getByLabel('快递公司').fill('迅川快递');
  await logistics.getByRole('dialog').getByLabel('快递单号').fill('772911000998871');
  await look(logistics, '16-ship');
  await logistics.keyboard.press('Control+Enter');
  await expect(logistics.getByText('单号已登记，客户会收到通知')).toBeVisible();
  await desk.settle();

  await looksAgain(phone);
  await expect(phone.getByText('772911000998871').first()).toBeVisible();
  await look(phone, '17-on-its-way');
  await later(2 * day, agent, logistics);
  await logistics.goto(`${desk.url}/desk/resends`);
  await logistics.getByRole('button', { name: /^运输中/ }).click();
  await logistics.getByRole('table').getByRole('button', { name: '已送达', exact: true }).click();
  await logistics
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*认/ })
    .click();
  await expect(logistics.getByText('已标记送达')).toBeVisible();
  await desk.settle();

  await looksAgain(phone);
  await look(phone, '18-confirm');
  await agent.goto(`${desk.url}/desk/cases/${await caseIdOf(number)}`);
  await expect(agent.getByText('客户收到了吗，是否满意？')).toBeVisible();
  await look(agent, '19-confirm-desk');
  await phone.getByText('已收到，没有问题').click();
  await phone.getByRole('button', { name: '提交', exact: true }).click();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('已完成');
  await look(phone, '20-done');

  await later(25 * hour, agent);
  await phone.goto(`${desk.url}${await surveyPath(number)}`);
  for (const [at, score] of [5, 4, 5].entries()) await phone.locator('fieldset.scores').nth(at).locator(`input[value="${score}"]`).check();
  await expect(phone.getByText('哪里没做好')).toBeHidden();
  await expect(phone.getByText('栖木家居旗舰店')).toBeVisible();
  await phone.getByLabel('还想说的').fill('铰链很快就到了。');
  await look(phone, '21-survey');
  await phone.getByRole('button', { name: '提交评价' }).click();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('感谢您的评价');

  await agent.reload();
  await expect(agent.locator('#feedback')).toContainText('铰链很快就到了。');
  await expect(agent.locator('#timeline')).not.toContainText(/[a-z]+\.[a-z-]+\b(?!\S*\/)|undefined|…/);
  await look(agent, '22-closed-desk');
});

test('turned down, appealed against at the phone, and decided by somebody who had no part in it', async ({ browser }) => {
  test.slow();
  const orderNo = '26110000009951';
  await addSideboardOrder(desk, orderNo);
  const { phone, number } = await reports(browser, orderNo);
  const lead = await atDesk(browser, desk, 'lead');
  await opensFromList(lead, number);
  await answers(lead, '订单与客户反映的情况相符吗？', '1', 'Control+Enter');
  await answers(lead, '是否符合受理条件？', '3');
  await lead.getByRole('checkbox', { name: '凭证材料齐全、清晰' }).uncheck();
  await lead.getByLabel(/^理由/).fill('照片里看不清柜门上的铰链位置。');
  await look(lead, '31-reject');
  await lead.keyboard.press('Control+Enter');
  await expect(lead.getByText(/^已结案/)).toBeVisible();
  await desk.settle();

  await looksAgain(phone);
  await look(phone, '32-rejected');
  await phone.getByText('对结果不满意，申请复核').click();
  await phone.getByLabel('不满意的地方').fill('照片里是安装前的旧柜子，新柜子只有两个。');
  await phone.getByRole('button', { name: '申请复核' }).click();
  await expect(phone.getByRole('heading', { level: 1 })).toContainText('复核中');
  await look(phone, '33-appealed');
  await desk.settle();

  const caseId = await caseIdOf(number);
  await lead.goto(`${desk.url}/desk/cases/${caseId}`);
  await expect(lead.getByText('复核结论是什么？')).toBeVisible();
  await look(lead, '34-not-by-the-same');
  const { items } = await desk.as('operations').ok(appealRoutes.read, { params: { caseId } });
  expect(items[0]?.reviewer?.name).toBe('何青');
  const other = await atDesk(browser, desk, 'lead2');
  await other.goto(`${desk.url}/desk/work/mine`);
  await expect(other.getByText(number)).toBeVisible();
  await other.keyboard.press('Enter');
  await expect(other.getByText('照片里是安装前的旧柜子')).toBeVisible();
  await answers(other, '复核结论是什么？', '3');
  await other.getByLabel(/^理由/).fill('原照片拍的不是这张柜子，缺件属实。');
  await look(other, '35-decides');
  await other.keyboard.press('Control+Enter');
  await expect(other.getByText('给客户什么方案？')).toBeVisible();
  await readsAgain(other);
  await expect(other.getByText('改判：出新方案').first()).toBeVisible();
  await look(other, '36-decided');
  await looksAgain(phone);
  await expect(phone.getByText('经复核改判').first()).toBeVisible();
  await look(phone, '37-changed');
});
