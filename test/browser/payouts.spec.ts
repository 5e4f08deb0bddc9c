import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { payoutRoutes } from '#fulfilment/payoutWire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { newId } from '#platform/ids.ts';
import { atDesk, type ServedDesk, serveDesk } from './serve.ts';

let desk: ServedDesk;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  desk = await serveDesk();
  await desk.as('operations').ok(commerceRoutes.putOrder, {
    params: { shop: 'qimu', orderNo: '26110000040011' },
    body: {
      state: 'shipped',
      placedAt: desk.clock.now().toISOString(),
      goodsFen: 8_900,
      paidFen: 8_900,
      contact: { receiver: '林**' },
      lines: [{ lineNo: '1', title: '蓝牙耳机 EB-3', quantity: 1, priceFen: 8_900, paidFen: 8_900 }],
    },
  });
  const { id } = await desk.as('agent').ok(intakeRoutes.register, {
    body: {
      orderNo: '26110000040011',
      playbook: 'express-claim',
      problem: 'lost.parcel',
      channel: 'phone',
      words: '寄的耳机丢了，要多久赔？',
      lines: [{ name: '蓝牙耳机 EB-3', quantity: 1 }],
      fields: { claimant: 'sender', wish: 'claim-payment', amountClaimed: 8_900, amountClaimedBasis: '订单价' },
      handles: [{ kind: 'phone', value: '19900000041' }],
      take: true,
    },
  });
  const { version } = await desk.as('agent').ok(caseRoutes.read, { params: { caseId: id } });
  await desk.as('agent').ok(caseRoutes.fastLane, { params: { caseId: id }, version, body: {} });
  const { items } = await desk.as('finance').ok(payoutRoutes.list, { query: { caseId: id } });
  await desk.as('agent').ok(payoutRoutes.givePayee, {
    params: { payoutId: items[0]?.id ?? '' },
    body: { way: 'alipay', name: '林小木', account: '17000000031' },
  });
});
test.afterAll(() => desk.stop());

async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

test('one of finance makes a batch by keys, another approves it, and its file is made and taken (FU-15)', async ({ browser }) => {
  const maker = await atDesk(browser, desk, 'finance');
  await maker.goto(`${desk.url}/desk/payouts`);
  await expect(maker.getByRole('row', { name: /林\*\*\*木/ })).toBeVisible();
  expect(await axe(maker)).toEqual([]);
  await maker.keyboard.press('x');
  await maker.getByRole('checkbox', { name: '已核对同一商品已给过的钱' }).check();
  await maker.getByRole('button', { name: '制单', exact: true }).click();
  await expect(maker.getByText('没有打款')).toBeVisible();

  const checker = await atDesk(browser, desk, 'finance2');
  await checker.goto(`${desk.url}/desk/payouts`);
  await checker.getByRole('button', { name: /复核与批次/ }).click();
  await checker.getByRole('button', { name: /^查看 P/ }).click();
  await expect(checker.getByRole('dialog').getByText('¥89.00').first()).toBeVisible();
  expect(await axe(checker)).toEqual([]);
  await checker
    .getByRole('dialog')
    .getByRole('button', { name: /通\s?过/ })
    .click();
  await checker.getByRole('dialog').getByRole('button', { name: '生成打款文件' }).click();
  const download = checker.waitForEvent('download');
  await checker.getByRole('dialog').getByRole('link', { name: '下载文件' }).click();
  expect((await download).suggestedFilename()).toMatch(/^P\d{6}-1\.xlsx$/);
});

test('what the bank gave back is entered by who checks, and finance finds it to be put right (退票, FU-15)', async ({ browser }) => {
  const page = await atDesk(browser, desk, 'finance2');
  await page.goto(`${desk.url}/desk/payouts`);
  const { items } = await desk.as('finance').ok(payoutRoutes.batches);
  const taken = await page.request.post(`${desk.url}/api/v1/payout-results?name=result.csv`, {
    headers: { 'content-type': 'text/csv', 'idempotency-key': newId() },
    data: `付款序号,状态,失败原因,流水号\n${items[0]?.number ?? ''}-001,成功,,YH-1`,
  });
  expect(await taken.json()).toMatchObject({ changed: 1 });
  await page.getByRole('button', { name: /^已付/ }).click();
  await page.getByRole('button', { name: /登记退票/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /银行流水怎么说/ }).fill('网银 11-22 退汇：账户已销户');
  expect(await axe(page)).toEqual([]);
  await dialog.getByRole('button', { name: '登记退票' }).click();
  await expect(page.getByText('没有打款')).toBeVisible();
  await page.getByRole('button', { name: /^失败/ }).click();
  await expect(page.getByText('银行退票：款项已付后被退回')).toBeVisible();
  await expect(page.getByText('网银 11-22 退汇：账户已销户')).toBeVisible();
  await page.goto(`${desk.url}/desk/reconciliation`);
  await expect(page.getByText('补发商品成本')).toBeVisible();
  await expect(page.getByText('没有不一致', { exact: false }).first()).toBeVisible();
});
