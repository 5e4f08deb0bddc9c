#!/usr/bin/env node
// The long runs. `bin/soak` does all of them; `bin/soak crash --minutes 30` or `npm run bench` one, with its own arguments.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, fail, root, run } from './runtime.mjs';

const long = {
  crash: { file: 'test/crash/run.ts', args: ['--seconds', '1800'] },
  bench: { file: 'bench/run.ts', args: ['--cases', '1000000'] },
};

const [name, ...args] = process.argv.slice(2);
if (name && !long[name]) fail(`没有这个长跑：${name}`, `no such run: ${name}; there are ${Object.keys(long).join(', ')}`, 2);

await ensureInstalled();
const runs = name ? [[long[name].file, args]] : Object.values(long).map((each) => [each.file, each.args]);
let code = 0;
for (const [file, given] of runs) {
  if (!existsSync(join(root, file))) fail(`尚无 ${file}`, `${file} is not written yet`);
  console.log(`\n── ${file} ${given.join(' ')}`);
  code ||= await run('node', [file, ...given]);
}
process.exitCode = code;
