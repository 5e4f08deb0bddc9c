import type { Actor, Lang } from '#platform/actor.ts';
import { all, type Reader, sql } from '#platform/db.ts';
import { mayOn } from '#staff/contract.ts';
import { familyOf } from './kinds.ts';
import { type BatchRow, batchSums, lastBatches, linesOf, rowKeyOf } from './payoutBatchStore.ts';
import { givenBefore } from './payoutGiven.ts';
import { payeeFailures } from './payoutStates.ts';
import type { PayoutRow } from './payoutStore.ts';
import { payoutById } from './payoutStore.ts';
import { payoutFailureWords } from './payoutWords.ts';
import type { BatchView, PayoutView } from './payoutWire.ts';
import { namesFor } from './taskListStore.ts';
import { type TaskRow } from './tasksStore.ts';
import { tasksByIds } from './boardStore.ts';

interface Reading {
  readonly actor: Actor;
  readonly lang: Lang;
}

/** Payments as the desk reads them: payee masked, and what was given for the same goods (RE-13). */
export async function presentPayouts(on: Reader, rows: readonly PayoutRow[], { actor, lang }: Reading): Promise<PayoutView[]> {
  const ids = rows.map((row) => row.taskId);
  const [before, batches, tasks] = await Promise.all([givenBefore(on, rows), lastBatches(on, ids), tasksByIds(on, ids)]);
  const names = await namesFor(on, tasks);
  const byId = new Map(tasks.map((task) => [task.id, task]));
  return rows.flatMap((row) => {
    const task = byId.get(row.taskId);
    const known = before.get(row.taskId);
    return task && known
      ? [
          viewOf(
            row,
            task,
            { ...known, batch: batches.get(row.taskId) ?? null, shop: names.shops.get(row.shopId)?.[lang] ?? '' },
            { actor, lang },
          ),
        ]
      : [];
  });
}

function viewOf(
  row: PayoutRow,
  task: TaskRow,
  more: Pick<PayoutView, 'given' | 'warnings' | 'batch' | 'orderNo'> & { shop: string },
  { actor, lang }: Reading,
): PayoutView {
  const { given } = more;
  return {
    id: row.taskId,
    key: row.key,
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    shop: { id: row.shopId, name: more.shop },
    orderNo: more.orderNo,
    title: familyOf(task.kind).title(task, lang),
    state: row.state,
    amountFen: row.amountFen,
    payee:
      row.payee !== null && row.way !== null && row.payeeBy !== null && row.payeeAt !== null
        ? { way: row.way, name: row.nameMask, account: row.accountMask, by: row.payeeBy, at: row.payeeAt.toISOString() }
        : null,
    failure: row.failure === null ? null : { code: row.failure, words: payoutFailureWords(row.failure, lang), note: row.failureNote ?? '' },
    theirNo: row.theirNo,
    batch: more.batch,
    given: { paidFen: given.paidFen, platformFen: given.platformFen, oursFen: given.oursFen, carrierFen: given.carrierFen },
    warnings: [...more.warnings],
    openedAt: row.openedAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    paidAt: row.paidAt?.toISOString() ?? null,
    late: task.lateAt !== null && task.settledAt === null,
    may: mayNow(row, actor),
  };
}

function mayNow(row: PayoutRow, actor: Actor): PayoutView['may'] {
  const on = { shopId: row.shopId };
  const make = mayOn(actor, 'payout.make', on);
  const payee = row.state === 'waiting-payee' || row.state === 'ready' || row.state === 'failed';
  const found: (PayoutView['may'][number] | false)[] = [
    payee && mayOn(actor, 'case.answer', on) && 'payee',
    row.state === 'failed' && make && row.payee !== null && !(row.failure && payeeFailures.includes(row.failure)) && 'retry',
    row.payee !== null && mayOn(actor, 'payout.check', on) && 'reveal',
    row.state === 'ready' && make && 'batch',
    row.state === 'paid' && mayOn(actor, 'payout.check', on) && 'bounce',
  ];
  return found.filter((each) => each !== false);
}

/** Batches with their sums, and what this reader may do: never check their own. */
export async function presentBatches(on: Reader, rows: readonly BatchRow[], actor: Actor, make: boolean): Promise<BatchView[]> {
  const sums = new Map(
    (
      await batchSums(
        on,
        rows.map((row) => row.id),
      )
    ).map((each) => [each.batchId, each]),
  );
  const staff = new Map(
    (
      await all(
        sql<{ id: string; name: string }>`select 'staff:' || id::text as id, name from staff
          where 'staff:' || id::text = any(${rows.flatMap((row) => [row.madeBy, row.checkedBy ?? ''])})`,
        on,
      )
    ).map((row) => [row.id, row.name]),
  );
  const me = `${actor.kind}:${actor.id}`;
  return rows.map((row) => {
    const sum = sums.get(row.id);
    const own = row.madeBy === me;
    const may: (BatchView['may'][number] | false)[] = [
      row.state === 'in-check' && !own && 'approve',
      (row.state === 'in-check' || row.state === 'approved') && !own && 'return',
      row.state === 'approved' && make && 'send',
      (row.state === 'sent' || row.state === 'settled') && make && 'download',
    ];
    return {
      id: row.id,
      number: row.number,
      state: row.state,
      madeBy: staff.get(row.madeBy) ?? row.madeBy,
      madeAt: row.madeAt.toISOString(),
      checkedBy: row.checkedBy === null ? null : (staff.get(row.checkedBy) ?? row.checkedBy),
      checkedAt: row.checkedAt?.toISOString() ?? null,
      note: row.note,
      override: row.override,
      layout: row.layout,
      downloads: row.downloads,
      n: sum?.n ?? 0,
      totalFen: sum?.totalFen ?? 0,
      paidFen: sum?.paidFen ?? 0,
      failedFen: sum?.failedFen ?? 0,
      waitingFen: sum?.waitingFen ?? 0,
      own,
      may: may.filter((each) => each !== false),
    };
  });
}

/** The payments of a batch in the order of its file. */
export async function presentLines(on: Reader, batch: BatchRow, reading: Reading) {
  const lines = (await linesOf(on, batch.id)).filter((line) => line.outcome !== 'withdrawn');
  const rows = (await Promise.all(lines.map((line) => payoutById(on, line.taskId)))).filter((row) => row !== undefined);
  const views = new Map((await presentPayouts(on, rows, reading)).map((view) => [view.id, view]));
  return lines.flatMap((line) => {
    const payout = views.get(line.taskId);
    return payout
      ? [{ position: line.position, rowKey: rowKeyOf(batch.number, line.position), outcome: line.outcome, why: line.why, payout }]
      : [];
  });
}
