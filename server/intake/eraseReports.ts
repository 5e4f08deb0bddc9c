import { systemActor } from '#platform/actor.ts';
import { all, inTransaction, sql } from '#platform/db.ts';
import { type StoredEvent, writeEvents } from '#platform/events.ts';
import type { House } from '#platform/module.ts';

/** A customer was erased by law: their words and what they registered are blanked; lines, amounts and events stay (IV-7). */
export async function eraseReports(event: StoredEvent, house: House): Promise<void> {
  const { customerId } = event.data;
  if (typeof customerId !== 'string') return;
  const now = house.clock.now();
  await inTransaction(house.db, async (tx) => {
    await sql`update reports set words = '', registered = '{}', claimed_basis = null, erased_at = ${now} where reporter_id = ${customerId}`.execute(
      tx,
    );
    await sql`update hurries set words = '' where case_id in (select id from cases where customer_id = ${customerId})`.execute(tx);
    await sql`update case_materials set words = '' where case_id in (select id from cases where customer_id = ${customerId})`.execute(tx);
    await sql`update cases set summary = '' where customer_id = ${customerId}`.execute(tx);
    await sql`update case_relations set reason = null where case_id in (select id from cases where customer_id = ${customerId})`.execute(
      tx,
    );
    await sql`delete from case_search where case_id in (select id from cases where customer_id = ${customerId})`.execute(tx);
    const cases = await all(
      sql<{ id: string; shopId: string }>`select id, shop_id as "shopId" from cases where customer_id = ${customerId}`,
      tx,
    );
    await writeEvents(
      { tx, now, actor: systemActor, cause: `event:${event.id}` },
      // Search finds the case again, by its number and goods.
      cases.map((each) => ({ kind: 'report.blanked', caseId: each.id, shopId: each.shopId })),
    );
  });
}
