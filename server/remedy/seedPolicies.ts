import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { inTransaction, type Tx } from '#platform/db.ts';
import type { House } from '#platform/module.ts';
import { checkTable } from './checkTable.ts';
import { hashOf, insertPolicy, insertVersion, lockPolicy, policyVersions } from './policyStore.ts';
import { policyTable } from './policyWire.ts';

const folder = join(import.meta.dirname, '../../playbooks/policies');
const file = z.strictObject({
  policy: z.string().regex(/^[a-z][a-z0-9-]*$/),
  code: z.string().regex(/^[A-Z]{1,6}$/),
  title: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  note: z.string().min(1),
  table: policyTable,
});
type PolicyFile = z.output<typeof file>;

/**
 * Brings the shipped policy tables into the database: a file adds a version when its content changes, and never replaces one
 * that was edited in the product. A table with a cell that can't stand stops the start.
 */
export async function seedPolicies(house: House): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  for (const name of names) {
    const read = file.parse(JSON.parse(await readFile(join(folder, name), 'utf8')));
    const faults = checkTable(read.table);
    if (faults.length > 0)
      throw new Error(
        `playbooks/policies/${name}: ${faults.map((fault) => `row ${fault.row} ${fault.column}: ${fault.why} (${fault.cell})`).join('; ')}`,
      );
    await inTransaction(house.db, (tx) => take(tx, house.clock.now(), read));
  }
}

async function take(tx: Tx, now: Date, { policy, code, title, note, table }: PolicyFile): Promise<void> {
  await insertPolicy({ tx }, { name: policy, code, ...title });
  await lockPolicy({ tx }, policy);
  const versions = await policyVersions(tx, policy);
  if (versions.some((version) => version.origin === 'product' || version.hash === hashOf(table))) return;
  await insertVersion({ tx, now }, { policy, table, origin: 'file', note, validFrom: now, by: 'system:file' });
}
