import { handle } from '#case/contract.ts';
import { changeStanding, recoveryOf } from '#customers/contract.ts';
import { systemActor } from '#platform/actor.ts';
import { day } from '#platform/clock.ts';
import { all, inTransaction, type Reader, sql } from '#platform/db.ts';
import type { House } from '#platform/module.ts';

/** A way of the playbook changes where the case's customer stands for cash on delivery (RE-6). */
export const setStanding = handle('setStanding', async ({ command, theCase }, effect) => {
  if (theCase.customerId)
    await changeStanding(command, { customerId: theCase.customerId, change: effect.standing, because: 'case', caseId: theCase.id });
  return undefined;
});

/** Lifts what has recovered (RE-6): so many cash-on-delivery orders were accepted since, or so many days have passed. */
export async function sweepStandings(house: House): Promise<number> {
  const now = house.clock.now();
  const due = await recovered(house.db, now);
  for (const customerId of due)
    await inTransaction(house.db, (tx) =>
      changeStanding({ tx, now, actor: systemActor, cause: 'sweep:cod-standings' }, { customerId, change: 'lift', because: 'recovered' }),
    );
  return due.length;
}

async function recovered(on: Reader, now: Date): Promise<string[]> {
  const { orders, days } = await recoveryOf(on);
  const rows = await all(
    sql<{ id: string }>`with latest as (
        select distinct on (customer_id) customer_id, standing, at from cod_standings order by customer_id, at desc, id desc)
      select l.customer_id as id from latest l where l.standing <> 'good' and (l.at <= ${new Date(now.getTime() - days * day)} or ${orders} <= (
        select count(distinct o.id) from customer_handles h
          join order_contacts c on (h.kind = 'buyer-id' and c.buyer_id = h.value) or (h.kind = 'phone' and c.phone = h.value)
          join orders o on o.id = c.order_id
        where h.customer_id = l.customer_id and (h.kind = 'phone' or o.platform = h.platform) and o.payment = 'cod'
          and o.state in ('signed', 'completed') and coalesce(o.completed_at, o.signed_at) > l.at)) limit 100`,
    on,
  );
  return rows.map((row) => row.id);
}
