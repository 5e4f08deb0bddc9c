import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type EmptyHouse, serveEmptyHouse } from './serve.ts';

const shots = join(import.meta.dirname, '../../node_modules/.cache/amends/first-run');

test.use({ actionTimeout: 10_000 });

let house: EmptyHouse;
test.beforeAll(async () => {
  house = await serveEmptyHouse();
});
test.afterAll(() => house.stop());

async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

test('an empty house: the first administrator comes in by the printed link, adds a shop and invites an agent, who comes in too', async ({
  page,
  browser,
}) => {
  await page.goto(house.firstLink);
  await expect(page).toHaveURL(/\/desk\/first-administrator/);
  await page.getByLabel('账号').fill('gulan');
  await page.getByLabel('姓名').fill('顾澜');
  await page.getByLabel('密码', { exact: true }).fill('柜门-铰链-2026-合页');
  await page.getByLabel('再输入一次密码').fill('柜门-铰链-2026-合页');
  await look(page, '01-first-administrator');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '顾澜' })).toBeVisible();
  await expect(page.getByText('开始使用')).toBeVisible();
  await expect(page.getByRole('button', { name: '领取下一单' })).toHaveCount(0);
  await look(page, '02-inside');

  await page.locator('#first-steps').getByRole('link', { name: '新增店铺' }).click();
  await expect(page.getByText('还没有店铺')).toBeVisible();
  await look(page, '03-no-shops');
  await page.getByRole('button', { name: '新增店铺' }).first().click();
  const shop = page.getByRole('dialog');
  for (const [label, value] of [
    ['代码', 'qimu'],
    ['名称', '栖木家居旗舰店'],
    ['英文名称', 'Qimu Home'],
    ['主体公司', '栖禾商贸'],
    ['文本签名', '栖木家居'],
  ] as const)
    await shop.getByRole('textbox', { name: new RegExp(`^${label}`) }).fill(value);
  await look(page, '04-shop');
  await page.keyboard.press('Control+Enter');
  await expect(shop).toHaveCount(0);
  await expect(page.getByText('栖木家居旗舰店').first()).toBeVisible();

  await page.getByRole('link', { name: '我的' }).first().click();
  await page.locator('#first-steps').getByRole('link', { name: '新增同事' }).click();
  await page.getByRole('button', { name: '新增人员' }).first().click();
  const person = page.getByRole('dialog');
  await person.getByRole('textbox', { name: /^姓名/ }).fill('周小满');
  await person.getByRole('textbox', { name: /^账号/ }).fill('xiaoman');
  await person.getByRole('switch', { name: '全部店铺' }).click();
  await look(page, '05-invite');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('请把链接发给本人')).toBeVisible();
  await look(page, '06-link');
  const link = /https?:\/\/[^\s"<]+\/set-password#[\w-]+/.exec(await page.content())?.[0] ?? '';
  expect(link).not.toBe('');

  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const agent = await context.newPage();
  await agent.goto(`${house.url}/set-password${new URL(link).hash}`);
  await agent.getByLabel('密码', { exact: true }).fill('门板-层板托-2026-螺丝');
  await agent.getByLabel('再输入一次密码').fill('门板-层板托-2026-螺丝');
  await agent.getByRole('button', { name: '保存并登录' }).click();
  await expect(agent.getByRole('button', { name: '周小满' })).toBeVisible();
  await agent.waitForLoadState('networkidle');
  await look(agent, '07-agent');

  await page.goto(`${house.url}/desk/work/mine`);
  await expect(page.getByText('没有工单')).toBeVisible();
  await expect(page.locator('#first-steps')).toHaveCount(0);
  await page.goto(house.firstLink);
  await page.getByLabel('账号').fill('second');
  await page.getByLabel('姓名').fill('第二人');
  await page.getByLabel('密码', { exact: true }).fill('柜门-铰链-2026-合页');
  await page.getByLabel('再输入一次密码').fill('柜门-铰链-2026-合页');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await look(page, '08-link-over');
});
