import { cappedCount, makeCursor, pageOf, readCursor } from '#platform/list.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok, refuse } from '#platform/result.ts';
import { may } from '#staff/contract.ts';
import { givePayee, retryPayout, revealPayee } from './payee.ts';
import { batchById, batchCount, batchPage } from './payoutBatchStore.ts';
import { bouncePayout } from './payoutBounce.ts';
import { checkBatch, makeBatch, sendBatch } from './payoutBatches.ts';
import { payoutCount, payoutPage } from './payoutStore.ts';
import { payoutFiles, payoutRoutes as specs, payoutStates } from './payoutWire.ts';
import { presentBatches, presentLines, presentPayouts } from './presentPayout.ts';

/** Money to accounts, by maker and checker (FU-15). */
export const payoutRoutes: readonly Route[] = [
  read(specs.list, async ({ db, query, actor, lang }) => {
    const { cursor, limit, ...filter } = query;
    const from = readCursor(filter, cursor, 2);
    if (!from.ok) return from;
    const after = from.value ? { at: String(from.value[0]), id: String(from.value[1]) } : null;
    const page = pageOf(await payoutPage(db, actor, filter, after, limit + 1), limit, (row) =>
      makeCursor(filter, [row.openedAt.toISOString(), row.taskId]),
    );
    const counted = async (state: (typeof payoutStates)[number]) =>
      [state, cappedCount((await payoutCount(db, actor, { ...filter, state })).n)] as const;
    const all = await payoutCount(db, actor, filter);
    return ok({
      items: await presentPayouts(db, page.items, { actor, lang }),
      next: page.next,
      count: cappedCount(all.n),
      tabs: Object.fromEntries(await Promise.all(payoutStates.map(counted))),
      sumFen: all.fen,
    });
  }),
  command(specs.givePayee, (asked) => givePayee(asked, asked.house.seals, asked.params.payoutId, asked.body)),
  command(specs.revealPayee, (asked) => revealPayee(asked, asked.house.seals, asked.params.payoutId, asked.body.why)),
  command(specs.retry, (asked) => retryPayout(asked, asked.params.payoutId)),
  command(specs.bounce, async (asked) => {
    const done = await bouncePayout(asked, asked.params.payoutId, { action: 'payout.check', note: asked.body.reason });
    return done.ok ? ok({ id: done.value.id, state: 'failed' as const }) : done;
  }),
  read(specs.batches, async ({ db, query, actor }) => {
    const { cursor, limit, state } = query;
    const from = readCursor({ state }, cursor, 2);
    if (!from.ok) return from;
    const below = from.value ? { at: String(from.value[0]), id: String(from.value[1]) } : null;
    const page = pageOf(await batchPage(db, state, below, limit + 1), limit, (row) =>
      makeCursor({ state }, [row.madeAt.toISOString(), row.id]),
    );
    return ok({
      items: await presentBatches(db, page.items, actor, may(actor, 'payout.make')),
      next: page.next,
      count: cappedCount(await batchCount(db, state)),
    });
  }),
  read(specs.batch, async ({ db, params, actor, lang }) => {
    const row = await batchById(db, params.batchId, 'id', false);
    const [view] = row ? await presentBatches(db, [row], actor, may(actor, 'payout.make')) : [];
    return row && view ? ok({ ...view, rows: await presentLines(db, row, { actor, lang }) }) : refuse('not-found');
  }),
  command(specs.makeBatch, (asked) => makeBatch(asked, asked.body.ids)),
  command(specs.checkBatch, (asked) => checkBatch(asked, asked.params.batchId, asked.body)),
  command(specs.sendBatch, async (asked) => {
    const sent = await sendBatch(asked, asked.params.batchId, asked.body);
    return sent.ok ? ok({ ...sent.value, file: payoutFiles.download.replace(':batchId', sent.value.id) }) : sent;
  }),
];
