import { expect, test } from '@playwright/test';
import { shippingRoutes } from '#commerce/shippingWire.ts';
import type { OrderGiven } from '#commerce/wire.ts';
import { choose, chooses, look, openScene, registers, replies, surveyed } from './acting.ts';
import { type ServedDesk, serveDesk } from './serve.ts';
import { addSideboardOrder } from './shopData.ts';

test.use({ actionTimeout: 6_000 });

let desk: ServedDesk;
test.beforeAll(async () => {
  desk = await serveDesk();
});
test.afterAll(() => desk.stop());

/** On its way to where nobody is. */
const wrongWay: Partial<OrderGiven> = {
  state: 'shipped',
  signedAt: undefined,
  shippedAt: '2026-11-16T22:00:00+08:00',
  parcels: [
    {
      waybill: '77290000072',
      carrier: 'xunchuan',
      warehouse: 'north',
      state: 'problem',
      shippedAt: '2026-11-16T22:00:00+08:00',
      scan: { at: '2026-11-20T15:00:00+08:00', text: '收件人称地址有误', place: '松川市' },
    },
  ],
};
const notShipped: Partial<OrderGiven> = { state: 'paid', signedAt: undefined, shippedAt: undefined, parcels: [] };

/** The ERP writes that the address was changed after it had been asked for, and that the label kept the old one. */
async function erpTells(orderNo: string, more: object = {}): Promise<void> {
  await desk.as('operations').ok(shippingRoutes.put, {
    params: { shop: 'qimu', orderNo },
    body: {
      source: 'erp-note',
      key: `NOTE-${orderNo}`,
      field: 'address',
      old: '澜江市望岳区青石路 12 号',
      new: '澜江市高新区软件园 3 栋',
      madeBy: 'staff',
      account: 'kefu03',
      madeAt: '2026-11-16T20:14:00+08:00',
      printedAt: '2026-11-16T20:31:00+08:00',
      label: 'old',
      ...more,
    },
  });
}

test('a change that was asked for and lost: proof, verified information, a new parcel, until the survey (IV-2, IV-6, FU-3, FU-8)', async ({
  browser,
}) => {
  const orderNo = '26111672000001';
  const orderId = await addSideboardOrder(desk, orderNo, { more: wrongWay });
  await erpTells(orderNo, { askedAt: '2026-11-16T20:12:00+08:00', askedHow: 'byhand' });
  const scene = openScene(desk, browser);
  await registers(scene, 'agent', {
    orderId,
    problem: '要求更改未改',
    words: '下单十分钟就跟你们说换成公司地址了，现在显示送到我老家去了。',
    own: async (page) => {
      await choose(page, '哪一项信息', '收货地址');
      await page.getByLabel('应为或被改成的内容').fill('澜江市高新区软件园 3 栋');
      await page.getByLabel('何时要求更改').fill('2026-11-16 20:12');
      await look(page, 'si-01-new');
    },
  });
  const agent = await scene.answers('agent', '是这个订单吗？', '1', 'Control+Enter');
  await expect(agent.getByText('是否符合受理条件？')).toBeVisible();
  await scene.answers('agent', '是否符合受理条件？', '1', 'Control+Enter');
  await expect(agent.getByText('改动是在哪一环丢失或出错的？')).toBeVisible();
  await scene.atCase('agent');
  await expect(agent.locator('#changes')).toContainText(/打印面单前已要求.*在此丢失/s);
  await look(agent, 'si-02-proof');
  await agent.keyboard.press('1');
  await agent.getByLabel('怎么查到的').fill('只写了 ERP 备注，面单 20:31 按旧地址打印。');
  await agent.keyboard.press('Control+Enter');
  await expect(agent.getByText('责任由谁承担')).toBeVisible();
  await choose(agent, '原因', '人为');
  await look(agent, 'si-03-liability');
  await agent.keyboard.press('Control+Enter');
  await expect(agent.getByText('正确的信息是本人提出')).toBeVisible();

  await agent.locator('#changes').getByRole('link', { name: '核查报告' }).click();
  await expect(agent.getByRole('heading', { name: '邮寄信息改动证据' })).toBeVisible();
  await look(agent, 'si-04-report');
  const pdf = await agent.request.get(`${desk.url}${await agent.getByRole('link', { name: 'PDF English' }).getAttribute('href')}`);
  expect([pdf.status(), (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);

  await scene.atCase('agent');
  for (const [tick, how] of [
    ['本人提出', '聊天记录 20:12'],
    ['信息完整', '含门牌与楼层'],
    ['该快递可派送', '网点查询可派送'],
    ['已复述确认', '请客户在页面上确认'],
  ] as const) {
    if (tick !== '已复述确认') await agent.getByRole('checkbox', { name: tick }).check();
    await agent.getByLabel(`${tick}: 依据`).fill(how);
  }
  await agent.getByRole('button', { name: '需客户确认' }).click();
  await agent.getByLabel(/^理由/).fill('请确认楼层与门牌。');
  await look(agent, 'si-05-check');
  await agent.keyboard.press('Control+Enter');
  await expect(agent.getByText('客户确认了吗？')).toBeVisible();
  await replies(scene, '信息无误');

  await scene.atCase('agent');
  for (const tick of ['本人提出', '信息完整', '该快递可派送', '已复述确认']) {
    await agent.getByRole('checkbox', { name: tick }).check();
    await agent.getByLabel(`${tick}: 依据`).fill('客户在页面上确认');
  }
  await agent.keyboard.press('Control+Enter');
  await expect(agent.getByText('给客户什么方案？')).toBeVisible();
  await scene.atCase('agent');
  await look(agent, 'si-06-offer');
  await agent.keyboard.press('Control+Enter');
  await expect(agent.getByText('客户选择了哪个方案？')).toBeVisible();
  await chooses(scene, /重新安排派送/, 'si-07-choice');

  const logistics = await scene.at('logistics');
  await logistics.goto(`${desk.url}/desk/work-board`);
  await logistics.getByRole('button', { name: '请对方办理' }).click();
  await logistics.getByRole('dialog').getByLabel('电话').check();
  await logistics.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(logistics.getByText('已询问：电话')).toBeVisible();
  await look(logistics, 'si-08-work');
  await logistics.getByRole('button', { name: '对方已确认' }).click();
  await logistics.getByRole('dialog').getByLabel('新快递公司').fill('迅川快递');
  await logistics.getByRole('dialog').getByLabel('新快递单号').fill('772900000990188');
  await logistics.getByRole('dialog').getByLabel('说明').fill('网点李师傅电话确认，今晚改派。');
  await logistics.keyboard.press('Control+Enter');
  await expect(logistics.getByText('没有待办')).toBeVisible();

  const phone = await scene.phone();
  await expect(phone.getByText('772900000990188').first()).toBeVisible();
  await look(phone, 'si-09-confirm');
  await replies(scene, '已收到，没有问题');
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('已完成');
  await surveyed(scene, [5, 5, 4]);
  const closed = await scene.atCase('lead');
  await expect(closed.getByText(/^已结案/)).toBeVisible();
  await look(closed, 'si-10-closed');
});

test('a change that nobody asked for: safety notice, and the customer objects at the phone (IN-4, FU-9)', async ({ browser }) => {
  const orderNo = '26111672000019';
  const orderId = await addSideboardOrder(desk, orderNo, { more: notShipped });
  const scene = openScene(desk, browser);
  await registers(scene, 'agent', {
    orderId,
    problem: '未经要求被改',
    words: '我没让改地址，页面上怎么变成别的小区了？',
    own: async (page) => {
      await choose(page, '哪一项信息', '收货地址');
    },
  });
  await erpTells(orderNo, { source: 'oms', account: 'kefu09', label: undefined, printedAt: undefined });
  const agent = await scene.atCase('agent');
  await expect(agent.locator('#changes')).toContainText(/账号安全.*kefu09.*已告知客户/s);
  await look(agent, 'si-21-unasked');
  const phone = await scene.phone();
  await phone.getByLabel('哪里不对').fill('不是我改的，请寄原来的地址。');
  await phone.getByRole('button', { name: '提出异议' }).click();
  await look(phone, 'si-22-objected');
  await scene.atCase('agent');
  await expect(agent.locator('#changes')).toContainText('客户有异议');
  await agent.keyboard.press('1');
  await agent.keyboard.press('Control+Enter');
  await scene.answers('agent', '是否符合受理条件？', '1', 'Control+Enter');
  await scene.answers('agent', '改动是在哪一环丢失或出错的？', '2');
  await agent.getByLabel('怎么查到的').fill('账号 kefu09 改错了订单。');
  await agent.keyboard.press('Control+Enter');
  await expect(agent.getByText('责任由谁承担')).toBeVisible();
  const told = await scene.phone();
  await expect(told.getByText(/密码/).first()).toBeVisible();
  await look(told, 'si-23-safety');
});
