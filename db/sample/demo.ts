import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { day, settableClock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { inTransaction, jsonb, one, openDatabase, sql } from '#platform/db.ts';
import { migrate } from '#platform/migrate.ts';
import { systemActor } from '#platform/actor.ts';
import { type Amends, openAmends } from '../../server/main.ts';
import { seedAllCases } from './allCases.ts';
import { pastSize } from './pastCases.ts';
import { reservePast } from './fillPast.ts';
import { sampleOrderNo } from './handMadeOrders.ts';
import { lateOrders } from './lateOrders.ts';
import { seedOrders } from './orders.ts';
import { samplePassword, samplePeople, seedPeople } from './people.ts';
import { trackingFeed } from './trackingFeed.ts';

export interface Demo {
  /** The settings with the partners that the demo brings along. */
  readonly config: Config;
  /** Who to sign in as, and where things lie. */
  readonly lines: readonly string[];
  stop(): Promise<void>;
}

/**
 * `npm run demo`: the product with the sample shop, named people, cases in every stage, and its partners played by processes
 * of their own (refunds, mail, tracking, parcels stopped and turned), so that nothing leaves this machine. A data folder that is filled already stays as it is; one
 * whose filling was cut off is emptied and filled again.
 */
export async function prepareDemo(config: Config, url: string): Promise<Demo> {
  mkdirSync(config.dataDir, { recursive: true });
  const letters = join(config.dataDir, 'demo-letters.jsonl');
  const refunds = join(config.dataDir, 'demo-refunds.jsonl');
  const found = await stateOf(url);
  if (found === 'cut-off') {
    console.log('· 上次填充中断，重新开始……  the last filling was cut off; starting over …');
    for (const path of [letters, refunds, join(config.dataDir, 'files')]) rmSync(path, { recursive: true, force: true });
    await emptyDatabase(url);
  }
  const payment = startPartner('payment.ts', [
    '--secret',
    'demo',
    '--book',
    refunds,
    '--callback',
    `${config.publicUrl}/partner/payment/callback`,
  ]);
  const mail = startPartner('mailbox.ts', ['--file', letters]);
  const tracking = startPartner('tracking.ts', ['--customer', 'QIHE', '--key', 'demo', '--salt', demoSalt]);
  const intercept = startPartner('intercept.ts', ['--key', 'demo', '--secret', 'demo', '--answer-after', '20000']);
  const [paymentPort, mailPort, trackingPort, interceptPort] = await Promise.all([payment.port, mail.port, tracking.port, intercept.port]);
  const trackingUrl = `http://127.0.0.1:${trackingPort}`;
  const withPartners: Config = {
    ...config,
    payment: { url: `http://127.0.0.1:${paymentPort}`, secret: 'demo' },
    mail: { host: '127.0.0.1', port: mailPort, secure: false, from: '栖木家居售后 <after-sales@qimu.example>' },
  };
  if (found !== 'filled') await fill(withPartners, url);
  await tellTracking(trackingUrl, url);
  const past = startPast(config, url);
  const late = join(config.dataDir, 'late-orders.csv');
  writeFileSync(late, lateOrders(new Date()));
  return {
    config: {
      ...withPartners,
      tracking: { url: trackingUrl, customer: 'QIHE', key: 'demo', salt: demoSalt },
      intercept: { url: `http://127.0.0.1:${interceptPort}`, key: 'demo', secret: 'demo', salt: demoSalt },
    },
    lines: [
      `演示数据，登录密码均为 ${samplePassword} / demo data, everybody's password is ${samplePassword}`,
      ...samplePeople.map((person) => `  ${person.login.padEnd(9)} ${person.name}  ${person.words}`),
      `可试的订单号 / an order to try: ${sampleOrderNo.lightEarphones}（客户页面用尾号 0033 / on the customer's page with the tail 0033）`,
      `待导入的订单文件 / orders to import (Taobao layout): ${late}`,
      `发出的邮件 / letters sent: ${letters}`,
      '十二个月的历史工单正在后台补齐，约一两分钟，其间一切照常可用 / twelve months of past cases are being added meanwhile, a minute or two',
      `物流查询的模拟方 / the double of the tracking source: ${trackingUrl} (test/doubles/tracking.md)`,
    ],
    stop: async () => {
      await Promise.all([payment, mail, tracking, intercept, past].map((each) => each.stop()));
    },
  };
}

const demoSalt = 'a salt of the demo';
const marker = 'demo.filling';

/**
 * What an earlier start left. Only a filling that was begun and not ended is `cut-off`: nobody has worked with those data,
 * since the program serves only what is filled. Data without a marker that hold anybody are somebody's, and stay.
 */
async function stateOf(url: string): Promise<'empty' | 'cut-off' | 'filled'> {
  const store = openDatabase(url, { max: 1 });
  try {
    const row = await one(
      sql<{ filling: string | null; anybody: boolean }>`select (select value #>> '{}' from settings where key = ${marker}) as filling,
        exists (select from staff) as anybody`,
      store.db,
    );
    if (row?.filling === 'begun') return 'cut-off';
    return row?.anybody ? 'filled' : 'empty';
  } finally {
    await store.close();
  }
}

/** As before the first start: no table is left but those that the migrations make. */
async function emptyDatabase(url: string): Promise<void> {
  const store = openDatabase(url, { max: 1 });
  try {
    for (const schema of ['public', 'pgboss']) await sql`drop schema if exists ${sql.ref(schema)} cascade`.execute(store.db);
    await sql`create schema public`.execute(store.db);
  } finally {
    await store.close();
  }
  await migrate(url);
}

/** The tracking source knows the sample's parcels; told anew at each start, since it keeps nothing. */
async function tellTracking(trackingUrl: string, url: string): Promise<void> {
  const store = openDatabase(url, { max: 1 });
  try {
    const parcels = await trackingFeed(store.db, new Date());
    const told = await fetch(`${trackingUrl}/control/parcels`, { method: 'POST', body: JSON.stringify(parcels) });
    if (!told.ok) throw new Error(`the tracking double answered ${told.status}`);
  } finally {
    await store.close();
  }
}

async function mark(amends: Amends, state: 'begun' | 'done'): Promise<void> {
  await sql`insert into settings (key, value, changed_at, changed_by) values (${marker}, ${jsonb(state)}, ${amends.house.clock.now()}, 'sample')
    on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at`.execute(amends.house.db);
}

/** Fills the sample with a clock that starts some days ago, so that its cases are where their days have brought them. */
async function fill(config: Config, url: string): Promise<void> {
  console.log('· 正在准备演示店铺（约 30 秒）……  preparing the sample shop (about 30 s) …');
  const now = new Date();
  // Playbooks and policies are in force from before the first case.
  const clock = settableClock(new Date(now.getTime() - 30 * day));
  const amends = await openAmends({ ...config, logLevel: 'error' }, unhurried(url), { clock });
  try {
    await mark(amends, 'begun');
    await reservePast(amends.house.db, now, sizeOfPast());
    const shops = await seedOrders(amends.house.db, now);
    const { ids, team } = await inTransaction(amends.house.db, (tx) => seedPeople({ tx, now, actor: systemActor, cause: 'sample' }, shops));
    await seedAllCases(amends, clock, { now, ids, team, shops });
    await mark(amends, 'done');
  } finally {
    await amends.close();
  }
}

/** Commits aren't waited for on the disk: a filling that is cut off starts over anyway, and its last mark is written after all else. */
function unhurried(url: string): string {
  const address = new URL(url);
  address.searchParams.set('options', '-c synchronous_commit=off');
  return address.href;
}

/** A year in full; fewer where somebody sets so (tests). */
function sizeOfPast(): number {
  const given = Number(process.env['AMENDS_DEMO_PAST'] ?? pastSize);
  return Number.isSafeInteger(given) && given >= 0 ? given : pastSize;
}

/** Adds the past twelve months once the desk answers, in a process of its own; what a break left is added at the next start. */
function startPast(config: Config, url: string): Pick<Partner, 'stop'> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'fillPast.ts')], {
    env: { ...process.env, DATABASE_URL: unhurried(url), DESK_URL: `http://127.0.0.1:${config.port}` },
    stdio: ['pipe', 'inherit', 'inherit'],
    detached: true,
  });
  return { stop: () => ended(child) };
}

interface Partner {
  readonly port: Promise<number>;
  stop(): Promise<void>;
}

/** A partner in a process of its own; it ends when its standard input closes, so it never outlives the demo. */
function startPartner(file: string, args: readonly string[]): Partner {
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, '../../test/doubles', file), ...args], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    // The terminal's Ctrl-C is for the program: it ends its partners when it no longer needs them.
    detached: true,
  });
  return {
    port: new Promise((resolve, reject) => {
      if (!child.stdout) return reject(new Error('a partner has an output'));
      child.on('error', reject);
      createInterface({ input: child.stdout }).once('line', (line) => resolve((JSON.parse(line) as { port: number }).port));
    }),
    stop: () => ended(child),
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}
