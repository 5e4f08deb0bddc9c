import { expect, test } from '@playwright/test';
import { choose, chooses, look, openScene, registers, replies, surveyed } from './acting.ts';
import { type ServedDesk, serveDesk } from './serve.ts';
import { addSideboardOrder } from './shopData.ts';

test.use({ actionTimeout: 6_000 });

let desk: ServedDesk;
test.beforeAll(async () => {
  desk = await serveDesk();
});
test.afterAll(() => desk.stop());

test('a wrong page without any order: operations corrects it and reports, the customer is thanked (VE-3, FU-2, FB-7)', async ({
  browser,
}) => {
  const scene = openScene(desk, browser);
  await registers(scene, 'agent', {
    problem: '文字与实物不符',
    words: '没买，只是看到页面写实木，评论里都说是空心的。',
    own: async (page) => {
      await choose(page, '店铺', '栖木家居旗舰店');
      await page.getByLabel('商品名称或页面链接').fill('栖木折叠餐边柜 FC-120');
      await page.getByLabel('页面怎么写、实际是什么').fill('页面写实木，背板是空心的');
      await page.getByLabel('联系人').fill('周');
      await page.getByLabel('电话、邮箱或昵称').fill('19900004401');
      await look(page, 'cc-01-new');
    },
  });
  const operations = await scene.answers('operations', '没有订单也受理', '1');
  await look(operations, 'cc-02-verify');
  await operations.keyboard.press('Control+Enter');
  await expect(operations.getByText('没有订单也受理')).toHaveCount(0);
  await operations.goto(`${desk.url}/desk/work-board`);
  await expect(operations.getByText('更正商品页面').first()).toBeVisible();
  await look(operations, 'cc-03-work');
  await operations.getByRole('button', { name: '回报结果' }).click();
  await operations.getByRole('dialog').getByLabel('说明').fill('材质改为“实木框架＋中空背板”。');
  await look(operations, 'cc-04-report');
  await operations.keyboard.press('Control+Enter');
  await expect(operations.getByText('没有待办')).toBeVisible();

  const agent = await scene.answers('agent', '客户确认办妥了吗，是否满意？', '1');
  await look(agent, 'cc-05-thanks');
  await replies(scene, '已办妥，没有问题');
  const phone = await scene.phone();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('已完成');
  await surveyed(scene, [5, 5, 5]);
  const closed = await scene.atCase('lead');
  await expect(closed.getByText(/^已结案/)).toBeVisible();
  await look(closed, 'cc-06-closed');
});

test('fewer came than were ordered: is it wanted, and another way is offered, chosen and confirmed (IN-8, RE-3, RE-4)', async ({
  browser,
}) => {
  const orderNo = '26111672000051';
  const orderId = await addSideboardOrder(desk, orderNo);
  const scene = openScene(desk, browser);
  await registers(scene, 'agent', {
    orderId,
    problem: '数量不足',
    words: '订了 5 公斤，只来了 4 公斤。',
    own: async (page) => {
      await page.getByLabel('订购数量').fill('5');
      await page.getByLabel('实收数量').fill('4');
      await choose(page, '单位', '千克');
      await look(page, 'cc-11-new');
    },
  });
  const agent = await scene.answers('agent', '订单与客户反映的情况相符吗？', '1', 'Control+Enter');
  await expect(agent.getByText('核实下来是什么情况？')).toBeVisible();
  await scene.atCase('agent');
  await agent.getByRole('button', { name: '数量不足' }).click();
  await agent.getByLabel('怎么查到的').fill('秤上读数照片：4.0 kg。');
  await look(agent, 'cc-12-examine');
  await agent.keyboard.press('Control+Enter');
  await expect(agent.getByText('需要我们补足或调换吗？')).toBeVisible();
  await scene.answers('agent', '需要我们补足或调换吗？', '2', 'Control+Enter');
  await expect(agent.getByText('给客户什么方案？')).toBeVisible();
  await scene.atCase('agent');
  await look(agent, 'cc-13-offer');
  await agent.keyboard.press('Control+Enter');
  await expect(agent.getByText('客户选择了哪个方案？')).toBeVisible();
  await chooses(scene, /积分/, 'cc-14-choice');
  await scene.answers('agent', '客户确认办妥了吗，是否满意？', '1', 'Control+Enter');
  await expect(agent.getByText(/^已结案/)).toBeVisible();
  await look(agent, 'cc-15-closed');
});
