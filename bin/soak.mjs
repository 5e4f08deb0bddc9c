#!/usr/bin/env node
// The long runs. `bin/soak` does all of them (every playbook's pairs of edges walked, the crash test, the bench); `bin/soak crash --minutes 30` or `npm run bench` one, with its own arguments.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, fail, root, run, toolEnvironment } from './runtime.mjs';

const long = {
  crash: { file: 'test/crash/run.ts', args: ['--seconds', '1800'] },
  walks: { file: 'node_modules/vitest/vitest.mjs', always: ['run', 'test/walks'], args: [], more: { AMENDS_WALKS: 'pairs' } },
  mutations: { file: 'test/coverage/mutate.ts', args: [] },
  random: { file: 'test/random/run.ts', args: ['--steps', '20000'] },
  bench: { file: 'bench/run.ts', args: ['--cases', '1000000'] },
};

const [name, ...args] = process.argv.slice(2);
if (name && !long[name]) fail(`没有这个长跑：${name}`, `no such run: ${name}; there are ${Object.keys(long).join(', ')}`, 2);

await ensureInstalled();
const runs = name ? [{ ...long[name], args }] : Object.values(long);
let code = 0;
for (const { file, always = [], args: given, more } of runs) {
  if (!existsSync(join(root, file))) fail(`尚无 ${file}`, `${file} is not written yet`);
  console.log(`\n── ${file} ${given.join(' ')}`);
  code ||= await run('node', [file, ...always, ...given], { env: toolEnvironment(more) });
}
process.exitCode = code;
