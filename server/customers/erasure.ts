import { systemActor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction, sql } from '#platform/db.ts';
import type { Subscription } from '#platform/module.ts';

/**
 * What a stage does when a person's data is erased by law (IV-7): blanks its personal and free text, and leaves rows, codes,
 * amounts and events. Repeated, it changes nothing.
 * @param queue the stage's own name for this work
 */
export function onErased(queue: string, blank: (command: Command, customerId: string) => Promise<void>): Subscription {
  return {
    queue,
    on: ['customer.erased'],
    perCase: false,
    run: async ({ id, data }, house) => {
      const { customerId } = data;
      if (typeof customerId !== 'string') throw new Error('customer.erased says whom');
      await inTransaction(house.db, (tx) => blank({ tx, now: house.clock.now(), actor: systemActor, cause: `event:${id}` }, customerId));
    },
  };
}

/** The cases of a person, for `where case_id in …`. */
export const casesOf = (customerId: string) => sql`(select id from cases where customer_id = ${customerId})`;
