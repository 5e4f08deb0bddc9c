#!/usr/bin/env node
// `npm test`: everything that must hold, as one readable list. `npm test -- types lint` runs only the steps named.
// Each check counts as one; test steps count their tests. The last line is `N passed, N failed`.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, root, run, toolEnvironment } from './runtime.mjs';

const reports = mkdtempSync(join(tmpdir(), 'amends-ci-'));
const vitestReport = join(reports, 'vitest.json');
const browserReport = join(reports, 'browser.json');

const steps = [
  { name: 'install', step: installs },
  { name: 'lockfile', step: check('node', ['bin/lock.mjs', '--check']) },
  { name: 'types', step: check('tsc', ['-b', 'tsconfig.json', 'tsconfig.web.json', 'tsconfig.portal.json']) },
  { name: 'lint', step: check('oxlint', ['--type-aware']) },
  { name: 'format', step: check('biome', ['format', '--colors=off', '.']) },
  { name: 'unused', step: check('knip', ['--no-progress']) },
  {
    name: 'tests',
    step: tests('vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${vitestReport}`], vitestReport, countVitest),
  },
  { name: 'web', step: check('node', ['bin/buildWeb.mjs']) },
  { name: 'browser', step: tests('playwright', ['test', '--reporter=line,json'], browserReport, countPlaywright, 'playwright.config.ts') },
  // Killing and waiting leaves the processor to the browsers: the crash run goes beside them.
  { name: 'crash', beside: 'browser', step: check('node', ['test/crash/run.ts', '--seconds', '30'], 'test/crash/run.ts') },
];

const only = process.argv.slice(2);
const unknown = only.filter((name) => !steps.some((each) => each.name === name));
if (unknown.length > 0) {
  console.error(`no such step: ${unknown.join(', ')}; there are ${steps.map((each) => each.name).join(', ')}`);
  process.exit(2);
}

const began = Date.now();
const done = [];
const wanted = steps.filter(({ name }) => only.length === 0 || only.includes(name));
for (const first of wanted) {
  if (wanted.some((each) => each.name === first.beside)) continue;
  const together = [first, ...wanted.filter((each) => each.beside === first.name)];
  console.log(`\n── ${together.map((each) => each.name).join(' and ')}`);
  const from = Date.now();
  const counts = await Promise.all(
    together.map(async ({ name, step }) => ({ name, ...(await step()), seconds: (Date.now() - from) / 1000 })),
  );
  done.push(...counts);
  if (counts.some(({ name, failed }) => name === 'install' && failed > 0)) break;
}
rmSync(reports, { recursive: true });

console.log('');
for (const { name, passed, failed, note, seconds } of done) {
  const outcome = failed > 0 ? 'FAILED' : note ? 'absent' : 'ok';
  console.log(`${outcome.padEnd(7)}${name.padEnd(10)}${seconds.toFixed(1).padStart(7)} s  ${note ?? `${passed} passed, ${failed} failed`}`);
}
const passed = done.reduce((sum, each) => sum + each.passed, 0);
const failed = done.reduce((sum, each) => sum + each.failed, 0);
console.log(`${''.padEnd(17)}${((Date.now() - began) / 1000).toFixed(1).padStart(7)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

async function installs() {
  await ensureInstalled();
  return { passed: 1, failed: 0 };
}

/** A step that passes or fails as a whole. With `file`: a part that may not exist yet, and then is said to be absent. */
function check(command, args, file) {
  return async () => {
    if (file && !existsSync(join(root, file))) return absent(file);
    const code = await run(command, args);
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  };
}

function tests(command, args, report, count, file) {
  return async () => {
    if (file && !existsSync(join(root, file))) return absent(file);
    const code = await run(command, args, { env: testEnvironment() });
    if (!existsSync(report)) return { passed: 0, failed: 1 };
    const counted = count(JSON.parse(readFileSync(report, 'utf8')));
    if (counted.skipped > 0) console.log(`${counted.skipped} tests were skipped: a skipped test counts as failed`);
    // A runner that fails without a failed test met an error outside of its tests, or found none.
    const failures = counted.failed + counted.skipped;
    return { passed: counted.passed, failed: failures === 0 && (code !== 0 || counted.passed === 0) ? 1 : failures };
  };
}

function absent(file) {
  console.log(`absent: ${file} is not written yet`);
  return { passed: 0, failed: 0, note: `${file} is not written yet` };
}

function countVitest(report) {
  const skipped = report.numPendingTests + report.numTodoTests;
  // A file that can't be loaded has no tests: it counts as one failure.
  const unloaded = report.testResults.filter((each) => each.status === 'failed' && each.assertionResults.length === 0).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded, skipped };
}

function countPlaywright({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

/** Tests see no settings of the machine's owner: a DATABASE_URL in his shell must not be what they write to. */
function testEnvironment() {
  const ours = [
    'DATABASE_URL',
    'DATABASE_DIRECT_URL',
    'DATA_DIR',
    'PUBLIC_URL',
    'HOST',
    'PORT',
    'WORK_HEALTH_PORT',
    'SECRET_KEY',
    'SECRET_KEY_OLD',
    'AMENDS_DEMO',
    'TRUST_PROXY',
    'LOG_LEVEL',
  ];
  const kept = Object.entries(process.env).filter(([name]) => !ours.includes(name) && !/^(SMTP|PAYMENT|TRACKING)_/.test(name));
  return toolEnvironment({ PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport }, Object.fromEntries(kept));
}
