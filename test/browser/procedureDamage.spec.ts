import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { returnedRoutes } from '#fulfilment/returnedWire.ts';
import { answersRoutes } from '#answers/wire.ts';
import { day } from '#platform/clock.ts';
import { type PaymentDouble, startPaymentDouble } from '../doubles/paymentDouble.ts';
import { choose, chooses, look, openScene, registers, replies, reportsByPhone, surveyed } from './acting.ts';
import { type ServedDesk, serveDesk } from './serve.ts';
import { addSideboardOrder } from './shopData.ts';

test.use({ actionTimeout: 6_000 });

let desk: ServedDesk;
let partner: PaymentDouble;
test.beforeAll(async () => {
  partner = await startPaymentDouble();
  desk = await serveDesk({ payment: partner.payment });
  await desk.as('operations').ok(answersRoutes.putTerms, {
    params: { carrierId: desk.cast.carrier },
    body: {
      lostDays: 5,
      claimDays: 30,
      damageDays: 7,
      acceptanceDays: 1,
      decisionDays: 10,
      paymentDays: 3,
      uninsuredTimes: 5,
      sourceZh: '迅川条款示例',
      sourceEn: 'example terms',
      validFrom: '2026-01-01',
    },
  });
  await desk.as('administrator').ok(returnedRoutes.putAddress, {
    params: { shopId: desk.cast.shop },
    body: { words: '澜江市望岳区退货仓 3 号', wordsEn: 'Returns Dock 3, Lanjiang' },
  });
});
test.afterAll(async () => {
  await desk.stop();
  await partner.stop();
});

const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 900, height: 700, channels: 3, background: '#5b8f88' } })
    .jpeg()
    .toBuffer();

test('a broken sideboard: more photos, verdict, sent back, received, inspected, repaid once (IV-5, FU-10, FU-11, VE-6)', async ({
  browser,
}) => {
  test.slow();
  const orderNo = '26111672000027';
  await addSideboardOrder(desk, orderNo);
  const scene = openScene(desk, browser);
  const phone = await reportsByPhone(scene, browser, {
    playbook: 'damaged-lost',
    orderNo,
    tail: orderNo.slice(-4),
    photo: await photo(),
    tell: async (page) => {
      await page.getByRole('radio', { name: '商品破损' }).check();
      await page.getByLabel('门板').fill('1');
      await page.getByLabel('何时发现').fill('昨晚拆箱，柜门裂成两半，外箱一角压扁。');
    },
  });
  await phone.close();
  const agent = await scene.answers('agent', '订单与客户反映的情况相符吗？', '1', 'Control+Enter');
  await expect(agent.getByText('是否符合受理条件？')).toBeVisible();
  await scene.answers('agent', '是否符合受理条件？', '1', 'Control+Enter');
  await expect(agent.getByText(/是破损、丢失/)).toBeVisible();
  await agent.keyboard.press('1');
  await look(agent, 'dl-01-classify');
  await agent.keyboard.press('Control+Enter');
  await expect(agent.getByText('此步骤由鉴定处理', { exact: false })).toBeVisible();

  const reviewer = await scene.atCase('reviewer');
  await expect(reviewer.getByText('从照片看是什么情况')).toBeVisible();
  await look(reviewer, 'dl-02-photo-review');
  await reviewer.getByRole('button', { name: '需补照片' }).click();
  await reviewer.getByLabel('说明要拍什么').fill('请拍柜门裂口的近照和外箱六面。');
  await reviewer.keyboard.press('Control+Enter');
  await expect(reviewer.getByText('客户的照片收到了吗？')).toBeVisible();
  const added = await scene.phone();
  await expect(added.getByText('请拍柜门裂口的近照').first()).toBeVisible();
  await added
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '近照.jpg', mimeType: 'image/jpeg', buffer: await photo() });
  await expect(added.locator('.thumbs img').first()).toBeVisible();
  await look(added, 'dl-03-phone-photos');
  await added.getByRole('button', { name: '材料已补充完毕' }).click();
  await expect(added.getByRole('heading', { level: 1 })).toContainText('正在鉴定');
  await scene.atCase('reviewer');
  await reviewer.keyboard.press('4');
  await reviewer.getByRole('button', { name: '破损属实' }).click();
  await reviewer.getByLabel('备注（给同事看）').fill('柜门断裂，外箱角部压痕一致。');
  await look(reviewer, 'dl-04-verdict');
  await reviewer.keyboard.press('Control+Enter');
  await expect(reviewer.getByText('责任由谁承担')).toBeVisible();

  await scene.atCase('agent');
  // Whoever decides who answers for it sees what the reviewer saw, and how badly.
  await expect(agent.locator('#findings')).toContainText('运输破损 · 无法使用');
  await expect(agent.locator('#lines')).toContainText('门板 ×1');
  await agent.keyboard.press('2');
  await choose(agent, '责任方', '快递 · 迅川快递');
  await choose(agent, '原因', '人为');
  await look(agent, 'dl-05-liability');
  await agent.keyboard.press('Control+Enter');
  await expect(agent.getByText('给客户什么方案？')).toBeVisible();
  await scene.atCase('agent');
  await look(agent, 'dl-06-offer');
  await agent.keyboard.press('Control+Enter');
  await expect(agent.getByText('客户选择了哪个方案？')).toBeVisible();
  await chooses(scene, /退货/, 'dl-07-choice');

  const sends = await scene.phone();
  await expect(sends.locator('#returned')).toContainText('澜江市望岳区退货仓 3 号');
  await sends.getByLabel('您寄出的快递单号').fill('NQ88231100');
  await sends.getByRole('button', { name: '告诉我们单号' }).click();
  await expect(sends.locator('#returned')).toContainText('NQ88231100');
  await look(sends, 'dl-08-sent-back');
  await scene.later(2 * day);
  const logistics = await scene.at('logistics');
  await logistics.goto(`${desk.url}/desk/returned-goods`);
  await logistics.getByLabel('快递单号', { exact: true }).fill('NQ88231100');
  await logistics.getByLabel('重量（克）').fill('18100');
  await logistics.getByRole('button', { name: '登记', exact: true }).click();
  await expect(logistics.getByText('可以验收')).toBeVisible();
  await look(logistics, 'dl-09-returned-board');
  expect(partner.paid()).toEqual([]);
  await logistics.getByRole('link', { name: '验收' }).click();
  await expect(logistics.getByText('退回的商品验收结果如何？')).toBeVisible();
  await choose(logistics, /^等级/, '报废');
  await logistics.getByLabel('验收备注').fill('柜门断裂，其余完好。');
  await logistics.getByRole('button', { name: '验收通过' }).click();
  await look(logistics, 'dl-10-inspection');
  await logistics.keyboard.press('Control+Enter');
  await expect(logistics.getByText('退回的商品验收结果如何？')).toHaveCount(0);
  await desk.settle();
  expect(partner.paid().map((each) => each.amount_fen)).toEqual([42_900]);

  const done = await scene.phone();
  await look(done, 'dl-11-confirm');
  await replies(scene, '已收到，没有问题');
  await expect(done.getByRole('heading', { level: 1 })).toHaveText('已完成');
  await surveyed(scene, [4, 5, 5]);
  const closed = await scene.atCase('lead');
  await expect(closed.getByText(/^已结案/)).toBeVisible();
  await look(closed, 'dl-12-closed');
});

test('a parcel without a scan for days is traced and lost by the terms of its carrier (IV-3, IN-8)', async ({ browser }) => {
  const orderNo = '26111672000035';
  const orderId = await addSideboardOrder(desk, orderNo, {
    more: {
      state: 'shipped',
      signedAt: undefined,
      parcels: [
        {
          waybill: `7729${orderNo.slice(-8)}31`,
          carrier: 'xunchuan',
          warehouse: 'north',
          state: 'in-transit',
          shippedAt: new Date(desk.clock.now().getTime() - 9 * day).toISOString(),
          scan: { at: new Date(desk.clock.now().getTime() - 8 * day).toISOString(), text: '离开松川分拨中心', place: '松川分拨中心' },
        },
      ],
    },
  });
  const scene = openScene(desk, browser);
  await registers(scene, 'agent', {
    orderId,
    problem: '包裹丢失',
    words: '八天没动静了，是不是丢了？',
    own: async (page) => {
      await page.getByRole('checkbox', { name: /栖木折叠餐边柜/ }).check();
      await look(page, 'dl-21-new');
    },
  });
  const agent = await scene.answers('agent', '订单与客户反映的情况相符吗？', '1', 'Control+Enter');
  await expect(agent.getByText('是否符合受理条件？')).toBeVisible();
  await scene.answers('agent', '是否符合受理条件？', '1', 'Control+Enter');
  await scene.answers('agent', /是破损、丢失/, '2', 'Control+Enter');
  await expect(agent.getByText('查件结果是什么？')).toBeVisible();
  await scene.atCase('agent');
  await look(agent, 'dl-22-trace');
  await agent.getByRole('button', { name: '确认丢失' }).click();
  await agent.getByLabel('怎么查到的').fill('快递 8 天无轨迹，按其条款视为丢失。');
  await agent.keyboard.press('Control+Enter');
  await expect(agent.getByText('责任由谁承担')).toBeVisible();
  await scene.atCase('agent');
  await look(agent, 'dl-23-liability');
});
