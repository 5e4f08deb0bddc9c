import { command, read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { contactForDelivery, deliveriesOf, handOverAtDoor, reachDoor, refuseAtDoor } from './deliver.ts';
import { bare } from './shipRoutes.ts';
import { deliveryRoutes as specs } from './wire.ts';

/** What our own delivery staff do on the phone (FU-13). */
export function deliveryRoutesOf(): Route[] {
  return [
    read(specs.deliveries, async ({ db, query, actor, lang, now }) => ok({ items: await deliveriesOf(db, actor, lang, query.state, now) })),
    command(specs.contact, async (asked) => contactForDelivery(asked, asked.params.taskId)),
    command(specs.arrived, async (asked) => bare(await reachDoor(asked, asked.params.taskId))),
    command(specs.handOver, async (asked) => bare(await handOverAtDoor(asked, asked.params.taskId, asked.body))),
    command(specs.refused, async (asked) => bare(await refuseAtDoor(asked, asked.params.taskId, asked.body))),
  ];
}
