import { inTransaction } from '#platform/db.ts';
import type { StoredEvent } from '#platform/events.ts';
import type { House } from '#platform/module.ts';
import { endImport, forgottenUploads, importById, openImports } from './importsStore.ts';
import { runImport } from './runImport.ts';

/** Job of `import.requested`: imports the file and removes it. */
export async function importRequestedJob(event: StoredEvent, house: House): Promise<void> {
  const importId = event.data['importId'];
  if (typeof importId !== 'string') throw new Error('import.requested names no import');
  await carryOut(house, importId);
}

/** Goes on with imports that wait or were broken off by a crash, and clears uploads that nobody started within a day. */
export async function sweepImports(house: House): Promise<number> {
  const ids = await openImports(house.db, house.clock.now());
  for (const id of ids) await carryOut(house, id);
  const forgotten = await forgottenUploads(house.db, house.clock.now());
  for (const { id, fileKey } of forgotten) {
    await inTransaction(house.db, (tx) => endImport(tx, id, 'sheet-not-started', house.clock.now()));
    await house.files.remove(fileKey);
  }
  return ids.length + forgotten.length;
}

async function carryOut(house: House, importId: string): Promise<void> {
  const row = await importById(house.db, importId);
  if (!row || row.fileKey === null) return;
  const done = await runImport(house, importId, house.files.path(row.fileKey));
  if (done) await house.files.remove(row.fileKey);
}
