import { systemActor } from '#platform/actor.ts';
import { day } from '#platform/clock.ts';
import { inTransaction, jsonb, sql } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import type { House } from '#platform/module.ts';
import { lastReconciled, reconcile } from './reconcile.ts';

/** Once a day: what doesn't balance is shown to finance, to the leads and in the log. Answers 1 when it ran. */
export async function reconcileDaily(house: House): Promise<number> {
  const now = house.clock.now();
  const last = await lastReconciled(house.db);
  if (last && now.getTime() - last.getTime() < day) return 0;
  const found = await reconcile(house.db, systemActor);
  const differences = found.differences.filter((each) => !each.tick).length;
  await inTransaction(house.db, async (tx) => {
    await sql`insert into settings (key, value, changed_at, changed_by) values ('reconciliation.last', ${jsonb({ at: now.toISOString() })}, ${now}, 'system')
      on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at`.execute(tx);
    await writeEvents({ tx, now, actor: systemActor, cause: 'sweep:reconciliation' }, [
      { kind: 'ledger.reconciled', data: { balanced: found.balanced, differences } },
    ]);
    if (found.balanced) return;
    for (const role of ['finance', 'lead'])
      await sql`insert into notices (id, role, kind, data, at) values (${newId()}, ${role}, 'ledger.differs', ${jsonb({ differences })}, ${now})`.execute(
        tx,
      );
  });
  if (!found.balanced) house.log.error({ category: 'ledger', differences }, 'the ledger differs from the partner');
  return 1;
}
