#!/usr/bin/env node
// `npm start` and `npm run demo`: installs and builds what is missing or stale, then runs server/main.ts on Node 24.
import { join } from 'node:path';
import { buildWebWhenStale } from './buildWeb.mjs';
import { become, ensureInstalled, root } from './runtime.mjs';

const args = process.argv.slice(2);
const demo = args.includes('--demo');

await ensureInstalled();
await buildWebWhenStale();
await become([join(root, 'server/main.ts'), ...args.filter((arg) => arg !== '--demo')], demo ? { AMENDS_DEMO: '1' } : {});
