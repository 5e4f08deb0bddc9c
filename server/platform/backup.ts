import { chown, copyFile, lstat, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { clusterFolder, exists, ifAbsent, makePrivate, type ServerUser, serverUser } from './embeddedNative.ts';
import { startEmbedded } from './embeddedPostgres.ts';
import { ok, refuse, type Result } from './result.ts';

export interface Backup {
  readonly target: string;
  readonly files: number;
  readonly bytes: number;
}

interface Manifest {
  readonly format: 1;
  readonly madeAt: string;
  readonly postgres: string;
  readonly files: number;
  readonly bytes: number;
}

/** What a cluster makes anew when it starts; copying it would at best be useless (PostgreSQL manual, base backup over the low-level API). */
const clusterLeftOut = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'pg_internal.init',
  'backup_label',
  'backup_label.old',
  'tablespace_map',
]);
const clusterEmptied = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
/** What of the data folder is not data. */
const dataLeftOut = /^(postgres|postgres\.(log|place|init|new)|postgresql-.*)$/;

/**
 * Copies a running built-in database and every file of the data folder into `target`, a new folder, while work goes on.
 * What was acknowledged before the call is in it. Files are copied after the rows that name them, so no row lacks its file.
 * Holds secrets (password, key) and personal data: it is made 0700.
 * Refuses: `backup.external` for a server that isn't ours (its operator has pg_basebackup or the provider's own), `backup.targetTaken`.
 */
export async function backup(url: string, dataDir: string, target: string): Promise<Result<Backup>> {
  if (await exists(target)) return refuse('backup.targetTaken', { data: { target } });
  const clusterDir = await clusterFolder(dataDir, await serverUser(), () => undefined);
  const client = new pg.Client({ connectionString: url, application_name: 'amends-backup' });
  client.on('error', () => undefined); // the query that it cuts short rejects with the same error
  await client.connect();
  const part = `${target}.part`;
  try {
    const [place] = (
      await client.query<{ folder: string; version: string }>(
        `select current_setting('data_directory') as folder, current_setting('server_version') as version`,
      )
    ).rows;
    if (place?.folder !== clusterDir || !(await exists(clusterDir))) return refuse('backup.external');
    await rm(part, { recursive: true, force: true });
    await mkdir(part, { recursive: true, mode: 0o700 });
    const copied = new Tally();
    await copyCluster(client, clusterDir, join(part, 'postgres'), copied);
    await copyFolder(dataDir, join(part, 'data'), copied, (name, folder) => folder === dataDir && dataLeftOut.test(name));
    const manifest: Manifest = {
      format: 1,
      madeAt: new Date().toISOString(),
      postgres: place.version,
      files: copied.files,
      bytes: copied.bytes,
    };
    await writeSynced(join(part, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    await rename(part, target);
    return ok({ target, files: copied.files, bytes: copied.bytes });
  } finally {
    await client.end();
  }
}

/**
 * Puts a backup into `dataDir`, which must hold no database yet, and starts and stops it once, so that a backup that
 * can't be used is known now. Refuses: `restore.notABackup`, `restore.incomplete`, `restore.dataDirTaken`.
 */
export async function restore(
  target: string,
  dataDir: string,
  log: (line: string) => void = () => undefined,
): Promise<Result<{ readonly madeAt: string }>> {
  const text = await readFile(join(target, 'manifest.json'), 'utf8').catch(ifAbsent(''));
  if (text === '') return refuse('restore.notABackup', { data: { target } });
  const manifest = JSON.parse(text) as Manifest;
  const held = await measure([join(target, 'data'), join(target, 'postgres')]);
  if (held.files !== manifest.files || held.bytes !== manifest.bytes) {
    return refuse('restore.incomplete', { data: { expected: manifest.files, found: held.files } });
  }
  const user = await serverUser();
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const taken = (await readdir(dataDir)).filter((name) => name !== 'postgres.log');
  if (taken.length > 0) return refuse('restore.dataDirTaken', { data: { dataDir } });
  const clusterDir = await clusterFolder(dataDir, user, log);
  if (await exists(clusterDir)) return refuse('restore.dataDirTaken', { data: { dataDir: clusterDir } });

  const copied = new Tally();
  const making = `${clusterDir}.new`;
  await rm(making, { recursive: true, force: true });
  await copyFolder(join(target, 'data'), dataDir, copied);
  await copyFolder(join(target, 'postgres'), making, copied);
  await makePrivate(making, user);
  if (user) await handOver(making, user);
  await rename(making, clusterDir);
  const started = await startEmbedded({ dataDir, log });
  if (!started.ok) return started;
  await started.value.stop();
  return ok({ madeAt: manifest.madeAt });
}

/** One connection from start to stop, as PostgreSQL asks for; a temporary slot keeps the WAL that the copy needs until we have it. */
async function copyCluster(client: pg.Client, from: string, to: string, copied: Tally): Promise<void> {
  await client.query(`select pg_create_physical_replication_slot('amends_backup', true, true)`);
  const [start] = (
    await client.query<{ lsn: string; segment: string }>(
      `with begun as (select pg_backup_start('amends', true) as lsn) select lsn::text, pg_walfile_name(lsn) as segment from begun`,
    )
  ).rows;
  await copyFolder(from, to, copied, (name, folder) => leaveOut(name, folder, from));
  for (const folder of clusterEmptied) await mkdir(join(to, folder), { recursive: true, mode: 0o700 });
  const [stop] = (
    await client.query<{ label: string; segment: string }>(
      `select labelfile as label, pg_walfile_name(lsn) as segment from pg_backup_stop(false)`,
    )
  ).rows;
  if (!start || !stop) throw new Error('PostgreSQL did not answer pg_backup_start or pg_backup_stop');
  await writeSynced(join(to, 'backup_label'), stop.label, copied);
  const segments = (await readdir(join(from, 'pg_wal'))).filter(
    (name) => /^[0-9A-F]{24}$/.test(name) && name >= start.segment && name <= stop.segment,
  );
  for (const name of segments) await copyOne(join(from, 'pg_wal', name), join(to, 'pg_wal', name), copied);
  await client.query(`select pg_drop_replication_slot('amends_backup')`);
}

function leaveOut(name: string, folder: string, root: string): boolean {
  if (name.startsWith('pgsql_tmp')) return true;
  if (clusterEmptied.has(basename(folder)) && dirname(folder) === root) return true;
  return clusterLeftOut.has(name);
}

class Tally {
  files = 0;
  bytes = 0;
}

async function copyFolder(
  from: string,
  to: string,
  copied: Tally,
  leaves: (name: string, folder: string) => boolean = () => false,
): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  // What vanishes while we read (a dropped table's file, a finished upload) is in the WAL, or was not ours to keep.
  for (const entry of await readdir(from, { withFileTypes: true }).catch(ifAbsent([]))) {
    if (leaves(entry.name, from)) continue;
    if (entry.isDirectory()) await copyFolder(join(from, entry.name), join(to, entry.name), copied, leaves);
    else if (entry.isFile()) await copyOne(join(from, entry.name), join(to, entry.name), copied);
  }
}

async function measure(folders: readonly string[]): Promise<Tally> {
  const held = new Tally();
  for (const folder of folders) {
    for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }).catch(ifAbsent([]))) {
      if (!entry.isFile()) continue;
      held.files += 1;
      held.bytes += (await lstat(join(entry.parentPath, entry.name))).size;
    }
  }
  return held;
}

async function copyOne(from: string, to: string, copied: Tally): Promise<void> {
  const present = await copyFile(from, to).then(() => true, ifAbsent(false));
  if (!present) return;
  const file = await open(to, 'r');
  await file.sync();
  copied.files += 1;
  copied.bytes += (await file.stat()).size;
  await file.close();
}

async function writeSynced(path: string, text: string, copied?: Tally): Promise<void> {
  await writeFile(path, text, { flush: true });
  if (!copied) return;
  copied.files += 1;
  copied.bytes += (await lstat(path)).size;
}

async function handOver(folder: string, user: ServerUser): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    await chown(path, user.uid, user.gid);
    if (entry.isDirectory()) await handOver(path, user);
  }
}
