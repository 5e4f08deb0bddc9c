import { defineConfig } from '@playwright/test';
import { browserLaunch } from './test/chromium.ts';

export default defineConfig({
  testDir: 'test/browser',
  testMatch: '**/*.spec.ts',
  globalSetup: './test/globalSetup.ts',
  outputDir: 'node_modules/.cache/amends/browser-results',
  workers: 3,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    launchOptions: await browserLaunch(),
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    trace: 'off',
  },
  projects: [
    {
      name: 'desk',
      testIgnore: ['**/deskPhone.spec.ts', '**/portal.spec.ts', '**/delivery.spec.ts'],
      use: { viewport: { width: 1440, height: 900 } },
    },
    {
      name: 'phone',
      testIgnore: ['desk', 'deskPanels', 'evidence', 'pages', 'everyPage', 'wholeCase', 'firstRun', 'payouts', 'procedure*'].map(
        (name) => `**/${name}.spec.ts`,
      ),
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
  ],
});
