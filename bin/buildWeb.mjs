#!/usr/bin/env node
// Builds web/desk and web/portal into dist/web, each only when a file that goes into it changed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, hashOf, makeFolder, root, run, say } from './runtime.mjs';

const parts = [
  { name: 'desk', from: ['web/desk', 'web/ui'] },
  { name: 'portal', from: ['web/portal'] },
];

/** `always` builds even what is fresh. */
export async function buildWebWhenStale(always = false) {
  for (const { name, from } of parts) {
    const config = `web/${name}/vite.config.ts`;
    if (!existsSync(join(root, config))) continue;
    const out = join(root, 'dist/web', name);
    const marker = join(root, 'dist/web', `.${name}`);
    const hash = hashOf(
      [...from, 'server', 'package-lock.json'].map((path) => join(root, path)),
      goesIn,
    );
    if (!always && existsSync(out) && existsSync(marker) && readFileSync(marker, 'utf8') === hash) continue;
    say(`正在构建 ${name} 页面……`, `Building the ${name} pages …`);
    const code = await run('vite', viteArguments(name));
    if (code !== 0) fail(`页面构建失败：web/${name}`, `The build of web/${name} failed for the reason above.`);
    makeFolder(join(root, 'dist/web'));
    writeFileSync(marker, hash);
  }
}

/** How vite is told to build a part. */
export function viteArguments(name) {
  return [
    'build',
    '--config',
    `web/${name}/vite.config.ts`,
    '--outDir',
    join(root, 'dist/web', name),
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ];
}

/** Of the server, pages import only what it says on the wire. */
function goesIn(file) {
  if (!file.startsWith(join(root, 'server'))) return !/\.test\.tsx?$/.test(file);
  return /(\/wire|\/contract|\/words(\.\w+)?|Wire|Words)\.ts$/.test(file);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await buildWebWhenStale(process.argv.includes('--always'));
