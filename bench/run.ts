// What must be fast, measured against PostgreSQL's own limit: `npm run bench -- --cases 100000`; `bin/soak bench` with 1,000,000.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { measureClocks } from './clocks.ts';
import { fillCases } from './fill.ts';
import { type Installation, openInstallation, programDatabase } from './installation.ts';
import { timeRequests, type Timed, workLists } from './lists.ts';
import { loadNow } from './processor.ts';
import { closeRecorder } from './queries.ts';
import { measureRegistering } from './registering.ts';
import { type Results, tableOf } from './report.ts';
import { measureRecall, searches, timeTexts } from './search.ts';
import { type Seeded, seedShop } from './seed.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '5' },
    times: { type: 'string', default: '60' },
    /** register, lists, search, clocks, import; all when left out. */
    only: { type: 'string', multiple: true },
  },
});
const cases = Number(values.cases);
const small = Math.min(10_000, cases);
/** A copy from when there were few cases: growth is measured in turns with it, because the machine is shared. */
const smallDatabase = 'bench_small';
const wants = (part: string): boolean => values.only === undefined || values.only.includes(part);
const folder = join(import.meta.dirname, 'results');
const plans: Record<string, string> = {};
const results: Results = { at: new Date().toISOString(), cases, cores: cpus().length, loadBefore: loadNow(), portal: portalScript() };

const installation = await openInstallation();
const pool = new pg.Pool({ connectionString: installation.url, max: 2 });
// Copying a database ends idle connections; each query opens a new one.
pool.on('error', () => undefined);
try {
  const orders = Math.ceil(Number(values.seconds) * (Number(values.rounds) + 1) * 900) + 1000;
  const seeded = await seedShop(installation.url, pool, wants('register') ? orders : Math.max(1000, Math.min(cases / 10, 100_000)));
  await (await installation.start()).stop(); // puts the playbooks in
  say('filling', small);
  await fillCases(pool, seeded.cast, 0, small, cases);
  if (wants('register')) {
    say('registering against the limit, in turns');
    results.registering = await measureRegistering(
      installation,
      seeded,
      { next: 0, end: orders },
      { rounds: Number(values.rounds), seconds: Number(values.seconds) },
    );
  }
  if (cases > small) {
    if (wants('lists')) await installation.copy(programDatabase, smallDatabase);
    say('filling', cases);
    await fillCases(pool, seeded.cast, small, cases, cases);
  }
  if (wants('lists')) results.lists = await lists(installation, seeded, cases > small ? installation.database(smallDatabase) : undefined);
  if (wants('search')) results.search = await search(installation, seeded);
  if (wants('clocks')) {
    say('clocks');
    results.clocks = await measureClocks(pool, installation.url, installation);
  }
} finally {
  results.loadAfter = loadNow();
  writeDown();
  await closeRecorder();
  await pool.end();
  await installation.stop();
}
if (wants('import')) spawnSync(process.execPath, [join(import.meta.dirname, 'import.ts')], { stdio: 'inherit' });

function writeDown(): void {
  mkdirSync(folder, { recursive: true });
  const name = `${results.at.slice(0, 10)}-${cases}`;
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(results, null, 2)}\n`);
  for (const [list, plan] of Object.entries(plans))
    writeFileSync(join(folder, `${name}-${list.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.txt`), `${plan}\n`);
  console.log(tableOf(results));
}

async function lists({ url, start }: Installation, seeded: Seeded, fewer: string | undefined): Promise<Timed[]> {
  say('work lists');
  const running = await start();
  try {
    const asked = workLists.map((each) => ({ ...each, cookies: seeded.sessionsOf[each.who] }));
    return await timeRequests(asked, { port: running.port, url, small: fewer, times: Number(values.times), plans });
  } finally {
    await running.stop();
  }
}

async function search({ url, start }: Installation, seeded: Seeded): Promise<NonNullable<Results['search']>> {
  say('search');
  const running = await start();
  try {
    const asked = searches.map((text) => ({
      name: `search ${text}`,
      who: 'operations',
      path: `/api/v1/search?q=${encodeURIComponent(text)}`,
      cookies: seeded.sessionsOf.operations,
    }));
    const requests = await timeRequests(asked, { port: running.port, url, times: Number(values.times), plans });
    return { requests, texts: await timeTexts(url, Number(values.times)), recall: await measureRecall(pool, url, cases) };
  } finally {
    await running.stop();
  }
}

/** Script of the portal's first load as it goes over the wire; null when it isn't built. */
function portalScript(): number | null {
  const built = join(import.meta.dirname, '../dist/web/portal');
  if (!existsSync(built)) return null;
  const scripts = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.js') && statSync(join(built, file)).isFile(),
  );
  return scripts.reduce((sum, file) => sum + gzipSync(readFileSync(join(built, file))).length, 0);
}

function say(...what: unknown[]): void {
  console.log('·', new Date().toISOString().slice(11, 19), ...what);
}
