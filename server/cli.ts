import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fastify, type FastifyInstance } from 'fastify';
import { backup, restore } from '#platform/backup.ts';
import { type Config, loadConfig } from '#platform/config.ts';
import { startEmbedded, urlOfRunning } from '#platform/embeddedPostgres.ts';
import { type HealthParts, mountHealth } from '#platform/health.ts';
import { type Lifetime, untilItEnds } from '#platform/lifetime.ts';
import { migrate } from '#platform/migrate.ts';
import { explainRefusal } from '#platform/problem.ts';
import { refuse, type Result } from '#platform/result.ts';
import { explainListenFault, explainStartFault, ListenFault } from '#platform/startFaults.ts';
import { PlaybookFault } from '#case/module.ts';
import { ensureFirstAdministratorLink } from '#staff/module.ts';
import { openAmends, refusals } from './main.ts';

const usage = `amends <command>
  all      (default) database, pages, API and worker in one process   数据库、网页、接口与后台任务
  serve    pages and API only          只提供网页与接口
  work     worker only                 只运行后台任务
  migrate  bring the database up to date and stop   升级数据库结构后退出
  import   --shop CODE --layout taobao|generic|goods FILE  导入订单或商品
  backup   FOLDER                      备份到文件夹
  restore  FOLDER                      从备份恢复（数据目录须为空）`;

/** Runs one command of the program; every fault is said in plain words in both languages, with the way out. */
export async function runCommand(args: readonly string[]): Promise<void> {
  const [command = 'all', ...rest] = args;
  const config = await loadConfig();
  const work = commands[command];
  if (!work) return showUsage(command === 'help' ? 0 : 2);
  const staysUp = ['all', 'serve', 'work'].includes(command);
  await untilItEnds({ staysUp, explain: (error) => wordsFor(error, config) }, (life) => work({ config, life, args: rest }));
}

interface Asked {
  readonly config: Config;
  readonly life: Lifetime;
  readonly args: readonly string[];
}

const commands: Readonly<Record<string, (asked: Asked) => Promise<void>>> = {
  all: (asked) => serveAndWork(asked, { serve: true, work: true }),
  serve: (asked) => serveAndWork(asked, { serve: true, work: false }),
  work: (asked) => serveAndWork(asked, { serve: false, work: true }),
  migrate: async (asked) => {
    await openMigrated(asked);
    say('数据库结构已是最新。', 'The database is up to date.');
  },
  import: importFrom,
  backup: backupTo,
  restore: restoreFrom,
};

function showUsage(code: number): void {
  console.log(usage);
  process.exitCode = code;
}

interface Store {
  readonly url: string;
  readonly directUrl: string;
}

/** The database of the settings: an external one as it is, else our own, started here. */
async function openStore({ config, life }: Asked): Promise<Store> {
  if (config.databaseUrl) return { url: config.databaseUrl, directUrl: config.databaseDirectUrl ?? config.databaseUrl };
  const starting = startEmbedded({ dataDir: config.dataDir, log: (line) => console.log(`· ${line}`) });
  life.stops.push(async () => {
    // A start that failed is told below, where it is awaited.
    const started = await starting.catch(() => null);
    if (started?.ok) await started.value.stop();
  });
  const { url, died } = orRefused(await starting);
  void died.then((why) =>
    life.fail(`PostgreSQL 意外停止，程序随之退出；重新启动即可恢复。\nPostgreSQL ended unexpectedly; start again to recover.\n${why}`),
  );
  return { url, directUrl: url };
}

/** As openStore, brought up to date; beside a program that runs on the same data, its database. */
async function openMigrated(asked: Asked): Promise<Store> {
  const running = asked.config.databaseUrl ? undefined : await urlOfRunning(asked.config.dataDir);
  const store = running ? { url: running, directUrl: running } : await openStore(asked);
  await migrate(store.directUrl, (name) => say(`升级数据库结构 ${name}`, `migrating ${name}`));
  return store;
}

/** What was asked for can't be done: said in both languages, exit code 1. */
class RefusedCommand extends Error {}

function orRefused<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const words = (['zh', 'en'] as const).map((lang) => explainRefusal(refusals, result.refused, lang, 'agent').detail);
  throw new RefusedCommand(words.join('\n'));
}

/** Faults of the set-up that say in words what to do; anything else is a fault of ours and shows where. */
function wordsFor(error: unknown, config: Config): string | undefined {
  if (error instanceof RefusedCommand || error instanceof PlaybookFault) return error.message;
  return explainStartFault(error, config.dataDir);
}

async function serveAndWork(asked: Asked, parts: { serve: boolean; work: boolean }): Promise<void> {
  const { config, life } = asked;
  const store = await openStore(asked);
  await migrate(store.directUrl, (name) => say(`升级数据库结构 ${name}`, `migrating ${name}`));
  const demo = config.demo ? await (await import('../db/sample/demo.ts')).prepareDemo(config, store.url) : null;
  if (demo) life.stops.push(() => demo.stop());
  const amends = await openAmends(demo?.config ?? config, store.url, { directUrl: store.directUrl });
  life.stops.push(() => amends.close());
  if (parts.serve) await listen(amends.app, config);
  if (parts.work) await amends.work();
  if (!parts.serve) return tellOfWorker(asked, amends.health);
  console.log(`\n  善后 Amends  ${config.publicUrl}\n`);
  const link = await ensureFirstAdministratorLink(amends.house);
  if (link) console.log(`  首次使用，请打开此一次性链接创建管理员 / first administrator, one-time link:\n  ${link}\n`);
  for (const line of demo?.lines ?? []) console.log(`  ${line}`);
}

/** A worker serves nothing; with WORK_HEALTH_PORT its health can be asked. */
async function tellOfWorker({ config, life }: Asked, health: HealthParts): Promise<void> {
  say('后台任务已启动。', 'The worker is running.');
  if (config.workHealthPort === undefined) return;
  const app = fastify();
  life.stops.push(() => app.close());
  mountHealth(app, health);
  await listen(app, { host: config.host, port: config.workHealthPort });
}

async function listen(app: FastifyInstance, { host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const words = explainListenFault(error, host, port);
    throw words ? new ListenFault(words) : error;
  }
}

async function importFrom(asked: Asked): Promise<void> {
  const { config, life, args } = asked;
  const named = (name: string): string | undefined => {
    const at = args.indexOf(`--${name}`);
    return at >= 0 ? args[at + 1] : undefined;
  };
  const shop = named('shop');
  const file = args.at(-1);
  if (!shop || !file || file.startsWith('--') || args.length < 3) return showUsage(2);
  const store = await openMigrated(asked);
  const amends = await openAmends(config, store.url, { directUrl: store.directUrl });
  life.stops.push(() => amends.close());
  const { importFile } = await import('#commerce/module.ts');
  const done = orRefused(
    await importFile(amends.house, {
      shopCode: shop,
      layout: named('layout') ?? 'taobao',
      path: resolve(file),
      report: (progress) =>
        console.log(
          `· ${progress.read} 行已读 / read，${progress.taken} 新增或更新 / taken，${progress.unchanged} 无变化 / unchanged，${progress.refused} 拒收 / refused`,
        ),
    }),
  );
  if (done.refusedFile === null) return;
  const target = join(process.cwd(), `refused-${Date.now()}.csv`);
  await writeFile(target, done.refusedFile, { mode: 0o600 });
  say(`拒收的行及原因见 ${target}`, `refused rows and their reasons: ${target}`);
}

async function backupTo(asked: Asked): Promise<void> {
  const { config, args } = asked;
  if (config.databaseUrl) return orRefused(refuse('backup.external'));
  const [target] = args;
  if (target === undefined) return showUsage(2);
  const store = await openMigrated(asked);
  orRefused(await backup(store.url, config.dataDir, resolve(target)));
  say(`备份完成：${resolve(target)}`, `backed up to ${resolve(target)}`);
}

async function restoreFrom({ config, args }: Asked): Promise<void> {
  const [target] = args;
  if (target === undefined) return showUsage(2);
  orRefused(await restore(resolve(target), config.dataDir));
  say(`已恢复到 ${config.dataDir}，现在可以启动。`, `restored into ${config.dataDir}; you can start now.`);
}

function say(zh: string, en: string): void {
  console.log(`· ${zh}  ${en}`);
}
