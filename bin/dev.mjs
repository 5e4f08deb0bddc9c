#!/usr/bin/env node
// For working on the program: as `npm start`, but the server starts again when its files change. Arguments go to server/main.ts.
import { join } from 'node:path';
import { buildWebWhenStale } from './buildWeb.mjs';
import { become, ensureInstalled, root } from './runtime.mjs';

const args = process.argv.slice(2);
await ensureInstalled();
await buildWebWhenStale();
await become(
  [
    ...['server', 'playbooks'].map((folder) => `--watch-path=${join(root, folder)}`),
    '--watch-preserve-output',
    join(root, 'server/main.ts'),
    ...args.filter((arg) => arg !== '--demo'),
  ],
  args.includes('--demo') ? { AMENDS_DEMO: '1' } : {},
);
