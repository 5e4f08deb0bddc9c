import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Who } from '../cast.ts';
import type { ServedDesk } from './serve.ts';

/** Opens a page of the desk by its address, as one of the cast. */
export async function openPage(desk: ServedDesk, page: Page, who: Who, path: string): Promise<void> {
  await page.clock.setFixedTime(desk.clock.now());
  await desk.signIn(page.context(), who);
  await page.goto(`${desk.url}/desk${path}`);
}

/** Goes to another page of the desk without loading the program again, as its own links do. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(`history.pushState({}, '', ${JSON.stringify(`/desk${path}`)}); dispatchEvent(new PopStateEvent('popstate'))`);
}

export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.loading')).toHaveCount(0);
  await expect(page.locator('main [role=alert]')).toHaveCount(0);
}

/** What axe finds against WCAG 2.2 AA. */
export async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** Pictures for looking at, when asked for. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder) await page.screenshot({ path: `${folder}/${name.slice(1).replaceAll('/', '-')}.png`, fullPage: true });
}
