/**
 * Plants each fault of mutations.ts in a copy of the tree and runs the test that must notice it:
 * `node test/coverage/mutate.ts [--only RE-7]`. A test that stays green is reported, and the run ends with 1.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { mutations } from './mutations.ts';

const root = join(import.meta.dirname, '../..');
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const copy = mkdtempSync(join(tmpdir(), 'amends-mutated-'));
let survived = 0;
try {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  for (const file of files.split('\0').filter(Boolean)) cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const { id, why, file, find, replace, test, title } of mutations) {
    if (values.only && values.only !== id) continue;
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    if (text.split(find).length !== 2) throw new Error(`${id}: ${file} has what is to be replaced ${text.split(find).length - 1} times`);
    writeFileSync(path, text.replace(find, replace));
    const ran = spawnSync('vitest', ['run', test, '--reporter=json', ...(title ? ['-t', title] : [])], {
      cwd: copy,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${dirname(process.execPath)}:${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` },
    });
    writeFileSync(path, text);
    const report = /^\{.*\}$/m.exec(ran.stdout)?.[0] ?? '{}';
    const { numFailedTests = 0 } = JSON.parse(report) as { numFailedTests?: number };
    if (numFailedTests === 0) survived += 1;
    console.log(`${numFailedTests > 0 ? 'noticed ' : 'SURVIVED'} ${id}: ${why} (${test}: ${numFailedTests} failed)`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
process.exit(survived === 0 ? 0 : 1);
