import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { systemActor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { House } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { insertImport } from './importsStore.ts';
import { refusedRows } from './refusedRows.ts';
import { type ImportDone, runImport } from './runImport.ts';
import { shopByCode } from './shopsStore.ts';
import { importLayouts } from './wire.ts';

export interface FileProgress {
  readonly read: number;
  /** Orders or goods that are new or changed. */
  readonly taken: number;
  readonly unchanged: number;
  /** Rows. */
  readonly refused: number;
}

export interface FileDone extends FileProgress {
  readonly importId: string;
  /** CSV of the refused rows with their reasons; null when none was refused. */
  readonly refusedFile: string | null;
}

/**
 * Imports a file from the command line, in this process, from where it lies. Refuses `shop-unknown`, `layout-unknown`, and
 * what the desk refuses of a whole file (`sheet-empty`, `sheet-not-a-table` …). A broken-off run is simply run again.
 */
export async function importFile(
  house: Pick<House, 'db' | 'clock' | 'wake'>,
  asked: { shopCode: string | undefined; layout: string; path: string; report: (so: FileProgress) => void },
): Promise<Result<FileDone>> {
  const layout = importLayouts.find((each) => each === asked.layout);
  if (layout === undefined) return refuse('layout-unknown', { field: 'layout' });
  const shop = await shopByCode(house.db, asked.shopCode ?? '');
  if (!shop) return refuse('shop-unknown', { field: 'shop', data: { shop: asked.shopCode ?? '' } });
  const found = await stat(asked.path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!found?.isFile()) return refuse('import-no-file');
  const id = newId();
  await inTransaction(house.db, (tx) =>
    insertImport(
      { tx, now: house.clock.now(), actor: systemActor, cause: `import:${id}` },
      { id, shopId: shop.id, layout, fileName: basename(asked.path), fileKey: null, bytes: found.size, state: 'waiting' },
    ),
  );
  const done = await runImport(house, id, asked.path, (so) => asked.report(progressOf(so)));
  if (!done) throw new Error('an import of our own was taken by another process');
  if (done.fault !== null) return refuse(done.fault);
  let refusedFile: string | null = null;
  if (done.rowsRefused > 0) {
    refusedFile = '';
    for await (const piece of refusedRows(house.db, id, layout, shop.lang)) refusedFile += piece;
  }
  return ok({ importId: id, ...progressOf(done), refusedFile });
}

function progressOf(so: Omit<ImportDone, 'fault'>): FileProgress {
  return { read: so.rowsRead, taken: so.arrived + so.changed, unchanged: so.unchanged, refused: so.rowsRefused };
}
