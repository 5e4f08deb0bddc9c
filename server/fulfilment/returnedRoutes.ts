import { readCase } from '#case/contract.ts';
import { shopById } from '#commerce/contract.ts';
import { cappedCount, makeCursor, pageOf, readCursor } from '#platform/list.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { unmatchedArrivals } from './arrivalStore.ts';
import { announceReturned, claimFreight, giveUpReturned, type ReturnedChanged } from './changeReturned.ts';
import { inspectGoods } from './inspectGoods.ts';
import { bookPickup, missPickup, sendInstead } from './pickups.ts';
import { presentArrivals, presentReturned } from './presentReturned.ts';
import { enterArrival, matchArrival, refuseArrival } from './receiveGoods.ts';
import { returnAddress, returnedCount, returnedOfCase, returnedPage, saveReturnAddress, soughtFor } from './returnedStore.ts';
import { returnedRoutes as specs, returnedStates } from './returnedWire.ts';

export const returnedRoutes: readonly Route[] = [
  read(specs.list, async ({ db, query, actor }) => {
    const { cursor, limit, ...filter } = query;
    const from = readCursor(filter, cursor, 2);
    if (!from.ok) return from;
    const after = from.value ? { dueAt: new Date(String(from.value[0])), id: String(from.value[1]) } : null;
    const page = pageOf(await returnedPage(db, actor, filter, after, limit + 1), limit, (row) =>
      makeCursor(filter, [row.dueAt.toISOString(), row.id]),
    );
    const counts = await Promise.all(
      returnedStates.map(async (state) => [state, cappedCount(await returnedCount(db, actor, { ...filter, state }))] as const),
    );
    return ok({
      items: await presentReturned(db, page.items, actor),
      next: page.next,
      count: cappedCount(await returnedCount(db, actor, filter)),
      tabs: Object.fromEntries(counts),
    });
  }),
  read(specs.ofCase, async ({ db, params, actor }) => {
    const theCase = await readCase(db, actor, params.caseId, 'fulfilment.read');
    return theCase.ok ? ok({ items: await presentReturned(db, await returnedOfCase(db, params.caseId), actor) }) : theCase;
  }),
  read(specs.arrivals, async ({ db, query, actor }) => {
    const shopId = query.shopId ?? null;
    const rows = await unmatchedArrivals(db, actor, shopId, 100);
    return ok({ items: presentArrivals(rows, rows.length > 0 ? await soughtFor(db, actor, shopId) : []) });
  }),
  command(specs.arrive, (asked) => enterArrival(asked, asked.body)),
  command(specs.match, (asked) => matchArrival(asked, asked.params.arrivalId, { returnedId: asked.body.returnedId, by: 'person' })),
  command(specs.refuse, (asked) => refuseArrival(asked, asked.params.arrivalId, asked.body.note)),
  command(specs.announce, async (asked) => bare(await announceReturned(asked, asked.params.returnedId, asked.body))),
  command(specs.book, async (asked) => bare(await bookPickup(asked, asked.params.returnedId, asked.body))),
  command(specs.miss, async (asked) => bare(await missPickup(asked, asked.params.returnedId, asked.body.why))),
  command(specs.sendInstead, async (asked) => bare(await sendInstead(asked, asked.params.returnedId))),
  command(specs.giveUp, async (asked) => bare(await giveUpReturned(asked, asked.params.returnedId))),
  command(specs.inspect, (asked) => inspectGoods(asked, asked.params.returnedId, asked.body)),
  command(specs.freight, async (asked) => {
    const done = await claimFreight(asked, asked.params.returnedId, asked.body);
    return done.ok
      ? ok({ id: done.value.row.id, state: done.value.row.state, caseId: done.value.row.caseId, repaidFen: done.value.repaidFen })
      : done;
  }),
  read(specs.address, async ({ db, params }) => {
    if (!(await shopById(db, params.shopId))) return refuse('not-found');
    const address = await returnAddress(db, params.shopId);
    return ok({ item: address ? { words: address.zh, wordsEn: address.en } : null });
  }),
  command(specs.putAddress, async (asked) => {
    const { shopId } = asked.params;
    if (!(await shopById(asked.tx, shopId))) return refuse('not-found');
    await saveReturnAddress(asked, shopId, asked.body);
    return ok({ shopId, ...asked.body });
  }),
];

function bare(done: Result<ReturnedChanged>) {
  return done.ok ? ok({ id: done.value.row.id, state: done.value.row.state, caseId: done.value.row.caseId }) : done;
}
