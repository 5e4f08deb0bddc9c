import type { Actor } from '#platform/actor.ts';
import { one, type Reader, sql } from '#platform/db.ts';
import { scopeCondition } from '#staff/contract.ts';

/** Whether the actor's action reaches a case of this person: people have no shop of their own, their cases have (OR-1). */
export async function reachesCustomer(on: Reader, actor: Actor, action: string, customerId: string): Promise<boolean> {
  const row = await one(
    sql<{ reached: boolean }>`select exists (select from cases c
        where c.customer_id in (select id from customers where id = ${customerId} or merged_into = ${customerId})
          and ${scopeCondition(actor, action, { shop: 'c.shop_id', team: 'c.team_id', owner: 'c.owner_id' })}) as reached`,
    on,
  );
  return row?.reached ?? false;
}
