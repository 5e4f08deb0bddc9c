import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { type ServedDesk, serveDesk } from './serve.ts';
import { addSideboardOrder } from './shopData.ts';

let desk: ServedDesk;
test.beforeAll(async () => {
  desk = await serveDesk();
  await addSideboardOrder(desk, '26110000008842');
});
test.afterAll(() => desk.stop());

test.use({ viewport: { width: 380, height: 844 } });

test('beside a chat window: paste, order, parts, case, copy, nothing wider than 380 px (OP-5)', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.clock.setFixedTime(desk.clock.now());
  await desk.signIn(context, 'agent');
  await page.goto(`${desk.url}/desk/panel?order=26110000008842`);
  await page.getByRole('button', { name: /26110000008842/ }).click();
  await page.getByRole('checkbox', { name: /门板/ }).check();
  await page.getByRole('button', { name: /按常规步骤登记/ }).click();
  await expect(page.getByText('订单与客户反映的情况相符吗？')).toBeVisible();
  await desk.settle();
  await page.reload();
  await page.getByRole('button', { name: /^复制 y/ }).click();
  await expect(page.getByText('已复制，待标记').first()).toBeVisible();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(380);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
});

test('the work list is cards in one column', async ({ page, context }) => {
  await page.clock.setFixedTime(desk.clock.now());
  await desk.signIn(context, 'agent');
  for (const path of ['/work/mine', '/work/all', '/new']) {
    await page.goto(`${desk.url}/desk${path}`);
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(380);
  }
});
