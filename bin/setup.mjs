#!/usr/bin/env node
// Makes a clean clone ready for work: installs, builds the pages, and says which browser the tests will use.
import { existsSync } from 'node:fs';
import { buildWebWhenStale } from './buildWeb.mjs';
import { ensureInstalled, say } from './runtime.mjs';

await ensureInstalled();
await buildWebWhenStale();
const own = existsSync('/usr/bin/chromium');
say(
  `浏览器测试使用${own ? '系统的 /usr/bin/chromium' : ' npm 安装的 Chromium'}`,
  `browser tests use ${own ? '/usr/bin/chromium' : 'the Chromium that npm installed'}`,
);
say('就绪：npm start、npm run demo、npm test', 'ready: npm start, npm run demo, npm test');
