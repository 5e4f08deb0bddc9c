import { type Browser, chromium } from '@playwright/test';
import { browserLaunch } from './chromium.ts';

/** A browser for scripts outside of playwright's own runner; close it when done. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(await browserLaunch());
}
