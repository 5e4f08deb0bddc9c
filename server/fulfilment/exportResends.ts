import type { Command } from '#platform/command.ts';
import type { Actor } from '#platform/actor.ts';
import { hour } from '#platform/clock.ts';
import { jsonb, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { wallClock } from '#platform/localTime.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { shopById } from '#commerce/contract.ts';
import { writeAccess } from '#customers/contract.ts';
import { exportById, rowsToExport, tasksByIds } from './boardStore.ts';
import { moveTask } from './moveTask.ts';
import { layoutById } from './layouts.ts';
import { shippedLayouts } from './layoutColumns.ts';
import { type LayoutColumn, type ResendLine, sheetOf } from './resendFile.ts';
import { paceOf } from './settings.ts';
import { writeCsv, writeXlsx } from './sheets.ts';
import { taskClock } from './taskClock.ts';
import type { fileLayouts } from './wire.ts';
import { namesFor } from './taskListStore.ts';
import { type TaskRow } from './tasksStore.ts';
import { goodsKinds } from './kindGoods.ts';

/** Rows of one file. */
const most = 500;

export interface ExportWish {
  readonly layout: (typeof fileLayouts)[number];
  /** Of `own`: which; then only rows of its shop go out. */
  readonly layoutId?: string | undefined;
  readonly format: 'csv' | 'xlsx';
  readonly ids?: readonly string[] | undefined;
  readonly warehouseId?: string | undefined;
}

/**
 * Hands open resends to the warehouse as a file (FU-14): each row is marked sent-to-warehouse once; one sent before goes
 * into a file again only when named, and is recognised there by our key. What isn't taken over in time is raised by itself.
 * Refuses `nothing-to-export`, `own-layout-unknown`.
 */
export async function exportResends(command: Command, wish: ExportWish): Promise<Result<{ id: string; count: number }>> {
  const layout = await columnsOf(command, wish);
  if (!layout.ok) return layout;
  const rows = await rowsToExport(command.tx, command.actor, { ...wish, shopId: layout.value.shopId }, most);
  if (rows.length === 0) return refuse('nothing-to-export');
  for (const row of rows.filter((each) => each.state === 'open')) {
    const moved = await moveTask(command, row.id, {
      move: 'send',
      action: 'fulfilment.work',
      only: goodsKinds,
      repeats: (task) => task.state === 'sent-to-warehouse',
      change: async (doing, task) => {
        const pickUpBy = new Date(command.now.getTime() + (await paceOf(command.tx)).pickUpWithinHours * hour);
        await taskClock(doing, task, { name: 'task-pick-up', title: pickUpTitle, until: pickUpBy, source: 'FU-14' });
        return ok({ ...task, sentAt: task.sentAt ?? command.now, pickUpBy });
      },
    });
    if (!moved.ok) return moved;
  }
  const id = newId();
  await sql`insert into resend_exports (id, layout, columns, format, task_ids, made_by, at)
    values (${id}, ${wish.layout}, ${jsonb(layout.value.columns)}, ${wish.format}, ${rows.map((row) => row.id)}, ${`${command.actor.kind}:${command.actor.id}`}, ${command.now})`.execute(
    command.tx,
  );
  await writeAccess(command, { act: 'export', subject: 'resends', subjectId: id, why: `${wish.layout} ${rows.length}` });
  return ok({ id, count: rows.length });
}

const pickUpTitle = { zh: '仓库接单', en: 'Taken over by the warehouse' };

async function columnsOf(command: Command, wish: ExportWish): Promise<Result<{ columns: readonly LayoutColumn[]; shopId?: string }>> {
  if (wish.layout !== 'own') return ok({ columns: shippedLayouts[wish.layout] });
  const own = wish.layoutId ? await layoutById(command.tx, command.actor, wish.layoutId) : undefined;
  return own ? ok({ columns: own.columns, shopId: own.shopId }) : refuse('own-layout-unknown', { field: 'layoutId' });
}

export interface ExportedFile {
  readonly bytes: Buffer;
  readonly name: string;
  readonly type: string;
}

/** The file of an export, made anew from the rows as they stand; undefined when the actor may not work on all of its shops. */
export async function fileOfExport(
  on: Reader,
  actor: Actor,
  id: string,
  mayWork: (actor: Actor, shopId: string) => boolean,
): Promise<ExportedFile | undefined> {
  const found = await exportById(on, id);
  if (!found) return undefined;
  const tasks = await tasksByIds(on, found.taskIds);
  if (tasks.some((task) => !mayWork(actor, task.shopId))) return undefined;
  const sheet = sheetOf(found.columns ?? shippedLayouts[found.layout === 'own' ? 'generic' : found.layout], await linesOf(on, tasks));
  const stamp = found.at.toISOString().slice(0, 16).replaceAll(/[-:T]/g, '');
  if (found.format === 'csv') return { bytes: writeCsv(sheet), name: `resends-${stamp}.csv`, type: 'text/csv; charset=utf-8' };
  return {
    bytes: await writeXlsx(sheet),
    name: `resends-${stamp}.xlsx`,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  };
}

async function linesOf(on: Reader, tasks: readonly TaskRow[]): Promise<ResendLine[]> {
  const names = await namesFor(on, tasks);
  const zones = new Map<string, string>();
  for (const shopId of new Set(tasks.map((task) => task.shopId))) zones.set(shopId, (await shopById(on, shopId))?.zone ?? 'Asia/Shanghai');
  return tasks.map((task) => {
    const promised = task.promisedAt ? wallClock(task.promisedAt, zones.get(task.shopId) ?? 'Asia/Shanghai') : null;
    return {
      key: task.key,
      kind: task.kind,
      caseNumber: names.numbers.get(task.caseId) ?? '',
      shop: names.shops.get(task.shopId)?.zh ?? '',
      orderNo: task.orderNo ?? '',
      warehouse: task.warehouseId ? (names.warehouses.get(task.warehouseId)?.zh ?? '') : '',
      erpCode: task.erpCode ?? task.partCode ?? '',
      name: task.partName ?? '',
      quantity: task.quantity ?? 1,
      promised: promised ? `${promised.day} ${promised.time.slice(0, 5)}` : '',
    };
  });
}
