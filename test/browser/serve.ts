import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { settableClock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import type { Who } from '../cast.ts';
import { freshDatabase } from '../database.ts';
import { type Desk, openDesk, storyStart } from '../desk.ts';
import { ensureFirstAdministratorLink } from '#staff/invitations.ts';
import { openAmends } from '../../server/main.ts';

export interface ServedDesk extends Desk {
  readonly url: string;
  /** Puts the session of one of the cast into a browser. */
  signIn(context: BrowserContext, who: Who): Promise<void>;
  stop(): Promise<void>;
}

/** The whole product on a free port, for a real browser. Its clock stands still unless the test moves it. */
export async function serveDesk(config: Partial<Config> = {}): Promise<ServedDesk> {
  mustBeBuilt();
  const desk = await openDesk({ config });
  const url = await desk.app.listen({ host: '127.0.0.1', port: 0 });
  return {
    ...desk,
    url,
    signIn: (context, who) => context.addCookies([{ name: 'amends_session', value: desk.cast.cookie(who), url }]),
    stop: () => desk.close(),
  };
}

export interface EmptyHouse {
  readonly url: string;
  /** The way into an installation without anybody, as `npm start` prints it. */
  readonly firstLink: string;
  stop(): Promise<void>;
}

/** The product on a database with nobody and nothing in it. */
export async function serveEmptyHouse(): Promise<EmptyHouse> {
  mustBeBuilt();
  const config = {
    demo: false,
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://desk.test',
    dataDir: mkdtempSync(join(tmpdir(), 'amends-empty-')),
    logLevel: 'error' as const,
    trustProxy: false,
  };
  const amends = await openAmends(config, await freshDatabase(), { clock: settableClock(storyStart) });
  const url = await amends.app.listen({ host: '127.0.0.1', port: 0 });
  const link = await ensureFirstAdministratorLink(amends.house);
  if (link === null) throw new Error('somebody is there already');
  return { url, firstLink: link.replace(config.publicUrl, url), stop: () => amends.close() };
}

/** A person at a desk of 1440 px, whose clock is the house's. */
export async function atDesk(browser: Browser, desk: ServedDesk, who: Who): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  await desk.signIn(context, who);
  const page = await context.newPage();
  await page.clock.setFixedTime(desk.clock.now());
  return page;
}

/** A customer with a phone of 390 px. */
export async function atPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  return context.newPage();
}

function mustBeBuilt(): void {
  if (!existsSync(join(import.meta.dirname, '../../dist/web/desk/index.html')))
    throw new Error('the pages are not built: npm run build:web');
}
