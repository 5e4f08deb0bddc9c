import type { Actor } from '#platform/actor.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { countCap } from '#platform/list.ts';
import { scopeCondition } from '#staff/contract.ts';
import { taskColumns, type TaskRow } from './tasksStore.ts';
import type { LayoutColumn } from './resendFile.ts';
import type { TaskState } from './taskStates.ts';
import type { fileLayouts } from './wire.ts';

export interface BoardFilter {
  readonly state?: TaskState | 'late' | undefined;
  readonly shopId?: string | undefined;
  readonly warehouseId?: string | undefined;
  /** Our key, a case number, an order number or a waybill. */
  readonly q?: string | undefined;
}

function matching(actor: Actor, filter: BoardFilter) {
  const state =
    filter.state === undefined
      ? sql`true`
      : filter.state === 'late'
        ? sql`t.late_at is not null and t.settled_at is null`
        : sql`t.state = ${filter.state}`;
  const q = filter.q?.normalize('NFKC').replace(/\s/g, '') ?? '';
  return sql`t.kind in ('resend', 'reship', 'exchange', 'repair', 'follow-up') and ${scopeCondition(actor, 'fulfilment.read', { shop: 't.shop_id' })} and ${state}
    and (${filter.shopId ?? null}::uuid is null or t.shop_id = ${filter.shopId ?? null}::uuid)
    and (${filter.warehouseId ?? null}::uuid is null or t.warehouse_id = ${filter.warehouseId ?? null}::uuid)
    and (${q} = '' or t.key = upper(${q}) or t.waybill = ${q} or t.order_no = ${q} or t.case_id in (select id from cases where number = upper(${q})))`;
}

/** Rows of the resend board, nearest promise first, from after a position. */
export function boardPage(
  on: Reader,
  actor: Actor,
  filter: BoardFilter,
  after: { promisedAt: Date; id: string } | null,
  limit: number,
): Promise<TaskRow[]> {
  return all(
    sql<TaskRow>`select ${taskColumns} from fulfilment_tasks t where ${matching(actor, filter)}
        and (${after?.promisedAt ?? null}::timestamptz is null or (t.promised_at, t.id) > (${after?.promisedAt ?? null}, ${after?.id ?? null}::uuid))
      order by t.promised_at, t.id limit ${limit}`,
    on,
  );
}

export async function boardCount(on: Reader, actor: Actor, filter: BoardFilter): Promise<number> {
  const row = await one(
    sql<{ n: number }>`select count(*) as n from (select 1 from fulfilment_tasks t where ${matching(actor, filter)} limit ${countCap}) c`,
    on,
  );
  return row?.n ?? 0;
}

/** What an export takes: the named rows that the actor may work on, or every open one; in the cases' order, so that two exports never wait for each other in a circle. */
export function rowsToExport(
  on: Reader,
  actor: Actor,
  wanted: { ids?: readonly string[] | undefined; warehouseId?: string | undefined; shopId?: string | undefined },
  limit: number,
): Promise<TaskRow[]> {
  const which = wanted.ids
    ? sql`t.id = any(${[...wanted.ids]}::uuid[]) and t.state in ('open', 'sent-to-warehouse')`
    : sql`t.state = 'open'`;
  return all(
    sql<TaskRow>`select ${taskColumns} from fulfilment_tasks t where t.kind in ('resend', 'reship', 'exchange') and ${which} and ${scopeCondition(actor, 'fulfilment.work', { shop: 't.shop_id' })}
        and (${wanted.warehouseId ?? null}::uuid is null or t.warehouse_id = ${wanted.warehouseId ?? null}::uuid)
        and (${wanted.shopId ?? null}::uuid is null or t.shop_id = ${wanted.shopId ?? null}::uuid)
      order by t.case_id, t.key limit ${limit}`,
    on,
  );
}

export function tasksByIds(on: Reader, ids: readonly string[]): Promise<TaskRow[]> {
  return all(
    sql<TaskRow>`select ${taskColumns} from fulfilment_tasks t where t.id = any(${[...ids]}::uuid[]) order by t.case_id, t.key`,
    on,
  );
}

export interface ExportRow {
  readonly id: string;
  readonly layout: (typeof fileLayouts)[number];
  readonly columns: readonly LayoutColumn[] | null;
  readonly format: 'csv' | 'xlsx';
  readonly taskIds: readonly string[];
  readonly at: Date;
}

export function exportById(on: Reader, id: string): Promise<ExportRow | undefined> {
  return one(sql<ExportRow>`select id, layout, columns, format, task_ids as "taskIds", at from resend_exports where id = ${id}`, on);
}
