import { all, one, type Reader, sql } from '#platform/db.ts';
import type { PartFacts } from './contract.ts';

export interface GoodsFacts {
  readonly id: string;
  readonly shopId: string;
  readonly code: string;
  readonly title: string;
  readonly titleEn: string;
  readonly kind: string;
  readonly priceFen: number | null;
  readonly statedFen: number | null;
  readonly version: number;
  readonly parts: readonly PartFacts[];
}

/** Goods with their parts of today (OR-6). */
export async function goodsById(on: Reader, goodsId: string): Promise<GoodsFacts | undefined> {
  const goods = await one(
    sql<
      Omit<GoodsFacts, 'parts'>
    >`select id, shop_id as "shopId", code, title, title_en as "titleEn", kind, price_fen as "priceFen", stated_fen as "statedFen", version from goods where id = ${goodsId}`,
    on,
  );
  if (!goods) return undefined;
  const parts = await all(
    sql<PartFacts>`select id as "lineId", code, name, name_en as "nameEn", model, erp_code as "erpCode", quantity, cost_fen as "costFen", value_fen as "valueFen", resent_from as "resentFromId",
      resent_by as "resentBy", stock, stock_until as "stockUntil", picture, false as "asSold" from goods_parts where goods_id = ${goodsId} and active order by position, code`,
    on,
  );
  return { ...goods, parts };
}

/** What goods cost today, fen of one unit; goods without a price are left out. */
export async function currentPrices(on: Reader, goodsIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await all(
    sql<{
      id: string;
      fen: number;
    }>`select id, price_fen as fen from goods where id = any(${[...goodsIds]}::uuid[]) and price_fen is not null`,
    on,
  );
  return new Map(rows.map((row) => [row.id, row.fen]));
}
