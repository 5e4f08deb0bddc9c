import { casesOf } from '#customers/contract.ts';
import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, jsonb, one, type Reader, sql } from '#platform/db.ts';
import { countCap } from '#platform/list.ts';
import { scopeCondition } from '#staff/contract.ts';
import type { ReturnedState } from './returnedStates.ts';
import type { pickupFailures } from './returnedWire.ts';

export interface ReturnedGoods {
  readonly lineId: string | null;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly quantity: number;
}

/** What is awaited back of one choice (FU-11). Amounts in fen. */
export interface ReturnedRow {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly orderNo: string | null;
  readonly shopId: string;
  readonly round: number;
  readonly source: string;
  readonly wayBack: 'pickup' | 'own-shipment';
  readonly goods: readonly ReturnedGoods[];
  readonly state: ReturnedState;
  readonly dueAt: Date;
  readonly carrierName: string | null;
  readonly waybill: string | null;
  /** The carrier comes from `pickupAt` to `pickupUntil`. */
  readonly pickupAt: Date | null;
  readonly pickupUntil: Date | null;
  readonly pickupFails: number;
  readonly pickupWhy: (typeof pickupFailures)[number] | null;
  /** When it suits, in the customer's words. */
  readonly pickupWish: string;
  readonly receivedAt: Date | null;
  readonly weightG: number | null;
  readonly inspectedAt: Date | null;
  readonly freightMostFen: number;
  readonly freightFen: number | null;
  readonly freightFileId: string | null;
  readonly freightPaidFen: number | null;
}

const columns = sql`r.id, r.case_id as "caseId", c.number as "caseNumber", c.order_no as "orderNo", r.shop_id as "shopId", r.round, r.source, r.way_back as "wayBack", r.goods, r.state,
  r.due_at as "dueAt", r.carrier_name as "carrierName", r.waybill, r.pickup_at as "pickupAt", r.pickup_until as "pickupUntil", r.pickup_fails as "pickupFails",
  r.pickup_why as "pickupWhy", r.pickup_wish as "pickupWish", r.received_at as "receivedAt", r.weight_g as "weightG", r.inspected_at as "inspectedAt",
  r.freight_most_fen as "freightMostFen", r.freight_fen as "freightFen", r.freight_file_id as "freightFileId", r.freight_paid_fen as "freightPaidFen"`;
const from = sql`returned_goods r join cases c on c.id = r.case_id`;

/** Awaits goods; false when this choice's are awaited already. */
export async function insertReturned(
  command: Command,
  row: Pick<ReturnedRow, 'id' | 'caseId' | 'shopId' | 'round' | 'source' | 'wayBack' | 'goods' | 'dueAt' | 'freightMostFen'>,
): Promise<boolean> {
  const made = await one(
    sql<{
      id: string;
    }>`insert into returned_goods (id, case_id, shop_id, round, source, way_back, goods, state, due_at, freight_most_fen, created_at)
      values (${row.id}, ${row.caseId}, ${row.shopId}, ${row.round}, ${row.source}, ${row.wayBack}, ${jsonb(row.goods)}, 'awaited', ${row.dueAt}, ${row.freightMostFen}, ${command.now})
      on conflict (source) do nothing returning id`,
    command.tx,
  );
  return made !== undefined;
}

/** Saves what a command changed. */
export async function saveReturned({ tx, now }: Command, row: ReturnedRow): Promise<void> {
  await sql`update returned_goods set state = ${row.state}, way_back = ${row.wayBack}, carrier_name = ${row.carrierName}, waybill = ${row.waybill},
      pickup_at = ${row.pickupAt}, pickup_until = ${row.pickupUntil}, pickup_fails = ${row.pickupFails}, pickup_why = ${row.pickupWhy}, pickup_wish = ${row.pickupWish},
      freight_most_fen = ${row.freightMostFen}, due_at = ${row.dueAt},
      announced_at = case when ${row.state} = 'on-its-way' then coalesce(announced_at, ${now}) else announced_at end, received_at = ${row.receivedAt}, weight_g = ${row.weightG},
      inspected_at = ${row.inspectedAt}, freight_fen = ${row.freightFen}, freight_file_id = ${row.freightFileId},
      freight_at = case when ${row.freightFen}::bigint is not null then coalesce(freight_at, ${now}) end, freight_paid_fen = ${row.freightPaidFen}
    where id = ${row.id}`.execute(tx);
}

export function returnedById(on: Reader, id: string): Promise<ReturnedRow | undefined> {
  return one(sql<ReturnedRow>`select ${columns} from ${from} where r.id = ${id}`, on);
}

/** What a case awaits and awaited, oldest first. */
export function returnedOfCase(on: Reader, caseId: string): Promise<ReturnedRow[]> {
  return all(sql<ReturnedRow>`select ${columns} from ${from} where r.case_id = ${caseId} order by r.created_at, r.id`, on);
}

export interface ReturnedFilter {
  readonly state?: ReturnedState | undefined;
  readonly shopId?: string | undefined;
  /** A case or order number, a waybill, or the tail of one. */
  readonly q?: string | undefined;
}

function matching(actor: Actor, filter: ReturnedFilter) {
  const q = filter.q?.normalize('NFKC').replace(/\s/g, '') ?? '';
  return sql`${scopeCondition(actor, 'fulfilment.read', { shop: 'r.shop_id' })} and (${filter.state ?? null}::text is null or r.state = ${filter.state ?? null})
    and (${filter.shopId ?? null}::uuid is null or r.shop_id = ${filter.shopId ?? null}::uuid)
    and (${q} = '' or c.number = upper(${q}) or c.order_no = ${q} or r.waybill = ${q} or (length(${q}) >= 4 and r.waybill like '%' || ${q.replaceAll(/[%_\\]/g, '')}))`;
}

export function returnedPage(
  on: Reader,
  actor: Actor,
  filter: ReturnedFilter,
  after: { dueAt: Date; id: string } | null,
  limit: number,
): Promise<ReturnedRow[]> {
  return all(
    sql<ReturnedRow>`select ${columns} from ${from} where ${matching(actor, filter)}
      and (${after?.dueAt ?? null}::timestamptz is null or (r.due_at, r.id) > (${after?.dueAt ?? null}, ${after?.id ?? null}::uuid)) order by r.due_at, r.id limit ${limit}`,
    on,
  );
}

export async function returnedCount(on: Reader, actor: Actor, filter: ReturnedFilter): Promise<number> {
  const row = await one(
    sql<{ n: number }>`select count(*) as n from (select 1 from ${from} where ${matching(actor, filter)} limit ${countCap}) s`,
    on,
  );
  return row?.n ?? 0;
}

export interface SoughtRow {
  readonly id: string;
  readonly caseNumber: string;
  readonly orderNo: string | null;
  readonly waybills: readonly string[];
  readonly phoneTails: readonly string[];
  readonly goods: readonly string[];
  readonly givenUp: boolean;
}

/** What is looked for in the actor's shops (given up included: it may still come), with all that it can be known by. */
export function soughtFor(on: Reader, actor: Actor, shopId: string | null): Promise<SoughtRow[]> {
  return all(
    sql<SoughtRow>`select r.id, c.number as "caseNumber", c.order_no as "orderNo",
        array_remove(array[r.waybill] || array(select p.waybill from order_parcels op join parcels p on p.id = op.parcel_id where op.order_id = c.order_id), null) as waybills,
        array(select right(regexp_replace(h.value, '\D', '', 'g'), 4) from customer_handles h where h.customer_id = c.customer_id and h.kind in ('phone', 'virtual-phone'))
          || array(select o.phone_tail from order_contacts o where o.order_id = c.order_id and o.phone_tail <> '') as "phoneTails",
        array(select g ->> 'name' from jsonb_array_elements(r.goods) g) || array(select g ->> 'code' from jsonb_array_elements(r.goods) g) as goods,
        r.state = 'given-up' as "givenUp"
      from ${from} where r.state in ('awaited', 'booked', 'on-its-way', 'overdue', 'given-up') and ${scopeCondition(actor, 'fulfilment.read', { shop: 'r.shop_id' })}
        and (${shopId}::uuid is null or r.shop_id = ${shopId}::uuid)
      order by r.due_at desc limit 2000`,
    on,
  );
}

export interface InspectionRow {
  readonly returnedId: string;
  readonly round: number;
  readonly lines: readonly {
    readonly code: string;
    readonly name: string;
    readonly quantity: number;
    readonly grade: 'resell' | 'second' | 'scrap' | 'incomplete' | 'not-ours';
  }[];
  readonly grade: 'resell' | 'second' | 'scrap' | 'incomplete' | 'not-ours';
  readonly note: string;
  readonly by: string | null;
  readonly at: Date;
}

export async function insertInspection(
  command: Command,
  row: Omit<InspectionRow, 'by' | 'at'> & { id: string; caseId: string; weightG: number | null; files: readonly string[] },
): Promise<void> {
  await sql`insert into goods_inspections (id, returned_id, case_id, round, lines, grade, weight_g, note, files, by_kind, by_id, at)
    values (${row.id}, ${row.returnedId}, ${row.caseId}, ${row.round}, ${jsonb(row.lines)}, ${row.grade}, ${row.weightG}, ${row.note}, ${[...row.files]}, ${command.actor.kind}, ${command.actor.id}, ${command.now})`.execute(
    command.tx,
  );
}

export function inspectionsOf(on: Reader, returnedIds: readonly string[]): Promise<InspectionRow[]> {
  if (returnedIds.length === 0) return Promise.resolve([]);
  return all(
    sql<InspectionRow>`select i.returned_id as "returnedId", i.round, i.lines, i.grade, i.note, s.name as by, i.at from goods_inspections i
      left join staff s on i.by_kind = 'staff' and s.id::text = i.by_id where i.returned_id = any(${[...returnedIds]}::uuid[]) order by i.at`,
    on,
  );
}

/** Where goods of a shop are sent back to; undefined when nobody has set it. */
export function returnAddress(on: Reader, shopId: string): Promise<{ zh: string; en: string } | undefined> {
  return one(sql<{ zh: string; en: string }>`select words as zh, words_en as en from return_addresses where shop_id = ${shopId}`, on);
}

export async function saveReturnAddress(command: Command, shopId: string, words: { words: string; wordsEn: string }): Promise<void> {
  await sql`insert into return_addresses (shop_id, words, words_en, changed_at, changed_by)
    values (${shopId}, ${words.words}, ${words.wordsEn}, ${command.now}, ${`${command.actor.kind}:${command.actor.id}`})
    on conflict (shop_id) do update set words = excluded.words, words_en = excluded.words_en, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(
    command.tx,
  );
}

/** Free text about a person that was erased; goods, grades and weights stay (IV-7). */
export async function blankReturned({ tx }: Command, customerId: string): Promise<void> {
  await sql`update returned_goods set pickup_wish = '' where case_id in ${casesOf(customerId)}`.execute(tx);
  await sql`update goods_inspections set note = '' where case_id in ${casesOf(customerId)}`.execute(tx);
  await sql`update goods_arrivals a set words = '', phone_tail = null, note = '' from returned_goods r
    where r.id = a.returned_id and r.case_id in ${casesOf(customerId)}`.execute(tx);
}
