import { join } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import { caseRoutes } from '#case/wire.ts';
import { one, sql } from '#platform/db.ts';
import { hour } from '#platform/clock.ts';
import type { Who } from '../cast.ts';
import { atDesk, atPhone, type ServedDesk } from './serve.ts';

const shots = join(import.meta.dirname, '../../node_modules/.cache/amends/procedures');

/** A whole procedure in browsers: people at their desks, the customer at a phone, and the clock that all of them share. */
export interface Scene {
  readonly desk: ServedDesk;
  /** One of the cast at a desk; the same page each time. */
  at(who: Who): Promise<Page>;
  /** One of the cast looks at the case as it stands now, with every panel read. */
  atCase(who: Who): Promise<Page>;
  /** The customer's phone, on the page of the case as it stands now. */
  phone(): Promise<Page>;
  /** Answers the current step of the case by keys. */
  answers(who: Who, ask: string | RegExp, ...keys: string[]): Promise<Page>;
  later(ms: number): Promise<void>;
  /** From here on the scene is about this case. */
  take(number: string): Promise<void>;
  readonly caseId: string;
}

export function openScene(desk: ServedDesk, browser: Browser): Scene {
  const pages = new Map<Who, Page>();
  let phone: Page | undefined;
  let caseId = '';
  const at = async (who: Who): Promise<Page> => {
    const page = pages.get(who) ?? (await atDesk(browser, desk, who));
    pages.set(who, page);
    return page;
  };
  const atCase = async (who: Who): Promise<Page> => {
    const page = await at(who);
    await desk.settle();
    await page.goto(`${desk.url}/desk/cases/${caseId}`);
    await page.waitForLoadState('networkidle');
    await expect(page.locator('.loading')).toHaveCount(0);
    return page;
  };
  return {
    desk,
    at,
    atCase,
    get caseId() {
      return caseId;
    },
    phone: async () => {
      phone ??= await atPhone(browser);
      await desk.settle();
      // The page that an agent can send a link to, whatever the channel carries.
      const { url } = await desk.as('agent').ok(caseRoutes.link, { params: { caseId } });
      await phone.goto(`${desk.url}${new URL(url).pathname}`);
      return phone;
    },
    answers: async (who, ask, ...keys) => {
      const page = await atCase(who);
      await expect(page.locator('#current-step').getByText(ask)).toBeVisible();
      for (const key of keys) await page.keyboard.press(key);
      return page;
    },
    later: async (ms) => {
      await desk.later(ms);
      for (const page of pages.values()) await page.clock.setFixedTime(desk.clock.now());
    },
    take: async (number) => {
      const row = await one(sql<{ id: string }>`select id from cases where number = ${number}`, desk.house.db);
      if (!row) throw new Error(`no case ${number}`);
      caseId = row.id;
    },
  };
}

/** The survey's own link, as the customer was sent it. */
async function surveyPath(desk: ServedDesk, caseId: string): Promise<string> {
  const row = await one(sql<{ body: string }>`select body from messages where case_id = ${caseId} and template = 'survey'`, desk.house.db);
  return /\/s\/[\w-]{22}/.exec(row?.body ?? '')?.[0] ?? '';
}

/** Nothing is wider than the screen, nothing on a Chinese page is a code or a hole; and a picture to look at. */
export async function look(page: Page, name: string): Promise<void> {
  expect(Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'))).toBeLessThanOrEqual(0);
  const said = await page.locator('main').innerText();
  expect(said).not.toMatch(/undefined|\[object|NaN|\{[a-z]|\b[a-z]+\.[a-z]+-[a-z]+\b/);
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

/** Chooses in a list that opens, by the words of its label and of the option. */
export async function choose(page: Page, label: string | RegExp, option: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label, exact: true });
  await box.click();
  if (await box.isEditable()) await box.fill(option);
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
}

/** Registers on the New case page what a customer said about an order; `own` fills what only this procedure asks. */
export async function registers(
  scene: Scene,
  who: Who,
  given: { orderId?: string; problem: string; words: string; own?: (page: Page) => Promise<void> },
): Promise<Page> {
  const page = await scene.at(who);
  await page.goto(`${scene.desk.url}/desk/new${given.orderId ? `?order=${given.orderId}` : ''}`);
  await choose(page, '问题类型', given.problem);
  await choose(page, '来源渠道', '电话');
  await page.getByLabel('客户的原话').fill(given.words);
  await given.own?.(page);
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/desk\/cases\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/C\d{6}-\d+-\d/);
  await scene.take(/C\d{6}-\d+-\d/.exec((await page.getByRole('heading', { level: 1 }).textContent()) ?? '')?.[0] ?? '');
  return page;
}

/** The customer files a report at their phone, known by the tail of their phone number; `tell` fills its second page. */
export async function reportsByPhone(
  scene: Scene,
  browser: Browser,
  given: { playbook: string; orderNo: string; tail: string; tell: (phone: Page) => Promise<void>; photo?: Buffer },
): Promise<Page> {
  const phone = await atPhone(browser);
  const next = (): Promise<void> => phone.getByRole('button', { name: '下一步' }).click();
  await phone.goto(`${scene.desk.url}/report/${given.playbook}`);
  await phone.getByLabel('订单号').fill(given.orderNo);
  await phone.getByLabel('下面任意一项的后四位').fill(given.tail);
  await next();
  await given.tell(phone);
  await look(phone, `${given.playbook}-phone-what`);
  await next();
  if (given.photo) {
    await phone.locator('input[type=file]').first().setInputFiles({ name: '照片.jpg', mimeType: 'image/jpeg', buffer: given.photo });
    await expect(phone.locator('.thumbs img')).toHaveCount(1);
  }
  await next();
  await next();
  await look(phone, `${given.playbook}-phone-review`);
  await phone.getByRole('button', { name: /^提交/ }).click();
  await expect(phone.locator('.done-box')).toContainText('已提交');
  await scene.take(/C\d{6}-\d+-\d/.exec((await phone.locator('.done-box').textContent()) ?? '')?.[0] ?? '');
  await scene.desk.settle();
  return phone;
}

/** The customer gives one of the answers that their page offers. */
export async function replies(scene: Scene, answer: string | RegExp, why?: string): Promise<Page> {
  const phone = await scene.phone();
  await phone.getByRole('radio', { name: answer }).check();
  if (why) await phone.getByLabel('请说明原因').fill(why);
  await phone.getByRole('button', { name: '提交', exact: true }).click();
  await scene.desk.settle();
  return phone;
}

/** The customer chooses one of the remedies on offer. */
export async function chooses(scene: Scene, remedy: string | RegExp, picture?: string): Promise<Page> {
  const phone = await scene.phone();
  if (picture) await look(phone, picture);
  await phone.getByRole('radio', { name: remedy }).check();
  await phone.getByRole('button', { name: '确认选择' }).click();
  await expect(phone.locator('.done-box')).toContainText('已收到您的选择');
  await scene.desk.settle();
  return phone;
}

/** A day after the end the customer is asked, and answers with a score for each question. */
export async function surveyed(scene: Scene, scores: readonly number[]): Promise<void> {
  await scene.later(25 * hour);
  const phone = await scene.phone();
  await phone.goto(`${scene.desk.url}${await surveyPath(scene.desk, scene.caseId)}`);
  for (const [at, score] of scores.entries()) await phone.locator('fieldset.scores').nth(at).locator(`input[value="${score}"]`).check();
  await phone.getByRole('button', { name: '提交评价' }).click();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('感谢您的评价');
}
