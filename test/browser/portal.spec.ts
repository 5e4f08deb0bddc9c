import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { one, sql } from '#platform/db.ts';
import { carryOut, openStory, type Story, type Told } from '../stories/telling.ts';

const root = join(import.meta.dirname, '../..');
const shots = join(root, 'node_modules/.cache/amends/portal-shots');
const hour = 3_600_000;

let story: Story;
let url: string;
test.beforeAll(async () => {
  story = await openStory();
  url = await story.desk.app.listen({ host: '127.0.0.1', port: 0 });
});
test.afterAll(() => story.desk.close());

let next = 26113000000001;
async function freshOrder(): Promise<string> {
  const orderNo = String((next += 1) + test.info().workerIndex * 1000);
  await story.order(orderNo, {
    contact: {
      receiver: '林**',
      phone: '17000000031',
      phoneKind: 'virtual',
      extension: '1207',
      nick: `买家${orderNo}`,
      buyerId: `b-${orderNo}`,
    },
    lines: [
      { lineNo: '1', goodsCode: 'FC-120', title: '栖木折叠餐边柜 FC-120', quantity: 1, priceFen: 42_900, paidFen: 42_900 },
      { lineNo: '2', kind: 'gift', title: '量勺', quantity: 1, priceFen: 0, statedFen: 800 },
    ],
  });
  return orderNo;
}
const picture = () =>
  sharp({ create: { width: 800, height: 600, channels: 3, background: '#8a6d3b' } })
    .jpeg()
    .toBuffer();

interface Reading {
  readonly lang: 'zh' | 'en';
  readonly scheme: 'light' | 'dark';
  readonly script: boolean;
}
const w = (reading: Reading, zh: string, en: string): string => (reading.lang === 'zh' ? zh : en);

/** Nothing wider than the screen, nothing that axe minds, and a picture to look at. */
async function look(page: Page, reading: Reading, name: string): Promise<void> {
  expect(Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'))).toBeLessThanOrEqual(0);
  await page.screenshot({
    path: join(shots, `${name}-${reading.lang}-${reading.scheme}-${reading.script ? 'script' : 'plain'}-${test.info().project.name}.png`),
    fullPage: true,
  });
  if (!reading.script) return;
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map((each) => `${name}: ${each.id} ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
}

async function toCase(page: Page): Promise<Told> {
  const number = /C\d{6}-\d+-\d/.exec((await page.locator('.top .aside').textContent()) ?? '')?.[0] ?? '';
  const row = await one(sql<{ id: string }>`select id from cases where number = ${number}`, story.desk.house.db);
  return story.again(row?.id ?? '');
}

async function fileReport(page: Page, reading: Reading): Promise<Told> {
  const orderNo = await freshOrder();
  await page.goto(`${url}/`);
  await look(page, reading, '01-start');
  await page.getByRole('link', { name: w(reading, '收到的商品少了配件', 'My order lacks a part') }).click();
  await look(page, reading, '02-identity');
  await page.getByLabel(w(reading, '订单号', 'Order number')).fill(orderNo);
  await page.getByLabel(w(reading, '下面任意一项的后四位', 'Last four characters')).fill('9999');
  await page.getByRole('button', { name: w(reading, '下一步', 'Next') }).click();
  await expect(page.getByRole('alert')).toContainText(w(reading, '对不上', 'do not fit together'));
  await look(page, reading, '03-identity-refused');
  await page.getByLabel(w(reading, '下面任意一项的后四位', 'Last four characters')).fill('1207');
  await page.getByRole('button', { name: w(reading, '下一步', 'Next') }).click();
  await page.getByLabel(w(reading, '铰链 HJ-35', 'Hinge HJ-35')).fill('2');
  await page.getByLabel(w(reading, '何时发现', 'When and how it was noticed')).fill('柜门装到一半少两个铰链，螺丝倒是多一包。🔩');
  await page.getByText(w(reading, '补发缺少的配件', 'Send the missing parts')).click();
  await look(page, reading, '04-parts');
  await page.getByRole('button', { name: w(reading, '下一步', 'Next') }).click();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      { name: '外箱.jpg', mimeType: 'image/jpeg', buffer: await picture() },
      { name: 'note.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture at all') },
    ]);
  if (!reading.script) await page.getByRole('button', { name: w(reading, '上传所选文件', 'Upload the chosen files') }).click();
  await expect(page.locator('.thumbs img')).toHaveCount(1);
  await expect(page.getByText(w(reading, '只能上传图片', 'Only pictures, videos, PDF and OFD')).first()).toBeVisible();
  await look(page, reading, '05-photos');
  await page.getByRole('button', { name: w(reading, '下一步', 'Next') }).click();
  await look(page, reading, '06-contact');
  await page.getByLabel(w(reading, '方便联系的时段', 'Hours that suit you')).fill(w(reading, '19:00 以后', 'after 7 p.m.'));
  await page.getByRole('button', { name: w(reading, '下一步', 'Next') }).click();
  await look(page, reading, '07-review');
  await page.getByRole('button', { name: w(reading, '提交申请', 'Send') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w(reading, '正在核对您的订单', 'Checking your order'));
  await look(page, reading, '08-submitted');
  return toCase(page);
}

/** From the claim to the survey, as one customer lives it. */
async function wholeWay(page: Page, reading: Reading): Promise<void> {
  const told = await fileReport(page, reading);
  await told.leadTo('choice');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(w(reading, '请选择处理方案', 'Please choose'));
  await look(page, reading, '09-choice');
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: w(reading, '确认选择', 'Confirm my choice') }).click();
  await expect(page.locator('.done-box')).toBeVisible();
  await look(page, reading, '10-chosen');
  await carryOut(story.desk, told.id);
  await page.reload();
  await look(page, reading, '11-confirm');
  await page.getByText(w(reading, '已收到，没有问题', 'It has arrived, all is well')).click();
  await page.getByRole('button', { name: w(reading, '提交', 'Send'), exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w(reading, '已完成', 'Done'));
  await look(page, reading, '12-done');
  await story.desk.later(25 * hour);
  const message = await one(
    sql<{ body: string }>`select body from messages where case_id = ${told.id} and template = 'survey'`,
    story.desk.house.db,
  );
  await page.goto(`${url}${/\/s\/[\w-]{22}/.exec(message?.body ?? '')?.[0] ?? ''}`);
  for (const score of [5, 4, 5])
    await page.locator('fieldset.scores').nth([5, 4, 5].indexOf(score)).locator(`input[value="${score}"]`).check();
  await page.locator('fieldset.scores').nth(2).locator('input[value="5"]').check();
  await look(page, reading, '13-survey');
  await page.getByRole('button', { name: w(reading, '提交评价', 'Send') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w(reading, '感谢您的评价', 'Thank you'));
}

const readings: readonly Reading[] = [
  { lang: 'zh', scheme: 'light', script: true },
  { lang: 'en', scheme: 'dark', script: true },
  { lang: 'zh', scheme: 'dark', script: false },
  { lang: 'en', scheme: 'light', script: false },
];

for (const reading of readings) {
  test.describe(`${reading.lang}, ${reading.scheme}, ${reading.script ? 'with' : 'without'} script`, () => {
    test.use({ locale: reading.lang === 'zh' ? 'zh-CN' : 'en-GB', colorScheme: reading.scheme, javaScriptEnabled: reading.script });
    test('from the claim to the survey', async ({ page }) => {
      test.slow();
      await wholeWay(page, reading);
    });
  });
}

test.describe('at the phone', () => {
  const reading: Reading = { lang: 'zh', scheme: 'light', script: true };
  test.use({ locale: 'zh-CN', colorScheme: 'light' });

  test('materials, the appeal, dead links and the published procedure are clean', async ({ page }) => {
    const told = await fileReport(page, reading);
    await told.leadTo('review');
    await told.does('agent', triageRoutes.review, {
      answer: 'materials',
      ticks: {},
      materials: [{ material: 'photos', note: '拍清面单' }],
    });
    await page.reload();
    await look(page, reading, '20-materials');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: '面单.jpg', mimeType: 'image/jpeg', buffer: await picture() });
    await expect(page.locator('.act .thumbs img')).toHaveCount(1);
    await page.getByRole('button', { name: '材料已补充完毕' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('正在审核');
    await told.does('agent', triageRoutes.review, {
      answer: 'rejected',
      ticks: { 'in-window': { holds: false } },
      reason: '已超过申请期限',
    });
    await page.reload();
    await page.getByText('对结果不满意，申请复核').click();
    await look(page, reading, '21-rejected');
    await page.getByLabel('不满意的地方').fill('签收才两天，没有超期。');
    await page.getByRole('button', { name: '申请复核' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('复核中');
    await page.goto(`${url}/c/AAAAAAAAAAAAAAAAAAAAAA`);
    await look(page, reading, '22-unknown-link');
    await page.goto(`${url}/procedure/missing-parts`);
    await page.getByText('查看完整流程图').click();
    await look(page, reading, '23-procedure');
    await page.goto(`${url}/status`);
    await page.getByText('这几项都没有').click();
    await look(page, reading, '24-status');
  });

  test('a big video goes on after the connection broke, and the page says so', async ({ page, context }) => {
    await page.goto(`${url}/report/missing-parts`);
    await page.getByLabel('订单号').fill(await freshOrder());
    await page.getByLabel('下面任意一项的后四位').fill('1207');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel('铰链 HJ-35').fill('1');
    await page.getByLabel('何时发现').fill('少一个');
    await page.getByRole('button', { name: '下一步' }).click();
    const video = Buffer.concat([
      Buffer.from('0000002066747970697336d0000002006973366d69736f32617663316d703431', 'hex'),
      Buffer.alloc(6 * 1024 * 1024),
    ]);
    video.write('ftypisom', 4, 'latin1');
    let parts = 0;
    await context.route(/\/report\/files\/[0-9a-f-]+\?offset=/, (route) =>
      [3, 4, 5].includes((parts += 1)) ? route.abort('connectionreset') : route.continue(),
    );
    await page.locator('input[type=file]').nth(1).setInputFiles({ name: '开箱.mp4', mimeType: 'video/mp4', buffer: video });
    await expect(page.getByText('连接中断，正在重试')).toBeVisible();
    await expect(page.locator('.thumbs').nth(1)).toContainText('已上传');
    const row = await one(sql<{ size: number; state: string }>`select size, state from files where name = '开箱.mp4'`, story.desk.house.db);
    expect(row).toEqual({ size: video.length, state: 'checked' });
  });

  test('that the page is on a screen tells what stood there untold', async ({ page }) => {
    const told = await story.report({ orderNo: await freshOrder(), handles: [] });
    const agent = story.desk.as('agent');
    const state = async (): Promise<string | undefined> => {
      const { items } = await agent.ok(talkRoutes.thread, { params: { caseId: told.id } });
      return items.find((each) => each.template === 'acknowledged')?.state;
    };
    await story.desk.settle();
    expect(await state()).toBe('waiting');
    const link = await agent.ok(caseRoutes.link, { params: { caseId: told.id } });
    await page.goto(url + new URL(link.url).pathname);
    await expect.poll(state).toBe('shown');
  });

  test('news announces itself and waits to be shown', async ({ page }) => {
    const told = await fileReport(page, reading);
    await page.clock.install();
    await page.reload();
    await told.leadTo('review');
    await page.clock.runFor(16_000);
    await expect(page.getByText('有新的进展')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('正在核对您的订单');
    await page.getByRole('link', { name: '点此查看' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('正在审核');
    const { version } = await story.desk.as('agent').ok(caseRoutes.read, { params: { caseId: told.id } });
    expect(version).toBeGreaterThan(1);
  });
});

test('the script of all pages together stays below 25 kB', () => {
  expect(gzipSync(readFileSync(join(root, 'dist/web/portal/islands.js'))).length).toBeLessThan(25_000);
});
