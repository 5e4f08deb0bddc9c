import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { PgBoss } from 'pg-boss';

const folder = join(import.meta.dirname, '../../db/migrations');
const lockKey = 7_800_001;

/** A migration that can't be run; its message says why and what to do. */
export class MigrationFault extends Error {}

/**
 * Brings the database to the newest schema: numbered SQL files, forward only, each in its own transaction, under one
 * advisory lock, with lock_timeout 3 s so that a long reader is never queued behind us for longer.
 * Refuses: a database newer than this program; a file that was changed after it ran; a server that can't hold Chinese text.
 */
export async function migrate(url: string, say: (line: string) => void = () => undefined): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'amends-migrate' });
  client.on('error', () => undefined); // the query that it cuts short rejects with the same error
  await client.connect();
  try {
    await refuseUnfitServer(client);
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query(`create table if not exists schema_migrations
      (name text primary key, hash text not null, ran_at timestamptz not null default clock_timestamp())`);
    const ran = new Map<string, string>(
      (await client.query<{ name: string; hash: string }>('select name, hash from schema_migrations')).rows.map((row) => [
        row.name,
        row.hash,
      ]),
    );
    const files = await migrationFiles();
    refuseNewerDatabase(ran, files);
    for (const file of files) {
      const before = ran.get(file.name);
      if (before === file.hash) continue;
      if (before !== undefined)
        throw new MigrationFault(
          `迁移文件 ${file.name} 在执行之后被修改：请改为新增一个文件。\nMigration ${file.name} was changed after it ran: add a new file instead.`,
        );
      say(file.name);
      await runOne(client, file);
    }
    await installJobs(url);
  } finally {
    await client.end();
  }
}

/** pg-boss makes its own tables; done here so that serving processes never change a schema. */
async function installJobs(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, application_name: 'amends-migrate', supervise: false, schedule: false });
  boss.on('error', () => undefined); // start() rejects with the same error
  await boss.start();
  await boss.stop({ graceful: false });
}

/** True when every migration that this program knows has run: what /readyz asks. */
export async function isMigrated(query: (text: string) => Promise<{ rows: { name: string }[] }>): Promise<boolean> {
  const ran = new Set((await query('select name from schema_migrations')).rows.map((row) => row.name));
  return (await migrationFiles()).every((file) => ran.has(file.name));
}

interface MigrationFile {
  readonly name: string;
  readonly text: string;
  readonly hash: string;
}

async function migrationFiles(): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      return { name, text, hash: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

function refuseNewerDatabase(ran: Map<string, string>, files: MigrationFile[]): void {
  const known = new Set(files.map((file) => file.name));
  const newer = [...ran.keys()].filter((name) => !known.has(name));
  if (newer.length > 0)
    throw new MigrationFault(
      `数据库比本程序新（含 ${newer.join('、')}）：请启动较新的程序。\nThis database is newer than this program (it has ${newer.join(', ')}): start the newer program.`,
    );
}

async function refuseUnfitServer(client: pg.Client): Promise<void> {
  const facts = await client.query<{ version: string; encoding: string; ctype: string }>(
    `select current_setting('server_version_num') as version, pg_encoding_to_char(encoding) as encoding, datctype as ctype
     from pg_database where datname = current_database()`,
  );
  const row = facts.rows[0];
  if (!row) throw new Error('the server does not know the current database');
  if (Number(row.version) < 150_000) throw new MigrationFault('需要 PostgreSQL 15 或更新版本。\nPostgreSQL 15 or later is needed.');
  if (row.encoding !== 'UTF8')
    throw new MigrationFault(
      `数据库编码是 ${row.encoding}：请以 ENCODING 'UTF8' 创建数据库。\nThe database's encoding is ${row.encoding}: create it with ENCODING 'UTF8'.`,
    );
  if (row.ctype === 'C' || row.ctype === 'POSIX') {
    throw new MigrationFault(
      `数据库的 lc_ctype 是 ${row.ctype}，无法检索中文：请以 UTF-8 区域设置（如 C.UTF-8）创建数据库。\nThe database's lc_ctype is ${row.ctype}, in which Chinese text can't be searched: create it with a UTF-8 locale (for example C.UTF-8).`,
    );
  }
}

async function runOne(client: pg.Client, file: MigrationFile): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = '3s'`);
    await client.query(file.text);
    await client.query('insert into schema_migrations (name, hash) values ($1, $2)', [file.name, file.hash]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    const why = error instanceof Error ? error.message : String(error);
    const isExtension = /extension/.test(why);
    const zh = isExtension ? '请让数据库管理员在此库执行 create extension pg_trgm; 后重试。' : '';
    const en = isExtension
      ? ' Ask the administrator of the server to run "create extension pg_trgm;" in this database, then try again.'
      : '';
    throw new MigrationFault(
      `升级数据库结构 ${file.name} 失败，未作任何改动：${why}。${zh}\nMigration ${file.name} failed and changed nothing: ${why}.${en}`,
      { cause: error },
    );
  }
}
