import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { backup, restore } from '#platform/backup.ts';
import { type Config, loadConfig } from '#platform/config.ts';
import { startEmbedded, urlOfRunning } from '#platform/embeddedPostgres.ts';
import { MigrationFault, migrate } from '#platform/migrate.ts';
import { explainRefusal } from '#platform/problem.ts';
import type { Refusal } from '#platform/result.ts';
import { PlaybookFault } from '#case/module.ts';
import { ensureFirstAdministratorLink } from '#staff/module.ts';
import { openAmends, refusals } from './main.ts';

const usage = `amends <command>
  all      (default) database, pages, API and worker in one process   数据库、网页、接口与后台任务
  serve    pages and API only          只提供网页与接口
  work     worker only                 只运行后台任务
  migrate  bring the database up to date and stop   升级数据库结构后退出
  import   --shop CODE --layout taobao|generic FILE  导入订单或商品
  backup   FOLDER                      备份到文件夹
  restore  FOLDER                      从备份恢复（数据目录须为空）`;

/** Runs one command of the program; every fault is said in plain words in both languages, with the way out. */
export async function runCommand(args: readonly string[]): Promise<void> {
  const [command = 'all', ...rest] = args;
  const config = await loadConfig();
  switch (command) {
    case 'all':
      return serveAndWork(config, { serve: true, work: true });
    case 'serve':
      return serveAndWork(config, { serve: true, work: false });
    case 'work':
      return serveAndWork(config, { serve: false, work: true });
    case 'migrate':
      return withStore(config, () => Promise.resolve(say('数据库结构已是最新。', 'The database is up to date.')));
    case 'import':
      return withStore(config, (store) => importFrom(config, store, rest));
    case 'backup':
      return backupTo(config, rest[0]);
    case 'restore':
      return restoreFrom(config, rest[0]);
    default:
      console.log(usage);
      process.exitCode = command === 'help' ? 0 : 2;
  }
}

interface Store {
  readonly url: string;
  readonly directUrl: string;
  readonly died: Promise<string> | null;
  stop(): Promise<void>;
}

/** The database of the settings: an external one as it is, else our own, started here or found running beside us. */
async function openStore(config: Config): Promise<Store> {
  if (config.databaseUrl)
    return {
      url: config.databaseUrl,
      directUrl: config.databaseDirectUrl ?? config.databaseUrl,
      died: null,
      stop: () => Promise.resolve(),
    };
  const started = await startEmbedded({ dataDir: config.dataDir, log: (line) => console.log(`· ${line}`) });
  if (started.ok)
    return { url: started.value.url, directUrl: started.value.url, died: started.value.died, stop: () => started.value.stop() };
  return stopWith(started.refused);
}

function stopWith(refused: Refusal): never {
  console.error(explainRefusal(refusals, refused, 'zh', 'agent').detail);
  console.error(explainRefusal(refusals, refused, 'en', 'agent').detail);
  process.exit(1);
}

async function serveAndWork(config: Config, parts: { serve: boolean; work: boolean }): Promise<void> {
  const store = await openStore(config);
  // What is to be stopped, last started first: whatever ends the program, PostgreSQL is ended cleanly with it.
  const stops = [() => store.stop()];
  const ending = { begun: false };
  const end = async (code: number): Promise<void> => {
    if (ending.begun) return;
    ending.begun = true;
    for (const stop of stops.toReversed()) await stop();
    process.exit(code);
  };
  process.on('SIGINT', () => void end(0));
  process.on('SIGTERM', () => void end(0));
  void store.died?.then((why) => {
    if (ending.begun) return;
    console.error(`PostgreSQL 意外停止，程序随之退出；重新启动即可恢复。 PostgreSQL ended unexpectedly; start again to recover.\n${why}`);
    void end(1);
  });
  try {
    await start(config, store, parts, stops);
  } catch (error) {
    if (ending.begun) return;
    console.error(isExpected(error) ? error.message : error);
    await end(1);
  }
}

async function start(
  config: Config,
  store: Store,
  parts: { serve: boolean; work: boolean },
  stops: (() => Promise<void>)[],
): Promise<void> {
  await migrate(store.directUrl, (name) => say(`升级数据库结构 ${name}`, `migrating ${name}`));
  const demo = config.demo ? await (await import('../db/sample/demo.ts')).prepareDemo(config, store.url) : null;
  if (demo) stops.push(() => demo.stop());
  const amends = await openAmends(demo?.config ?? config, store.url, { directUrl: store.directUrl });
  stops.push(() => amends.close());
  if (parts.serve) await listen(amends.app, config);
  if (parts.work) await amends.work();
  if (!parts.serve) return say('后台任务已启动。', 'The worker is running.');
  console.log(`\n  善后 Amends  ${config.publicUrl}\n`);
  const link = await ensureFirstAdministratorLink(amends.house);
  if (link) console.log(`  首次使用，请打开此一次性链接创建管理员 / first administrator, one-time link:\n  ${link}\n`);
  for (const line of demo?.lines ?? []) console.log(`  ${line}`);
}

/** Faults of the set-up that say in words what to do; anything else is a fault of ours and shows where. */
function isExpected(error: unknown): error is Error {
  return error instanceof MigrationFault || error instanceof PlaybookFault || error instanceof PortInUse;
}

class PortInUse extends Error {}

async function listen(app: Awaited<ReturnType<typeof openAmends>>['app'], config: Config): Promise<void> {
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new PortInUse(
      `端口 ${config.port} 已被占用：请设置 PORT 换一个，或先停止占用它的程序。\nPort ${config.port} is in use: set PORT to another, or stop what is using it.`,
    );
  }
}

/** Short commands work beside a running program on the same data. */
async function withStore(config: Config, work: (store: Store) => Promise<void>): Promise<void> {
  const running = config.databaseUrl ? undefined : await urlOfRunning(config.dataDir);
  const store = running ? { url: running, directUrl: running, died: null, stop: () => Promise.resolve() } : await openStore(config);
  try {
    await migrate(store.directUrl, (name) => say(`升级数据库结构 ${name}`, `migrating ${name}`));
    await work(store);
  } finally {
    await store.stop();
  }
}

async function importFrom(config: Config, store: Store, args: readonly string[]): Promise<void> {
  const named = (name: string): string | undefined => {
    const at = args.indexOf(`--${name}`);
    return at >= 0 ? args[at + 1] : undefined;
  };
  const shop = named('shop');
  const file = args.at(-1);
  if (!shop || !file || file.startsWith('--') || args.length < 3) {
    console.log(usage);
    process.exitCode = 2;
    return;
  }
  const amends = await openAmends(config, store.url, { directUrl: store.directUrl });
  try {
    const { importFile } = await import('#commerce/module.ts');
    const done = await importFile(amends.house, {
      shopCode: shop,
      layout: named('layout') ?? 'taobao',
      path: resolve(file),
      report: (progress) =>
        console.log(
          `· ${progress.read} 行已读 / read，${progress.taken} 新增或更新 / taken，${progress.unchanged} 无变化 / unchanged，${progress.refused} 拒收 / refused`,
        ),
    });
    if (!done.ok) return stopWith(done.refused);
    if (done.value.refusedFile) {
      const target = join(process.cwd(), `refused-${Date.now()}.csv`);
      await writeFile(target, done.value.refusedFile);
      say(`拒收的行及原因见 ${target}`, `refused rows and their reasons: ${target}`);
    }
  } finally {
    await amends.close();
  }
}

async function backupTo(config: Config, target: string | undefined): Promise<void> {
  if (config.databaseUrl)
    return say(
      '外部 PostgreSQL 请使用您的备份工具（pg_dump 或云厂商快照），并另存 DATA_DIR 中的 files 目录。',
      "For an external PostgreSQL use your own tools (pg_dump or your provider's snapshots), and copy files/ in DATA_DIR.",
    );
  if (!target) return say('请给出备份文件夹：backup 文件夹', 'Name the folder: backup FOLDER');
  await withStore(config, async (store) => {
    const done = await backup(store.url, config.dataDir, resolve(target));
    if (!done.ok) stopWith(done.refused);
    say(`备份完成：${resolve(target)}`, `backed up to ${resolve(target)}`);
  });
}

async function restoreFrom(config: Config, target: string | undefined): Promise<void> {
  if (!target) return say('请给出备份文件夹：restore 文件夹', 'Name the folder: restore FOLDER');
  const done = await restore(resolve(target), config.dataDir);
  if (!done.ok) return stopWith(done.refused);
  say(`已恢复到 ${config.dataDir}，现在可以启动。`, `restored into ${config.dataDir}; you can start now.`);
}

function say(zh: string, en: string): void {
  console.log(`· ${zh}  ${en}`);
}
