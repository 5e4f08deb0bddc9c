import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { answersRoutes } from '#answers/wire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { questionRoutes } from '#investigation/questionWire.ts';
import type { Who } from '../cast.ts';
import { choose } from './acting.ts';
import { axe, openPage, picture } from './looking.ts';
import { ledCase } from './pagesData.ts';
import { type ServedDesk, serveDesk } from './serve.ts';

let desk: ServedDesk;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  desk = await serveDesk();
  for (const orderNo of ['26110000020031', '26110000020038']) await ledCase(desk, orderNo, 'carry-out');
  await ledCase(desk, '26110000020045', 'carry-out', 'refund');
  await ledCase(desk, '26110000020052', 'enquire');
});
test.afterAll(() => desk.stop());

const open = (page: Page, who: Who, path: string): Promise<void> => openPage(desk, page, who, path);

test('logistics exports the open resends and takes the file back: numbers go in, bad rows are named, again changes nothing (FU-14)', async ({
  page,
}) => {
  await open(page, 'logistics', '/resends');
  await expect(page.getByRole('row', { name: /铰链/ })).toHaveCount(2);
  await page.getByRole('button', { name: '导出全部待发' }).click();
  await page.getByRole('radio', { name: /CSV/ }).check();
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: '导出', exact: true }).click();
  const file = await (await download).path();
  await expect(page.getByText('已导出 2 条')).toBeVisible();
  const [head = '', first = '', second = ''] = (await readFile(file, 'utf8')).trim().split('\r\n');
  expect(head).toContain('"快递单号"');
  const fill = (line: string, waybill: string): string => line.replace(/"","","",""$/, `"迅川快递","${waybill}","已发货",""`);
  const back = [head, fill(first, '7729000000001'), fill(second, '12')].join('\r\n');
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();

  const give = async (text: string): Promise<void> => {
    await page.locator('input[type=file]').setInputFiles({ name: '仓库回传.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') });
  };
  await page.getByRole('button', { name: '导入仓库回传' }).click();
  await give(back);
  await expect(page.getByText('已更新 1')).toBeVisible();
  await expect(page.getByText('未导入 1')).toBeVisible();
  await expect(page.getByRole('dialog').getByRole('row').nth(1)).toContainText('3');
  expect(await axe(page)).toEqual([]);
  await picture(page, '/resends-import-result');
  await page.getByRole('button', { name: '再导入一个' }).click();
  await give(back);
  await expect(page.getByText('无变化 1')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
  await page.getByRole('button', { name: /^运输中/ }).click();
  await expect(page.getByText(/7729000000001/)).toBeVisible();
  const { items } = await desk.as('logistics').ok(fulfilmentRoutes.resends, { query: { state: 'shipped' } });
  expect(items.map((each) => each.waybill)).toEqual(['7729000000001']);
});

test('logistics enters a number by hand with the keys', async ({ page }) => {
  await ledCase(desk, '26110000020101', 'carry-out');
  await open(page, 'logistics', '/resends');
  await expect(page.getByRole('row', { name: /26110000020101/ })).toBeVisible();
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '快递公司' }).fill('迅川快递');
  await dialog.getByLabel('快递单号').fill('77290000');
  await dialog.getByLabel('快递单号').press('Control+Enter');
  await expect(page.getByText('单号已登记，客户会收到通知')).toBeVisible();
});

test('a policy with a bad cell is refused where it stands; mended, it becomes a new version', async ({ page }) => {
  await open(page, 'operations', '/policies/missing-parts');
  const cell = page.getByRole('textbox', { name: '第 1 行 缺失配件价值（分）' });
  await cell.fill('<= fifty');
  await cell.press('Tab');
  await page.getByRole('button', { name: '发布新版本' }).click();
  await page.getByLabel('改了什么、为什么').fill('配件价值上限提高到 600 元');
  await page.getByRole('dialog').getByRole('button', { name: '发布新版本' }).click();
  await expect(page.getByText('有 1 个单元格需要修改')).toBeVisible();
  await expect(cell).toHaveAttribute('aria-invalid', 'true');
  expect(await axe(page)).toEqual([]);
  await picture(page, '/policies-refused');
  await cell.fill('<= 60000');
  await cell.press('Tab');
  await page.getByLabel('缺失配件价值（元）').fill('8.00');
  await page.getByLabel('配件库存', { exact: true }).fill('enough');
  await page.getByRole('button', { name: '试算' }).click();
  await expect(page.getByText(/符合 \d 行/)).toBeVisible();
  await picture(page, '/policies-dry-run');
  await page.getByRole('button', { name: '发布新版本' }).click();
  await page.getByLabel('改了什么、为什么').fill('配件价值上限提高到 600 元');
  await page.getByRole('dialog').getByRole('button', { name: '发布新版本' }).click();
  await expect(page.getByText('第 2 版已发布')).toBeVisible();
  await expect(page.getByText('配件价值上限提高到 600 元')).toBeVisible();
});

test('a question is answered, and answers pasted from a group find their cases', async ({ page }) => {
  await open(page, 'logistics', '/questions');
  const asked = await desk.as('logistics').ok(questionRoutes.list, { query: {} });
  const question = asked.items[0];
  if (!question) throw new Error('the playbook asks the warehouse');
  await page.getByRole('button', { name: '答复', exact: true }).first().click();
  await page.getByLabel('对方的答复（原话）').fill('装箱视频 14:02:11 只放入 2 个铰链');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('答复已录入工单')).toBeVisible();
  await page.getByRole('button', { name: '已答复' }).click();
  await expect(page.getByText('装箱视频 14:02:11 只放入 2 个铰链')).toBeVisible();

  const other = await ledCase(desk, '26110000020108', 'enquire');
  await page.getByRole('button', { name: '待答复' }).click();
  await page.keyboard.press('u');
  await expect(page.getByRole('link', { name: other.number })).toBeVisible();
  const open2 = await desk.as('logistics').ok(questionRoutes.list, { query: {} });
  const waybill = open2.items.find((each) => each.caseNumber === other.number)?.waybills[0] ?? '';
  await page.getByRole('button', { name: '粘贴答复' }).click();
  await page.getByLabel('粘贴对方的答复').fill(`${waybill} 称重偏轻，漏装一袋\n这条没有单号`);
  await page.getByRole('button', { name: '识别' }).click();
  await expect(page.getByText('识别到 1 条')).toBeVisible();
  await expect(page.getByText('这条没有单号')).toBeVisible();
  await picture(page, '/questions-readings');
  await page.getByRole('button', { name: '录入 1 条答复' }).click();
  await expect(page.getByText('已录入 1 条答复')).toBeVisible();
});

test('an order file with columns of its own is mapped, goes in, and its bad row is refused into a file', async ({ page }) => {
  await open(page, 'operations', '/imports');
  await page.getByLabel('店铺', { exact: true }).click();
  await page.getByTitle('栖木家居旗舰店').last().click();
  await page.getByLabel('文件版式').click();
  await page.getByTitle('通用订单（自定义列）').last().click();
  const text =
    '单子号,订单状态,付款时间,实付,宝贝,数量\n2611209900001,已发货,2026-11-18 10:00:00,429.00,栖木折叠餐边柜,1\n2611209900002,已发货,2026-11-18 10:00:00,四百,栖木折叠餐边柜,1\n';
  await page.locator('input[type=file]').setInputFiles({ name: '订单.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') });
  await expect(page.getByText('列的对应关系').first()).toBeVisible();
  await expect(page.getByText('还缺必填字段：订单编号')).toBeVisible();
  await expect(page.getByRole('button', { name: '开始导入' })).toBeDisabled();
  await page.getByLabel('订单编号', { exact: true }).click();
  await page.getByTitle('单子号').last().click();
  await page.getByLabel('标题', { exact: true }).click();
  await page.getByTitle('宝贝', { exact: true }).last().click();
  expect(await axe(page)).toEqual([]);
  await picture(page, '/imports-mapping');
  await page.getByRole('button', { name: '开始导入' }).click();
  await expect(page.getByText('排队中').or(page.getByText('导入中'))).toBeVisible();
  await page.clock.resume();
  await desk.settle();
  await expect(page.getByText('已完成')).toBeVisible();
  await expect(page.getByText('新增 1')).toBeVisible();
  await expect(page.getByText(/未导入 1 行/)).toBeVisible();
  await picture(page, '/imports-done');
});

test('a person is added with a link that is shown once, switched off, and that is undone', async ({ page }) => {
  await open(page, 'administrator', '/people');
  await page.getByRole('button', { name: '新增人员' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('姓名').fill('罗一');
  await dialog.getByLabel('账号').fill('luoyi');
  expect(await axe(page)).toEqual([]);
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.locator('.secret')).toContainText('/set-password#');
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
  await expect(page.getByRole('row', { name: /罗一/ })).toContainText('未设密码');
  await page.getByRole('button', { name: '更多: 罗一' }).click();
  await page.getByRole('menuitem', { name: '停用' }).click();
  await expect(page.getByText('已停用 罗一')).toBeVisible();
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(page.getByRole('row', { name: /罗一/ })).not.toContainText('已停用');
});

test('a day off is set in the calendar', async ({ page }) => {
  await open(page, 'operations', '/calendar');
  await page.getByRole('button', { name: /^11 月 24 日/ }).click();
  await page.getByLabel('名称（如：盘点）').fill('盘点');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('button', { name: '11 月 24 日 盘点' })).toBeVisible();
});

test('a role that may not see a page is told so', async ({ page }) => {
  await open(page, 'agent', '/people');
  await expect(page.getByRole('alert')).toContainText('您的角色没有此项权限');
  await expect(page.getByRole('navigation').getByRole('link', { name: '店铺与人员' })).toHaveCount(0);
});

test('a price and an answer time are kept on the answers page, and what was looked up goes into the case (EX-1, EX-11)', async ({
  page,
}) => {
  const csv = '澜江市/望岳区,Lanjiang/Wangyue,本地,可派送\n松川市/北渡镇,Songchuan/Beidu,外围,可派送';
  await desk.as('operations').ok(answersRoutes.importPlaces, { body: { carrierId: desk.cast.carrier, csv } });
  await open(page, 'operations', '/answers');
  const dialog = page.getByRole('dialog');
  const saved = async (): Promise<void> => {
    await dialog.getByRole('button', { name: '保存' }).click();
    await expect(dialog).toHaveCount(0);
  };
  await page.getByRole('button', { name: /^运费试算/ }).click();
  await page.getByRole('button', { name: '新增运价' }).click();
  await dialog.getByRole('combobox', { name: '快递', exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('迅川快递').click();
  await dialog.getByLabel('服务', { exact: true }).fill('标准件');
  await dialog.getByLabel('服务（英文）').fill('Standard');
  await dialog.getByLabel('来源', { exact: true }).fill('迅川价目表');
  await dialog.getByLabel('首重（元）').fill('12');
  await dialog.getByLabel('续重（元）').fill('4');
  expect(await axe(page)).toEqual([]);
  await picture(page, '/answers-tariff');
  await saved();
  await page.getByRole('button', { name: '修改 迅川快递 *' }).click();
  await dialog.getByLabel('续重（元）').fill('5');
  await saved();
  await expect(page.getByRole('row', { name: /标准件/ })).toContainText('¥5.00');
  await page.getByLabel('寄件地').fill('望岳');
  await page.getByLabel('收件地').fill('北渡镇');
  await page.getByRole('button', { name: '试算', exact: true }).click();
  await expect(page.getByRole('row', { name: /¥12\.00.*示例，未核实/ })).toBeVisible();
  await page.getByRole('button', { name: '登记为工单' }).click();
  await expect(dialog.getByLabel('客户怎么问的')).toHaveValue('从望岳寄到北渡镇，1 千克，运费多少、几天到？');
  await dialog.getByRole('button', { name: '取消' }).click();

  await page.getByRole('button', { name: /^外部投诉/ }).click();
  await page.getByRole('button', { name: '修改 市场监管 12315' }).click();
  await dialog.getByLabel('答复期限（天）').fill('5');
  await dialog.getByLabel('来源', { exact: true }).fill('公司规定');
  await dialog.getByLabel('来源（英文）').fill('company rule');
  await saved();
  await expect(page.locator('#authorities')).toContainText('5 个工作日');
  await picture(page, '/answers-external');
});

test('a shop says where goods come back to, and a playbook for which shops it is (FU-11, OR-1)', async ({ page }) => {
  await open(page, 'administrator', '/shops');
  const dialog = page.getByRole('dialog');
  const edit = (): Promise<void> => page.getByRole('button', { name: '修改 栖木家居旗舰店' }).click();
  await edit();
  await dialog.getByLabel('退货地址（中文）').fill('澜江市北仓路 8 号 退货组');
  await expect(dialog.getByRole('button', { name: '保存' })).toBeDisabled();
  await dialog.getByLabel('退货地址（英文）').fill('Returns, 8 Beicang Road, Lanjiang');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toHaveCount(0);
  await edit();
  await expect(dialog.getByLabel('退货地址（中文）')).toHaveValue('澜江市北仓路 8 号 退货组');
  await dialog.getByRole('button', { name: '取消' }).click();

  await open(page, 'operations', '/playbooks/cod-refusal');
  const card = page.locator('#shops');
  await choose(page, '适用店铺', '栖木家居旗舰店');
  await page.keyboard.press('Escape');
  await card.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('已保存')).toBeVisible();
  await page.reload();
  await expect(card).toContainText('栖木家居旗舰店');
});
