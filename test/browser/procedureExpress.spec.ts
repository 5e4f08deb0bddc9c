import { expect, test } from '@playwright/test';
import { payoutFiles, payoutRoutes } from '#fulfilment/payoutWire.ts';
import { day } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import { choose, chooses, look, openScene, reportsByPhone, surveyed } from './acting.ts';
import { type ServedDesk, serveDesk } from './serve.ts';
import { addSideboardOrder } from './shopData.ts';

test.use({ actionTimeout: 6_000 });

let desk: ServedDesk;
test.beforeAll(async () => {
  desk = await serveDesk();
});
test.afterAll(() => desk.stop());

/** Finance makes the batch, somebody else checks it, the bank's file says that it was paid. */
async function paidOut(caseId: string): Promise<number> {
  const { items } = await desk.as('finance').ok(payoutRoutes.list, { query: { caseId } });
  const [payout] = items;
  if (!payout) throw new Error('nothing is to be paid');
  const batch = await desk.as('finance').ok(payoutRoutes.makeBatch, { body: { ids: [payout.id], seen: true } });
  const params = { batchId: batch.id };
  await desk.as('finance2').ok(payoutRoutes.checkBatch, { params, body: { answer: 'approved' } });
  await desk.as('finance').ok(payoutRoutes.sendBatch, { params, body: { format: 'csv' } });
  const { rows } = await desk.as('finance').ok(payoutRoutes.batch, { params });
  const raw = await desk.app.inject({
    method: 'POST',
    url: `${payoutFiles.results}?name=result.csv`,
    headers: { cookie: `amends_session=${desk.cast.cookie('finance')}`, 'content-type': 'text/csv', 'idempotency-key': newId() },
    payload: Buffer.from(`付款序号,状态,失败原因,流水号\n${rows[0]?.rowKey ?? ''},成功,,2026112200001`),
  });
  expect(raw.json()).toMatchObject({ changed: 1, refused: [] });
  await desk.settle();
  return payout.amountFen;
}

test('a lost parcel that was insured: searched, valued, approved by another person, paid to an account (EX-3, EX-4, EX-9, RE-7, FU-15)', async ({
  browser,
}) => {
  test.slow();
  const orderNo = '26111672000043';
  const at = (days: number): string => new Date(desk.clock.now().getTime() - days * day).toISOString();
  await addSideboardOrder(desk, orderNo, {
    more: {
      state: 'shipped',
      signedAt: undefined,
      goodsFen: 680_000,
      paidFen: 680_000,
      freightFen: 1200,
      lines: [{ lineNo: '1', title: '手工胡桃木餐边柜', quantity: 1, priceFen: 680_000, paidFen: 680_000 }],
      insurance: { insuredFen: 680_000 },
      parcels: [
        {
          waybill: `7729${orderNo.slice(-8)}31`,
          carrier: 'xunchuan',
          warehouse: 'north',
          state: 'in-transit',
          shippedAt: at(7),
          scan: { at: at(6), text: '离开松川分拨中心', place: '松川分拨中心' },
        },
      ],
    },
  });
  const scene = openScene(desk, browser);
  const phone = await reportsByPhone(scene, browser, {
    playbook: 'express-claim',
    orderNo,
    tail: orderNo.slice(-4),
    tell: async (page) => {
      await page
        .getByRole('radio', { name: /没收到|丢失|遗失/ })
        .first()
        .check();
      await page.getByRole('radio', { name: '收件人' }).check();
      await page.getByText('索赔金额').first().click();
      await page.getByLabel('索赔金额（选填）', { exact: true }).fill('6800');
      await page.getByLabel(/依据/).fill('订单价');
    },
  });
  await phone.close();
  const agent = await scene.answers('agent', '运单与反映的情况相符吗？', '1', 'Control+Enter');
  await expect(agent.getByText('是否受理这笔索赔？')).toBeVisible();
  await scene.atCase('agent');
  await agent.keyboard.press('1');
  for (const note of await agent.getByLabel('不符合的说明').all()) await note.fill('订单与保价单已在系统内，可以核定。');
  await look(agent, 'ex-01-papers');
  await agent.keyboard.press('Control+Enter');
  await expect(agent.getByText('末端网点找到了吗？')).toBeVisible();
  const searched = await scene.phone();
  await expect(searched.getByRole('heading', { level: 1 })).toContainText('24 小时内');
  await look(searched, 'ex-02-phone-search');
  await scene.answers('agent', '末端网点找到了吗？', '2', 'Control+Enter');
  await scene.answers('agent', '沿途找到了吗？', '2', 'Control+Enter');
  await expect(agent.getByText(/此步骤由.*理赔.*处理/)).toBeVisible();

  const claims = await scene.atCase('claims');
  await expect(claims.getByText('损失核定为多少')).toBeVisible();
  await claims.getByLabel('声明或保价金额').fill('6800');
  await look(claims, 'ex-03-valuation');
  await claims.keyboard.press('Control+Enter');
  await expect(claims.getByText('责任由谁承担')).toBeVisible();
  await scene.atCase('claims');
  await claims.keyboard.press('2');
  await choose(claims, '责任方', '快递 · 迅川快递');
  await choose(claims, '原因', '人为');
  await claims.keyboard.press('Control+Enter');
  await expect(claims.getByText('赔付多少？')).toBeVisible();
  await scene.atCase('claims');
  await look(claims, 'ex-04-offer');
  await claims.keyboard.press('1');
  await claims.getByLabel('给审批人的说明').fill('保价 6800 元，快递已确认遗失。');
  await claims.keyboard.press('Control+Enter');
  await expect(claims.getByText('同意这个方案吗？')).toBeVisible();
  await expect(claims.getByText('须由他人审批')).toBeVisible();

  const executive = await scene.at('executive');
  await executive.goto(`${desk.url}/desk/approvals`);
  await look(executive, 'ex-05-approvals');
  await executive.getByRole('link', { name: /^C\d/ }).click();
  await expect(executive.getByText('同意这个方案吗？')).toBeVisible();
  await expect(executive.getByRole('button', { name: /^同意/ })).toBeVisible();
  await executive.keyboard.press('1');
  await look(executive, 'ex-06-approve');
  await executive.keyboard.press('Control+Enter');
  await expect(executive.getByText('客户接受赔付方案吗？')).toBeVisible();

  const paying = await chooses(scene, /6,?800/, 'ex-07-choice');
  await paying.reload();
  await paying.getByRole('radio', { name: '支付宝' }).check();
  await paying.getByLabel('收款人姓名').fill('林知夏');
  await paying.getByLabel('收款账号').fill('13800000031');
  await look(paying, 'ex-08-payee');
  await paying.locator('#payout').getByRole('button').click();
  await desk.settle();
  await scene.atCase('claims');
  await look(claims, 'ex-09-carry-out');
  expect(await paidOut(scene.caseId)).toBe(680_000);

  const done = await scene.phone();
  await expect(done.getByRole('heading', { level: 1 })).toHaveText('已完成');
  await look(done, 'ex-10-paid');
  await surveyed(scene, [5, 4, 5]);
  const closed = await scene.atCase('lead');
  await expect(closed.getByText(/^已结案/)).toBeVisible();
  await look(closed, 'ex-11-closed');
});
