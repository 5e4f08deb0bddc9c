import { expect, type Route, test } from '@playwright/test';
import { commerceRoutes } from '#commerce/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { type ServedDesk, serveDesk } from './serve.ts';
import { addSideboardOrder } from './shopData.ts';

let desk: ServedDesk;
let caseId: string;
test.beforeAll(async () => {
  desk = await serveDesk();
  const orderId = await addSideboardOrder(desk, '26110000008842');
  const order = await desk.as('agent').ok(commerceRoutes.order, { params: { orderId } });
  const line = order.lines[0];
  if (!line) throw new Error('the sideboard has a line');
  const body = {
    shopId: desk.cast.shop,
    orderNo: order.orderNo,
    problem: 'missing.accessory',
    channel: 'byhand' as const,
    words: '柜门少两个铰链。',
    lines: [{ orderLineId: line.id, partCode: 'DOOR', name: '', quantity: 1 }],
  };
  caseId = (await desk.as('agent').ok(intakeRoutes.register, { body })).id;
  await desk.settle();
});
test.afterAll(() => desk.stop());

const panels = ['customer', 'order', 'parcels', 'evidence', 'talk', 'timeline', 'questions', 'liability', 'tasks', 'money', 'chart'];
const reads =
  /\/api\/v1\/(orders\/[0-9a-f-]{36}|cases\/[^/]+\/(files|messages|questions|liabilities|tasks|money|timeline|chart|report))(\?|$)/;

test('each panel waits visibly, tells of a broken line with the way out, and then shows what is there or what would fill it', async ({
  page,
  context,
}) => {
  await page.clock.setFixedTime(desk.clock.now());
  await desk.signIn(context, 'agent');
  const held: Route[] = [];
  let way: 'hold' | 'break' | 'pass' = 'hold';
  await page.route(reads, async (route) => {
    if (way === 'hold') held.push(route);
    else await (way === 'break' ? route.abort('connectionfailed') : route.continue());
  });
  await page.goto(`${desk.url}/desk/cases/${caseId}`);
  for (const panel of panels) await expect(page.locator(`#${panel} output[aria-label="正在读取"]`)).toBeVisible();
  way = 'break';
  await Promise.all(held.map((route) => route.abort('connectionfailed')));
  for (const panel of panels) await expect(page.locator(`#${panel} [role=alert]`)).toContainText('网络连接中断');
  way = 'pass';
  for (const panel of panels) {
    const again = page.locator(`#${panel}`).getByRole('button', { name: '重试' });
    if (await again.isVisible()) await again.click();
    await expect(page.locator(`#${panel} [role=alert]`)).toHaveCount(0);
  }
  await expect(page.locator('#order')).toContainText('铰链 HJ-35');
  await expect(page.locator('#parcels')).toContainText('0.41 / 应 0.55 kg 偏轻');
  await expect(page.locator('#evidence')).toContainText('还没有凭证');
  await expect(page.locator('#questions')).toContainText('没有协查');
  await expect(page.locator('#liability')).toContainText('还没有定责');
  await expect(page.locator('#tasks')).toContainText('客户选定方案后自动派发');
});

test("another shop's case tells nothing and says why", async ({ page, context }) => {
  await desk.signIn(context, 'stranger');
  await page.goto(`${desk.url}/desk/cases/${caseId}`);
  await expect(page.getByRole('alert')).toContainText('不在您可查看的店铺范围内');
});

test('who may not answer a step sees whose it is', async ({ page, context }) => {
  await desk.signIn(context, 'logistics');
  await page.goto(`${desk.url}/desk/cases/${caseId}`);
  await expect(page.getByText('此步骤由客服处理', { exact: false })).toBeVisible();
});
