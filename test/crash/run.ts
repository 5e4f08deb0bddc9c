/**
 * Kills the program (kill -9, now and then its PostgreSQL with it) again and again while eight clients register cases and
 * choose remedies, then counts: every acknowledged case is there once, no refund and no resend twice, clocks intact.
 *
 *   node test/crash/run.ts --seconds 30
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { systemClock } from '#platform/clock.ts';
import { openDatabase } from '#platform/db.ts';
import { urlOfRunning } from '#platform/embeddedPostgres.ts';
import { seedCast } from '../cast.ts';
import { startPaymentDouble } from '../doubles/paymentDouble.ts';
import { whatIsWrong } from './check.ts';
import { type Acknowledged, work } from './client.ts';
import { seedCrashOrders } from './orders.ts';
import { freePort, program } from './program.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '30' }, minutes: { type: 'string' }, keep: { type: 'boolean', default: false } },
});
const seconds = values.minutes ? Number(values.minutes) * 60 : Number(values.seconds);
const clients = 8;

const dataDir = mkdtempSync(join(tmpdir(), 'amends-crash-'));
const port = await freePort();
const partner = await startPaymentDouble({ callbackUrl: `http://127.0.0.1:${port}/partner/payment/callback` });
const amends = program(dataDir, port, { PAYMENT_URL: partner.url, PAYMENT_SECRET: partner.secret, PUBLIC_URL: `http://127.0.0.1:${port}` });
const seen: Acknowledged = { cases: new Map(), choices: new Map(), surprises: [] };
let code = 1;
try {
  await amends.start();
  const { cookie, orders } = await seed();
  const until = Date.now() + seconds * 1000;
  let stopped = false;
  const going = { base: amends.base, cookie, orders, stopped: () => stopped };
  const working = Array.from({ length: clients }, (_, n) => work(n, going, seen));
  const { kills, slowest } = await killUntil(until);
  stopped = true;
  await Promise.all(working);
  const wrong = await settled();
  const paid = partner.paid();
  console.log(
    `${seconds} s, ${kills} kills (a third with PostgreSQL), slowest start ${Math.round(slowest)} ms: ${seen.cases.size} cases acknowledged, ${seen.choices.size} remedies chosen, ${paid.length} refunds in the partner's book`,
  );
  for (const each of wrong.slice(0, 20)) console.log(`WRONG ${each}`);
  const worked = kills >= Math.floor(seconds / 10) && seen.cases.size > 0 && paid.length > 0;
  if (!worked) console.log('WRONG the run did not get to do anything worth counting');
  code = wrong.length === 0 && worked ? 0 : 1;
} finally {
  await amends.kill();
  await partner.stop();
  if (!values.keep) await cleanUp();
}
process.exit(code);

async function seed(): Promise<{ cookie: string; orders: string[] }> {
  const url = await urlOfRunning(dataDir);
  if (!url) throw new Error('the program is ready but its database is not');
  const store = openDatabase(url);
  try {
    const cast = await seedCast({ db: store.db, clock: systemClock });
    return { cookie: cast.cookie('operations'), orders: await seedCrashOrders(amends.base, cast.cookie('operations'), 200) };
  } finally {
    await store.close();
  }
}

async function killUntil(until: number): Promise<{ kills: number; slowest: number }> {
  let kills = 0;
  let slowest = 0;
  await partner.steer({ mode: 'drop-after', times: 3 });
  while (Date.now() < until) {
    await pause(Math.min(2000 + (kills % 5) * 700, Math.max(0, until - Date.now())));
    const postgres = kills % 3 === 2 ? postmasterPid() : null;
    await amends.kill();
    if (postgres) process.kill(postgres, 'SIGKILL');
    kills += 1;
    slowest = Math.max(slowest, await amends.start());
    await partner.steer({ mode: kills % 2 === 0 ? 'drop-after' : 'slow', times: 2, delayMs: 300 });
  }
  await partner.steer({ mode: 'ok' });
  return { kills, slowest };
}

function postmasterPid(): number | null {
  try {
    return Number(readFileSync(join(clusterDir(), 'postmaster.pid'), 'utf8').split('\n')[0]) || null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function clusterDir(): string {
  // As root the cluster may lie elsewhere; the data folder then says where.
  try {
    return readFileSync(join(dataDir, 'postgres.place'), 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return join(dataDir, 'postgres');
    throw error;
  }
}

/** Gives the program time to finish what it owes (asking the partner by key backs off), then counts. */
async function settled(): Promise<string[]> {
  let wrong: string[] = [];
  for (let i = 0; i < 45; i += 1) {
    await pause(2000);
    const url = await urlOfRunning(dataDir);
    if (!url) continue;
    wrong = await whatIsWrong(url, seen, partner.paid());
    if (wrong.length === 0) return wrong;
  }
  return wrong;
}

async function cleanUp(): Promise<void> {
  await pause(500);
  const pid = postmasterPid();
  if (pid) {
    try {
      process.kill(pid, 'SIGQUIT');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    await pause(1000);
  }
  rmSync(dataDir, { recursive: true, force: true });
}
