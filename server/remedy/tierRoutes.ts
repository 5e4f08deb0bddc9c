import { all, jsonb, sql } from '#platform/db.ts';
import { command, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { tierRoutes as wire } from './tierWire.ts';

/** Customers' tiers as the shop's members list says them (RE-2). */
export const tierRouteAnswers: readonly Route[] = [
  command(wire.putTiers, async ({ tx, now, actor, body }) => {
    const given = sql`jsonb_to_recordset(${jsonb(body.items)}) as g("customerId" uuid, tier text)`;
    await sql`delete from customer_tiers where customer_id in (select "customerId" from ${given} where g.tier = 'none')`.execute(tx);
    const kept = await all(
      sql<{ id: string }>`insert into customer_tiers (customer_id, tier, changed_at, changed_by)
        select distinct on (c.id) c.id, g.tier, ${now}, ${`${actor.kind}:${actor.id}`} from ${given} join customers c on c.id = g."customerId" where g.tier <> 'none'
        on conflict (customer_id) do update set tier = excluded.tier, changed_at = excluded.changed_at, changed_by = excluded.changed_by returning customer_id as id`,
      tx,
    );
    return ok({ kept: kept.length });
  }),
];
