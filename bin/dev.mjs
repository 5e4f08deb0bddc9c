#!/usr/bin/env node
// For working on the program: as `npm start`, but the server starts again when its files change, and changed pages are built
// again (then reload the browser). Arguments go to server/main.ts.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildWebWhenStale, viteArguments } from './buildWeb.mjs';
import { become, ensureInstalled, root, toolEnvironment } from './runtime.mjs';

const args = process.argv.slice(2);
await ensureInstalled();
await buildWebWhenStale();
const builders = ['desk', 'portal'].map((name) =>
  spawn('vite', [...viteArguments(name), '--watch'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: toolEnvironment() }),
);
process.on('exit', () => builders.forEach((each) => each.kill()));
await become(
  [
    // The server reads the portal's style sheet and script once.
    ...['server', 'playbooks', 'web/portal', 'dist/web/portal'].map((folder) => `--watch-path=${join(root, folder)}`),
    '--watch-preserve-output',
    join(root, 'server/main.ts'),
    ...args.filter((arg) => arg !== '--demo'),
  ],
  args.includes('--demo') ? { AMENDS_DEMO: '1' } : {},
);
