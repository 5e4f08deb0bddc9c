import { eraseCustomer, heldCustomers, retentionOf } from '#customers/contract.ts';
import { systemActor } from '#platform/actor.ts';
import { day } from '#platform/clock.ts';
import { all, inTransaction, sql } from '#platform/db.ts';
import type { StoredEvent } from '#platform/events.ts';
import type { House } from '#platform/module.ts';
import { thumbKey, viewKey } from '#platform/uploads.ts';

/** Erased by law: notes, reasons, evidence and links of the person's cases go; steps, clocks and events stay (IV-7). */
export async function eraseCase(event: StoredEvent, house: House): Promise<void> {
  const { customerId } = event.data;
  if (typeof customerId !== 'string') throw new Error('customer.erased says whom');
  const now = house.clock.now();
  const gone = await inTransaction(house.db, async (tx) => {
    const cases = sql`(select id from cases where customer_id = ${customerId})`;
    await sql`update notes set body = '' where case_id in ${cases}`.execute(tx);
    await sql`update journey_steps set reason = null where case_id in ${cases} and reason is not null`.execute(tx);
    await sql`update case_links set revoked_at = ${now} where case_id in ${cases} and revoked_at is null`.execute(tx);
    return all(
      sql<{ id: string }>`update files set state = 'gone', name = '', changed_at = ${now}
        where id in (select file_id from case_files where case_id in ${cases}) returning id`,
      tx,
    );
  });
  // Done again after a crash: a file that is gone already is no fault.
  for (const { id } of gone) for (const key of [id, thumbKey(id), viewKey(id)]) await house.files.remove(key);
}

/** Erases people whose last case ended longer ago than the shop keeps their data; none without that setting, none on legal hold. */
export async function sweepRetention(house: House): Promise<number> {
  const { customerDays } = await retentionOf(house.db);
  if (customerDays === null) return 0;
  const now = house.clock.now();
  const before = new Date(now.getTime() - customerDays * day);
  const held = await heldCustomers(house.db);
  const due = await all(
    sql<{ id: string }>`select u.id from customers u where u.erased_at is null and not (u.id = any(${[...held]}::uuid[]))
        and exists (select from cases c where c.customer_id = u.id)
        and not exists (select from cases c where c.customer_id = u.id and (c.closed_at is null or c.closed_at > ${before}))
      limit 200`,
    house.db,
  );
  for (const { id } of due) {
    await inTransaction(house.db, (tx) =>
      eraseCustomer({ tx, now, actor: systemActor, cause: 'sweep:retention' }, id, `retention: ${customerDays} days`),
    );
  }
  if (due.length > 0) house.wake();
  return due.length;
}
