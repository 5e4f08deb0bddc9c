import { expect, type Page, test } from '@playwright/test';
import { changeMeRoute } from '#staff/wire.ts';
import type { Who } from '../cast.ts';
import { axe, goTo, openPage, picture, settled } from './looking.ts';
import { ledCase, pagesOfCases } from './pagesData.ts';
import { type ServedDesk, serveDesk } from './serve.ts';

// Each walk has a house of its own, so that they can go at the same time.
test.describe.configure({ mode: 'parallel' });

let desk: ServedDesk;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  desk = await serveDesk();
  for (const orderNo of ['26110000020031', '26110000020038']) await ledCase(desk, orderNo, 'carry-out');
  await ledCase(desk, '26110000020045', 'carry-out', 'refund');
  await ledCase(desk, '26110000020052', 'enquire');
  pages.push(...(await pagesOfCases(desk)));
});
test.afterAll(() => desk.stop());

/** Each page, who opens it, and its heading in both languages; those of single cases come once the cases are there. */
const pages: (readonly [path: string, who: Who, zh: string, en: string])[] = [
  ['/resends', 'logistics', '补发看板', 'Resend board'],
  ['/returned-goods', 'logistics', '退货看板', 'Returned goods'],
  ['/work-board', 'logistics', '待办看板', 'Work board'],
  ['/coupon-pools', 'operations', '优惠券池', 'Coupon pools'],
  ['/deliveries', 'delivery', '我的配送', 'My deliveries'],
  ['/questions', 'logistics', '协查', 'Questions'],
  ['/messages', 'agent', '消息待办', 'Messages waiting'],
  ['/payouts', 'finance', '打款', 'Payouts'],
  ['/ledger', 'lead', '赔付台账', 'Ledger'],
  ['/reconciliation', 'lead', '对账', 'Reconciliation'],
  ['/intents', 'lead', '待确认指令', 'Uncertain intents'],
  ['/answers', 'agent', '答复与查询', 'Answers'],
  ['/recoveries', 'claims', '追偿', 'Recovery'],
  ['/surveys', 'lead', '客户评价', 'Survey answers'],
  ['/approvals', 'lead', '待审批', 'To approve'],
  ['/appeals', 'lead', '复核', 'Appeals'],
  ['/incidents', 'lead', '批量事件', 'Incidents'],
  ['/silent', 'lead', '久未告知', 'Silent too long'],
  ['/public-wordings', 'operations', '公开回复话术', 'Public wordings'],
  ['/authority', 'operations', '审批权限', 'Authority'],
  ['/policies', 'operations', '赔付规则', 'Policy tables'],
  ['/policies/missing-parts', 'operations', '遗失配件赔付规则', 'Policy for missing parts'],
  ['/liability-rules', 'operations', '定责规则', 'Liability rules'],
  ['/problems', 'operations', '问题类型', 'Problems'],
  ['/tiers', 'operations', '会员等级', 'Tiers'],
  ['/platform-limits', 'operations', '平台时限', 'Platform limits'],
  ['/new', 'agent', '新建工单', 'New case'],
  ['/imports', 'operations', '导入', 'Imports'],
  ['/shops', 'administrator', '店铺', 'Shops'],
  ['/warehouses', 'administrator', '仓库', 'Warehouses'],
  ['/carriers', 'administrator', '快递公司', 'Carriers'],
  ['/people', 'administrator', '人员', 'People'],
  ['/teams', 'administrator', '小组', 'Teams'],
  ['/keys', 'administrator', 'API 密钥', 'API keys'],
  ['/mail', 'administrator', '邮件', 'Mail'],
  ['/common-complaints', 'administrator', '常见投诉', 'Common complaints'],
  ['/calendar', 'operations', '日历', 'Calendar'],
  ['/settings', 'agent', '我的设置', 'My settings'],
];

/** The desk speaks the language that the person has chosen on the server. */
async function speak(lang: 'zh' | 'en'): Promise<void> {
  for (const who of new Set(pages.map(([, who]) => who))) await desk.as(who).ok(changeMeRoute, { body: { lang } });
}

/** Every page, person after person: by its address, as a bookmark does, or from inside, as the desk's own links do. */
async function* walk(page: Page, way: 'by address' | 'from inside'): AsyncGenerator<(typeof pages)[number]> {
  for (const [who, theirs] of Map.groupBy(pages, ([, who]) => who))
    for (const [at, each] of theirs.entries()) {
      if (at === 0 || way === 'by address') await openPage(desk, page, who, each[0]);
      else await goTo(page, each[0]);
      yield each;
    }
}

// Words differ by language and colours by scheme, neither by the other: each of both once.
for (const [lang, scheme] of [
  ['zh', 'light'],
  ['en', 'dark'],
] as const)
  test(`every page opens and axe finds nothing (${lang}, ${scheme})`, async ({ page }) => {
    test.setTimeout(150_000);
    await speak(lang);
    await page.emulateMedia({ colorScheme: scheme });
    const found: string[] = [];
    for await (const [path, , zh, en] of walk(page, scheme === 'light' ? 'by address' : 'from inside')) {
      await expect(page.getByRole('heading', { level: 1, name: lang === 'zh' ? zh : en, exact: true })).toBeVisible();
      await settled(page);
      found.push(...(await axe(page)).map((each) => `${path}: ${each}`));
      await picture(page, `${path}-${lang}-${scheme}`);
    }
    await speak('zh');
    expect(found).toEqual([]);
  });

test('at 380 px no page is wider than the screen', async ({ page }) => {
  test.setTimeout(100_000);
  await page.setViewportSize({ width: 380, height: 844 });
  const wide: string[] = [];
  for await (const [path, , zh] of walk(page, 'from inside')) {
    await expect(page.getByRole('heading', { level: 1, name: zh, exact: true })).toBeAttached();
    await settled(page);
    await picture(page, `${path}-380`);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    if (Number(width) > 380) wide.push(`${path} ${String(width)}`);
  }
  expect(wide).toEqual([]);
});
