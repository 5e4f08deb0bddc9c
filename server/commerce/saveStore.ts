import { all, jsonb, type Reader, sql, type Tx } from '#platform/db.ts';
import type { KnownGoods, Places } from './orderRows.ts';

/** Held until the command ends: two commands never write orders of one shop at once, so nothing races and nothing deadlocks. */
export async function lockShop(tx: Tx, shopId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`orders of ${shopId}`}, 0))`.execute(tx);
}

async function idsBy(on: Reader, query: ReturnType<typeof sql<{ name: string; id: string }>>): Promise<Map<string, string>> {
  return new Map((await all(query, on)).map((row) => [row.name, row.id]));
}

export function idsOfOrders(on: Reader, shopId: string, numbers: readonly string[]): Promise<Map<string, string>> {
  return idsBy(on, sql`select order_no as name, id from orders where shop_id = ${shopId} and order_no = any(${[...numbers]})`);
}

export function idsOfTrades(on: Reader, shopId: string, numbers: readonly string[]): Promise<Map<string, string>> {
  return idsBy(on, sql`select trade_no as name, id from erp_trades where shop_id = ${shopId} and trade_no = any(${[...numbers]})`);
}

export function idsOfParcels(on: Reader, shopId: string, waybills: readonly string[]): Promise<Map<string, string>> {
  return idsBy(on, sql`select waybill as name, id from parcels where shop_id = ${shopId} and waybill = any(${[...waybills]})`);
}

export interface LineKey {
  readonly id: string;
  readonly orderId: string;
  readonly lineNo: string;
  readonly partOf: string | null;
  readonly quantity: number;
}

/** Lines of orders by `${orderId} ${lineNo}`. */
export async function idsOfLines(on: Reader, orderIds: readonly string[]): Promise<Map<string, LineKey>> {
  const rows = await all(
    sql<LineKey>`select id, order_id as "orderId", line_no as "lineNo", part_of as "partOf", quantity from sub_orders where order_id = any(${[...orderIds]}::uuid[])`,
    on,
  );
  return new Map(rows.map((row) => [`${row.orderId} ${row.lineNo}`, row]));
}

/** A shop's goods by code, with the components of bundles, and those components' goods as well. */
export async function goodsByCode(on: Reader, shopId: string, codes: readonly (string | undefined)[]): Promise<Map<string, KnownGoods>> {
  const wanted = [...new Set(codes.filter((code) => code !== undefined && code !== ''))];
  if (wanted.length === 0) return new Map();
  const rows = await all(
    sql<KnownGoods>`with named as (select id from goods where shop_id = ${shopId} and code = any(${wanted})),
      wanted as (select id from named union select c.component_id from bundle_components c join named on named.id = c.bundle_id)
      select g.id, g.code, g.kind, g.version, g.stated_fen as "statedFen",
        (select jsonb_agg(jsonb_build_object('goodsId', p.id, 'code', p.code, 'title', p.title, 'quantity', c.quantity, 'shareBp', c.share_bp) order by c.position, p.code)
          from bundle_components c join goods p on p.id = c.component_id where c.bundle_id = g.id) as components
      from wanted join goods g on g.id = wanted.id`,
    on,
  );
  return new Map(rows.map((row) => [row.code, row]));
}

/** Copies the parts of today's goods to new lines: from now on they are the parts as sold (OR-4). */
export async function keepPartsAsSold(tx: Tx, lineIds: readonly string[]): Promise<void> {
  if (lineIds.length === 0) return;
  await sql`insert into order_line_parts (line_id, shop_id, part_id, position, code, name, name_en, model, erp_code, quantity, cost_fen, value_fen, resent_from, resent_by, picture)
    select l.id, l.shop_id, p.id, p.position, p.code, p.name, p.name_en, p.model, p.erp_code, p.quantity, p.cost_fen, p.value_fen, p.resent_from, p.resent_by, p.picture
    from sub_orders l join goods_parts p on p.goods_id = l.goods_id and p.active where l.id = any(${[...lineIds]}::uuid[])
    on conflict (line_id, code) do nothing`.execute(tx);
}

/** Carriers and warehouses by code and by either name, without regard to case. */
export async function knownPlaces(on: Reader): Promise<Places> {
  const rows = await all(
    sql<{
      kind: 'carrier' | 'warehouse';
      id: string;
      code: string;
      name: string;
      nameEn: string;
    }>`select 'carrier' as kind, id, code, name, name_en as "nameEn" from carriers
      union all select 'warehouse', id, code, name, name_en from warehouses`,
    on,
  );
  const ids = new Map(
    rows.flatMap((row) => [row.nameEn, row.name, row.code].map((name) => [`${row.kind} ${name.toLowerCase()}`, row.id] as const)),
  );
  return {
    carrier: (named) => ids.get(`carrier ${named.trim().toLowerCase()}`),
    warehouse: (named) => ids.get(`warehouse ${named.trim().toLowerCase()}`),
  };
}

export function goodsIds(on: Reader, shopId: string, codes: readonly string[]): Promise<Map<string, string>> {
  return idsBy(on, sql`select code as name, id from goods where shop_id = ${shopId} and code = any(${[...codes]})`);
}

/** Parts that a whole list no longer names; answers the goods that lost one. */
export async function retireParts(tx: Tx, lists: readonly { goodsId: string; codes: readonly string[] }[]): Promise<string[]> {
  if (lists.length === 0) return [];
  const rows = await all(
    sql<{
      goodsId: string;
    }>`update goods_parts p set active = false from jsonb_to_recordset(${jsonb(lists)}) as r("goodsId" uuid, codes jsonb)
      where p.goods_id = r."goodsId" and p.active and not r.codes ? p.code returning p.goods_id as "goodsId"`,
    tx,
  );
  return rows.map((row) => row.goodsId);
}

export async function raiseVersions(tx: Tx, goodsIds: readonly string[], now: Date): Promise<void> {
  if (goodsIds.length === 0) return;
  await sql`update goods set version = version + 1, changed_at = ${now} where id = any(${[...goodsIds]}::uuid[])`.execute(tx);
}
