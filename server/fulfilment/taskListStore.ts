import { all, type Reader, sql } from '#platform/db.ts';
import type { TaskRow } from './tasksStore.ts';

/** Shipped goods whose waybill has been signed for, as the imports of parcels tell (FU-6). */
export function arrivedByScan(on: Reader, limit: number): Promise<{ id: string; caseId: string }[]> {
  return all(
    sql<{
      id: string;
      caseId: string;
    }>`select t.id, t.case_id as "caseId" from fulfilment_tasks t join parcels p on p.shop_id = t.shop_id and p.waybill = t.waybill
      where t.state = 'shipped' and p.state = 'signed' and t.doubted_at is null
      order by t.id limit ${limit}`,
    on,
  );
}

export interface Scan {
  readonly waybill: string;
  readonly at: Date | null;
  readonly text: string | null;
  readonly place: string | null;
}

/** The last scan of each waybill that the shop's parcels know (FU-4). */
export function scansOf(on: Reader, shopId: string, waybills: readonly string[]): Promise<Scan[]> {
  if (waybills.length === 0) return Promise.resolve([]);
  return all(
    sql<Scan>`select waybill, scan_at as at, scan_text as text, scan_place as place from parcels where shop_id = ${shopId} and waybill = any(${[...waybills]})`,
    on,
  );
}

export interface IntentStand {
  readonly id: string;
  readonly state: 'ready' | 'calling' | 'waiting' | 'done' | 'refused' | 'uncertain' | 'needs-person' | 'recalled';
  readonly fault: string | null;
  readonly attempts: number;
}

export async function intentsById(on: Reader, ids: readonly string[]): Promise<Map<string, IntentStand>> {
  if (ids.length === 0) return new Map();
  const rows = await all(sql<IntentStand>`select id, state, fault, attempts from intents where id = any(${[...ids]}::uuid[])`, on);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Names of warehouses, shops and people, and case numbers, for a page of tasks. */
export async function namesFor(
  on: Reader,
  tasks: readonly TaskRow[],
): Promise<{
  warehouses: Map<string, { zh: string; en: string }>;
  shops: Map<string, { zh: string; en: string }>;
  numbers: Map<string, string>;
  staff: Map<string, string>;
}> {
  const warehouses = await all(
    sql<{
      id: string;
      zh: string;
      en: string;
    }>`select id, name as zh, name_en as en from warehouses where id = any(${[...new Set(tasks.flatMap((task) => task.warehouseId ?? []))]}::uuid[])`,
    on,
  );
  const shops = await all(
    sql<{
      id: string;
      zh: string;
      en: string;
    }>`select id, name as zh, name_en as en from shops where id = any(${[...new Set(tasks.map((task) => task.shopId))]}::uuid[])`,
    on,
  );
  const numbers = await all(
    sql<{
      id: string;
      number: string;
    }>`select id, number from cases where id = any(${[...new Set(tasks.map((task) => task.caseId))]}::uuid[])`,
    on,
  );
  const staff = await all(
    sql<{
      id: string;
      name: string;
    }>`select id, name from staff where id = any(${[...new Set(tasks.flatMap((task) => task.ownerId ?? []))]}::uuid[])`,
    on,
  );
  return {
    staff: new Map(staff.map((row) => [row.id, row.name])),
    warehouses: new Map(warehouses.map((row) => [row.id, row])),
    shops: new Map(shops.map((row) => [row.id, row])),
    numbers: new Map(numbers.map((row) => [row.id, row.number])),
  };
}
