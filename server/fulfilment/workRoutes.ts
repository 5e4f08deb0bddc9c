import { cappedCount, makeCursor, pageOf, readCursor } from '#platform/list.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { askParty } from './askParty.ts';
import { assignTask, deliverersOf } from './assignTask.ts';
import { addCodes, listPools, savePool } from './couponPools.ts';
import { presentWork } from './presentWork.ts';
import { confirmAsked, refuseAsked, reportWork } from './reportWork.ts';
import { bare } from './shipRoutes.ts';
import { workGroups, workRoutes as specs } from './wire.ts';
import { workCount, workPage } from './workStore.ts';

/** The work board and what is done on it; coupon pools. */
export function workRoutesOf(): Route[] {
  return [
    read(specs.work, async ({ db, query, actor, lang, house }) => {
      const { cursor, limit, ...filter } = query;
      const from = readCursor(filter, cursor, 2);
      if (!from.ok) return from;
      const after = from.value ? { dueAt: new Date(String(from.value[0])), id: String(from.value[1]) } : null;
      const page = pageOf(await workPage(db, actor, filter, after, limit + 1), limit, (row) =>
        makeCursor(filter, [row.dueAt.toISOString(), row.id]),
      );
      const groups = await Promise.all(
        workGroups.map(async (group) => [group, cappedCount(await workCount(db, actor, { ...filter, group }))] as const),
      );
      return ok({
        items: await presentWork(db, page.items, { actor, lang, carrierApi: house.config.intercept !== undefined }),
        next: page.next,
        count: cappedCount(await workCount(db, actor, filter)),
        groups: Object.fromEntries(groups),
      });
    }),
    command(specs.ask, async (asked) => bare(await askParty(asked, asked.house, asked.params.taskId, asked.body))),
    command(specs.confirm, async (asked) => bare(await confirmAsked(asked, asked.params.taskId, asked.body))),
    command(specs.refuse, async (asked) => bare(await refuseAsked(asked, asked.params.taskId, asked.body))),
    command(specs.report, async (asked) => bare(await reportWork(asked, asked.params.taskId, asked.body))),
    command(specs.assign, async (asked) => bare(await assignTask(asked, asked.params.taskId, asked.body.staffId))),
    read(specs.deliverers, async ({ db, query }) => ok({ items: await deliverersOf(db, query.shopId) })),
    read(specs.pools, async ({ db, actor, lang }) => ok({ items: await listPools(db, actor, lang) })),
    command(specs.savePool, async (asked) => savePool(asked, asked.body)),
    command(specs.addCodes, async (asked) => addCodes(asked, asked.params.poolId, asked.body.csv)),
  ];
}
