import { expect, test } from '@playwright/test';
import { fulfilmentRoutes, workRoutes } from '#fulfilment/wire.ts';
import { ledCase } from './pagesData.ts';
import { type ServedDesk, serveDesk } from './serve.ts';

let desk: ServedDesk;
let caseId: string;
let taskId: string;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  desk = await serveDesk();
  caseId = (await ledCase(desk, '26110000030017', 'carry-out')).id;
  const { items } = await desk.as('logistics').ok(fulfilmentRoutes.tasks, { params: { caseId } });
  taskId = items[0]?.id ?? '';
  await desk.as('logistics').ok(workRoutes.assign, { params: { taskId }, body: { staffId: desk.cast.ids.delivery } });
});
test.afterAll(() => desk.stop());

test('a delivery person with a phone arrives, takes a signature and hands the goods over (FU-13)', async ({ browser }) => {
  const context = await browser.newContext({
    viewport: { width: 380, height: 780 },
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  await desk.signIn(context, 'delivery');
  const page = await context.newPage();
  await page.clock.setFixedTime(desk.clock.now());
  await page.goto(`${desk.url}/desk/`);
  await expect(page.getByRole('heading', { name: '我的配送' })).toBeVisible();
  expect(Number(await page.evaluate('document.documentElement.scrollWidth'))).toBeLessThanOrEqual(380);

  // No lists of cases, which are none of theirs.
  await expect(page.getByRole('link', { name: /待领单/ })).toHaveCount(0);
  // No address until it is asked for.
  await expect(page.getByRole('link', { name: /打电话/ })).toHaveCount(0);
  await page.getByRole('button', { name: '查看地址和电话' }).click();
  const { items: looked } = await desk.as('logistics').ok(fulfilmentRoutes.tasks, { params: { caseId } });
  expect(looked[0]?.owner?.name).toBe('罗大川');

  await page.getByRole('button', { name: '我到了' }).click();
  await expect(page.getByRole('button', { name: '我到了' })).toHaveCount(0);
  // Big enough for a thumb.
  const box = await page.getByRole('button', { name: '已交付' }).boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(48);
  await page.getByRole('button', { name: '已交付' }).click();
  await expect(page.getByRole('button', { name: '已交付' })).toBeDisabled();

  const pad = page.locator('canvas');
  await pad.scrollIntoViewIfNeeded();
  const at = await pad.boundingBox();
  if (!at) throw new Error('there is no field to sign');
  await page.mouse.move(at.x + 30, at.y + 60);
  await page.mouse.down();
  await page.mouse.move(at.x + 160, at.y + 30, { steps: 6 });
  await page.mouse.move(at.x + 260, at.y + 80, { steps: 6 });
  await page.mouse.up();
  await expect(page.getByText('已有 1 张凭证')).toBeVisible();
  await page.getByRole('button', { name: '已交付' }).click();
  await expect(page.getByText('没有待配送的任务')).toBeVisible();

  const { items } = await desk.as('logistics').ok(fulfilmentRoutes.tasks, { params: { caseId } });
  expect(items.find((each) => each.id === taskId)).toMatchObject({ state: 'done' });
  await context.close();
});
