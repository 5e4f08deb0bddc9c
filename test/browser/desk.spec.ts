import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { newLinkRoute } from '#staff/wire.ts';
import { type ServedDesk, serveDesk } from './serve.ts';
import { addSideboardOrder } from './shopData.ts';

let desk: ServedDesk;
let orderId: string;
test.beforeAll(async () => {
  desk = await serveDesk();
  orderId = await addSideboardOrder(desk, '26110000008842');
});
test.afterAll(() => desk.stop());

/** The browser's clock stands where the desk's clock stands. */
async function open(page: Page, who: 'agent' | 'lead', path: string): Promise<void> {
  await page.clock.setFixedTime(desk.clock.now());
  await desk.signIn(page.context(), who);
  await page.goto(`${desk.url}/desk${path}`);
}

let next = 26110000010000;
async function registered(words: string): Promise<{ id: string; number: string; orderNo: string }> {
  const orderNo = String((next += 7));
  const ordered = await addSideboardOrder(desk, orderNo);
  const order = await desk.as('agent').ok(commerceRoutes.order, { params: { orderId: ordered } });
  const line = order.lines[0];
  if (!line) throw new Error('the sideboard has a line');
  const body = {
    shopId: desk.cast.shop,
    orderNo,
    problem: 'missing.accessory',
    channel: 'byhand' as const,
    words,
    lines: [{ orderLineId: line.id, partCode: 'DOOR', name: '', quantity: 1 }],
    take: true,
  };
  const made = await desk.as('agent').ok(intakeRoutes.register, { body });
  await desk.settle();
  return { ...made, orderNo };
}

test('a person sets a password by the printed link, comes in, goes out, and is told when a password is wrong', async ({ page }) => {
  const { link } = await desk.as('administrator').ok(newLinkRoute, { params: { staffId: desk.cast.ids.agent2 } });
  await page.goto(`${desk.url}/set-password${new URL(link ?? '').hash}`);
  await page.getByLabel('密码', { exact: true }).fill('柜门-铰链-2026-合页');
  await page.getByLabel('再输入一次密码').fill('柜门-铰链-2026-合页');
  await page.getByRole('button', { name: '保存并登录' }).click();
  await expect(page.getByRole('link', { name: /我的/ }).first()).toBeVisible();
  await page.getByRole('button', { name: '林一帆' }).click();
  await page.getByText('退出登录').click();
  await page.getByLabel('账号').fill('agent2');
  await page.getByLabel('密码').fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('账号')).toHaveValue('agent2');
});

test('from a paste to the resend task in at most six keystrokes (RE-10)', async ({ page }) => {
  await open(page, 'agent', '/');
  await expect(page.getByRole('heading', { name: '工单列表：我的' })).toBeAttached();
  await page.keyboard.press('/');
  await page.keyboard.insertText('26110000008842');
  let keystrokes = 0;
  const press = async (key: string): Promise<void> => {
    keystrokes += 1;
    await page.keyboard.press(key);
  };
  await press('Shift+Enter');
  await expect(page.getByText('铰链 HJ-35', { exact: true })).toBeVisible();
  await press('2');
  await press('2');
  await expect(page.getByRole('button', { name: /登记并补发 铰链 HJ-35 ×2/ })).toBeVisible();
  await press('Control+Enter');
  await page.waitForURL(/\/desk\/cases\//);
  expect(keystrokes).toBeLessThanOrEqual(6);
  const caseId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const tasks = await desk.as('agent').ok(fulfilmentRoutes.tasks, { params: { caseId } });
  expect(tasks.items).toMatchObject([{ kind: 'resend', partCode: 'HJ-35', quantity: 2 }]);
});

test('the same matter again is recognised before anything is registered (IN-6)', async ({ page }) => {
  await open(page, 'agent', `/new?order=${orderId}`);
  await expect(page.getByText('铰链 HJ-35', { exact: true })).toBeVisible();
  await page.keyboard.press('1');
  await page.keyboard.press('Alt+Enter');
  await expect(page.getByText('同一问题已有在办工单')).toBeVisible();
  await page.getByRole('button', { name: '登记催单' }).click();
  await page.waitForURL(/\/desk\/cases\//);
  await expect(page.getByText('催单 ×1')).toBeVisible();
});

test('a work list is walked and opened by keys, and a case is worked by keys', async ({ page }) => {
  const made = await registered('门板少了一块。');
  await open(page, 'agent', '/work/mine');
  await expect(page.getByText('门板少了一块。')).toBeVisible();
  await page.goto(`${desk.url}/desk/cases/${made.id}`);
  await expect(page.getByText('订单与客户反映的情况相符吗？')).toBeVisible();
  await page.keyboard.press('1');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('是否符合受理条件？')).toBeVisible();
  await page.keyboard.press('1');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert').first()).toContainText('有条件未符合');
  await page.getByLabel(/不符合的说明/).fill('照片已在聊天中看过');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('核查下来是什么情况？')).toBeVisible();
});

test('two people at once: one wins, the other is told what changed and keeps what was typed', async ({ page }) => {
  const made = await registered('说明书没放。');
  await open(page, 'lead', `/cases/${made.id}`);
  await expect(page.getByText('订单与客户反映的情况相符吗？')).toBeVisible();
  const seen = await desk.as('agent').ok(caseRoutes.read, { params: { caseId: made.id } });
  await desk.as('agent').ok(caseRoutes.note, { params: { caseId: made.id }, body: { body: '已电话联系' } });
  await desk.as('agent').ok(intakeRoutes.hurry, { params: { caseId: made.id }, version: seen.version, body: { channel: 'phone' } });
  await expect(page.getByText('这个工单刚有更新', { exact: false })).toBeVisible();
  await page.keyboard.press('3');
  await page.getByLabel(/理由/).fill('订单里没有这个配件');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('工单刚刚被他人更新，您的操作未保存。', { exact: false })).toBeVisible();
  await expect(page.getByText('周小满 ·', { exact: false }).first()).toBeVisible();
  await expect(page.getByLabel(/理由/)).toHaveValue('订单里没有这个配件');
});

test('a reply in the marketplace chat is copied and marked sent by one key each (TA-11)', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const made = await registered('层板托一包都没有。');
  await open(page, 'agent', `/cases/${made.id}`);
  await expect(page.getByRole('button', { name: '标记已发送 s' })).toBeVisible();
  await page.keyboard.press('y');
  await expect(page.getByText('已复制，待标记').first()).toBeVisible();
  expect(await page.evaluate('navigator.clipboard.readText()')).toContain(made.number);
  await page.keyboard.press('s');
  await expect(page.getByText('已标记发送').first()).toBeVisible();
});

test('single keys can be switched off; combinations with Ctrl stay (WCAG 2.1.4)', async ({ page }) => {
  await open(page, 'agent', '/work/mine');
  await expect(page.getByRole('heading', { name: '工单列表：我的' })).toBeAttached();
  await page.keyboard.press('?');
  await page.getByText('启用单键快捷键').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { name: '新建工单' })).not.toBeAttached();
});

// Words differ by language and colours by scheme, neither by the other: each of both once.
for (const [lang, scheme] of [
  ['zh', 'dark'],
  ['en', 'light'],
] as const)
  test(`axe finds nothing on the desk's pages (${lang}, ${scheme})`, async ({ page }) => {
    const made = await registered(`两块门板 ${lang} ${scheme}`);
    await page.emulateMedia({ colorScheme: scheme });
    for (const path of [
      '/sign-in',
      '/work/mine',
      '/work/overdue',
      `/cases/${made.id}`,
      `/new?order=${orderId}`,
      '/new',
      '/playbooks/missing-parts',
    ]) {
      await page.addInitScript((chosen) => localStorage.setItem('amends.desk', JSON.stringify({ lang: chosen, theme: 'system' })), lang);
      await open(page, 'agent', path);
      await page.waitForLoadState('networkidle');
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
      expect(violations.map((each) => `${path}: ${each.id} ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
    }
  });
