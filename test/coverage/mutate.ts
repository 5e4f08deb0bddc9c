/**
 * Plants each fault of mutations.ts in a copy of the tree and runs the test that must notice it:
 * `node test/coverage/mutate.ts [--only RE-7]`. A test that stays green, or isn't green without the fault, is reported, and the run ends with 1.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
    if (failedIn(test, title) !== 0) {
      survived += 1;
      console.log(`BROKEN   ${id}: ${test} does not pass without the fault`);
      continue;
    }
    writeFileSync(
      path,
      text.replace(find, () => replace),
    );
    const failed = failedIn(test, title);
    writeFileSync(path, text);
    const noticed = failed !== null && failed > 0;
    if (!noticed) survived += 1;
    console.log(`${noticed ? 'noticed ' : 'SURVIVED'} ${id}: ${why} (${test}: ${failed ?? 'no'} failed)`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
process.exit(survived === 0 ? 0 : 1);

/** How many tests fail; null when there was none to run. */
function failedIn(test: string, title: string | undefined): number | null {
  const file = join(copy, 'report.json');
  rmSync(file, { force: true });
  spawnSync('vitest', ['run', test, '--reporter=json', `--outputFile=${file}`, ...(title ? ['-t', title] : [])], {
    cwd: copy,
    env: { ...process.env, PATH: `${dirname(process.execPath)}:${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` },
  });
  if (!existsSync(file)) return null;
  const { numFailedTests, numPassedTests } = JSON.parse(readFileSync(file, 'utf8')) as { numFailedTests: number; numPassedTests: number };
  return numFailedTests + numPassedTests === 0 ? null : numFailedTests;
}
