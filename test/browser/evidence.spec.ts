import { writeFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { fileRoutes } from '#case/fileWire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { type ServedDesk, serveDesk } from './serve.ts';
import { addSideboardOrder } from './shopData.ts';

let desk: ServedDesk;
let caseId: string;
test.beforeAll(async () => {
  desk = await serveDesk();
  const orderId = await addSideboardOrder(desk, '26110000006611');
  const order = await desk.as('agent').ok(commerceRoutes.order, { params: { orderId } });
  const line = order.lines[0];
  if (!line) throw new Error('the sideboard has a line');
  const body = {
    shopId: desk.cast.shop,
    orderNo: order.orderNo,
    problem: 'missing.accessory',
    channel: 'byhand' as const,
    words: '柜门少两个铰链，照片在聊天里。',
    lines: [{ orderLineId: line.id, partCode: 'HJ-35', name: '', quantity: 2 }],
    take: true,
  };
  caseId = (await desk.as('agent').ok(intakeRoutes.register, { body })).id;
  await desk.settle();
});
test.afterAll(() => desk.stop());

/** A picture as a phone takes it: large, and of one colour so that it can be told from the others. */
function picture(width: number, height: number, background: string): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

/** Ctrl+V with a picture on the clipboard, as the browser tells a page of it. */
async function paste(page: Page, bytes: Buffer, options: { into?: string; text?: string } = {}): Promise<void> {
  const given = JSON.stringify({ base64: bytes.toString('base64'), into: options.into ?? null, text: options.text ?? null });
  // As text: these are the browser's types, not Node's.
  await page.evaluate(`(({ base64, into, text }) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.codePointAt(0))], 'image.png', { type: 'image/png' }));
    if (text) data.setData('text/plain', text);
    const target = into ? document.querySelector(into) : document.body;
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  })(${given})`);
}

/** How wide a picture came, in its own pixels; 0 while it is on its way. */
function widthOf(picture: Locator): Promise<number> {
  return picture.evaluate((seen) => (seen as unknown as { naturalWidth: number }).naturalWidth);
}

test('an agent pastes a picture, adds files by the button, and looks at them one after the other', async ({ page, context }, info) => {
  await page.clock.setFixedTime(desk.clock.now());
  await desk.signIn(context, 'agent');
  await page.goto(`${desk.url}/desk/cases/${caseId}`);
  const evidence = page.locator('#evidence');
  await expect(evidence).toContainText('按 Ctrl+V 粘贴图片');

  await paste(page, await picture(1200, 800, 'teal'));
  const thumbs = evidence.getByRole('button', { name: /^查看 / });
  await expect(thumbs).toHaveCount(1);
  await expect(evidence).toContainText('1 份');

  const files = [];
  for (const [name, colour] of [
    ['外箱标签.jpg', 'orange'],
    ['门板.jpg', 'purple'],
  ] as const) {
    const path = info.outputPath(name);
    writeFileSync(path, await picture(600, 900, colour));
    files.push(path);
  }
  await evidence.locator('input[type=file]').setInputFiles(files);
  await expect(thumbs).toHaveCount(3);
  for (const thumb of await thumbs.getByRole('img').all()) await expect.poll(() => widthOf(thumb)).toBe(320);

  await evidence.getByRole('button', { name: '查看 image.png' }).click();
  const viewer = page.getByRole('dialog', { name: 'image.png' });
  const shown = viewer.locator('img');
  await expect.poll(() => widthOf(shown)).toBe(1200);
  await expect(viewer).toContainText('我们添加');
  const wide = await shown.boundingBox();
  await viewer.getByRole('button', { name: '旋转 90°' }).click();
  await expect.poll(async () => ((await shown.boundingBox())?.height ?? 0) > ((await shown.boundingBox())?.width ?? 0)).toBe(true);
  expect(wide && wide.width > wide.height).toBe(true);
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map((each) => each.id)).toEqual([]);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('dialog', { name: '外箱标签.jpg' })).toBeVisible();
  await page.getByRole('button', { name: '下一个' }).click();
  await expect(page.getByRole('dialog', { name: '门板.jpg' })).toContainText('3 / 3');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const { items } = await desk.as('agent').ok(fileRoutes.list, { params: { caseId } });
  expect(items.map((item) => [item.name, item.type, item.byKind])).toEqual([
    ['image.png', 'image/jpeg', 'staff'],
    ['外箱标签.jpg', 'image/jpeg', 'staff'],
    ['门板.jpg', 'image/jpeg', 'staff'],
  ]);
});

test('in a text field, text on the clipboard is typed; a picture alone becomes evidence; what is no picture is refused in words', async ({
  page,
  context,
}) => {
  await page.clock.setFixedTime(desk.clock.now());
  await desk.signIn(context, 'agent');
  await page.goto(`${desk.url}/desk/cases/${caseId}`);
  const thumbs = page.locator('#evidence').getByRole('button', { name: /^查看 / });
  // All that the case has so far, from the test before.
  const before = (await desk.as('agent').ok(fileRoutes.list, { params: { caseId } })).items.length;
  await expect(thumbs).toHaveCount(before);
  await paste(page, await picture(40, 40, 'red'), { into: 'textarea', text: '表格里的一格' });
  await paste(page, await picture(80, 80, 'blue'), { into: 'textarea' });
  await expect(thumbs).toHaveCount(before + 1);
  await paste(page, Buffer.from('<html>not a picture</html>'));
  await expect(page.locator('#evidence [role=alert]')).toContainText('只能上传图片、视频、PDF 或 OFD');
  await expect(thumbs).toHaveCount(before + 1);
});
