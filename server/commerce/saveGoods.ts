import type { Command } from '#platform/command.ts';
import { writeEvents } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import { goodsChanged, type Shop } from './contract.ts';
import { type Merged, type MergeRow, mergeRows } from './mergeRows.ts';
import { uniqueRows } from './orderRows.ts';
import { componentsTable, goodsTable, partsTable } from './orderTables.ts';
import { goodsIds, knownPlaces, lockShop, raiseVersions, retireParts } from './saveStore.ts';
import type { GoodsGiven } from './wire.ts';

export interface CodedGoods {
  readonly code: string;
  readonly given: GoodsGiven;
}

export interface SavedGoods {
  readonly id: string;
  readonly code: string;
  readonly outcome: 'arrived' | 'changed' | 'unchanged';
}

/**
 * Puts goods with parts and bundle components, up to 500 at once, matched by (shop, code). With `wholeLists` a parts list
 * that is given is the whole list: parts that it doesn't name are retired, never deleted; a file may bring its rows in pieces,
 * so an import only adds and changes. Any change raises the goods' version. Lines sold
 * before keep the parts they were sold with (OR-6). A component must be known or stand in the same call, else it is left out
 * and named by the caller's own check (unknownComponents).
 */
export async function saveGoods(command: Command, shop: Shop, goods: readonly CodedGoods[], wholeLists: boolean): Promise<SavedGoods[]> {
  if (goods.length === 0) return [];
  const { tx } = command;
  await lockShop(tx, shop.id);
  const places = await knownPlaces(tx);
  const rows = goods.map(
    ({ code, given }): MergeRow => ({
      id: newId(),
      shop_id: shop.id,
      code,
      title: given.title,
      title_en: given.titleEn,
      kind: given.kind,
      price_fen: given.priceFen,
      stated_fen: given.statedFen,
      warehouse_id: given.warehouse === undefined ? undefined : places.warehouse(given.warehouse),
      picture: given.picture,
      changed_at: command.now.toISOString(),
    }),
  );
  const heads = await mergeRows(tx, goodsTable, uniqueRows(rows, 'code'));
  const named = goods.flatMap(({ code, given }) => [code, ...(given.components ?? []).map((each) => each.goodsCode)]);
  const ids = await goodsIds(tx, shop.id, named);
  const idOf = (code: string): string => ids.get(code) ?? '';
  const codes = new Map([...ids].map(([code, id]) => [id, code]));
  const touched = new Set<string>();
  const touch = (merged: Merged, key: string): void => {
    for (const row of [...merged.added, ...merged.changed]) touched.add(codes.get(row[key] ?? '') ?? '');
  };

  const parts = goods.flatMap(({ code, given }) =>
    (given.parts ?? []).map(
      (part, position): MergeRow => ({
        id: newId(),
        goods_id: idOf(code),
        position,
        code: part.code,
        name: part.name,
        name_en: part.nameEn,
        model: part.model,
        erp_code: part.erpCode,
        quantity: part.quantity,
        cost_fen: part.costFen,
        value_fen: part.valueFen,
        resent_from: part.resentFrom === undefined ? undefined : places.warehouse(part.resentFrom),
        resent_by: part.resentBy,
        stock: part.stock,
        stock_until: part.stockUntil,
        picture: part.picture,
        active: true,
      }),
    ),
  );
  touch(await mergeRows(tx, partsTable, uniqueRows(parts, 'goods_id', 'code')), 'goods_id');
  const whole = goods
    .filter(({ given }) => wholeLists && given.parts !== undefined)
    .map(({ code, given }) => ({ goodsId: idOf(code), codes: (given.parts ?? []).map((part) => part.code) }));
  for (const goodsId of await retireParts(tx, whole)) touched.add(codes.get(goodsId) ?? '');
  const components = goods.flatMap(({ code, given }) =>
    (given.components ?? []).flatMap((each, position): MergeRow[] =>
      ids.has(each.goodsCode)
        ? [{ bundle_id: idOf(code), component_id: idOf(each.goodsCode), quantity: each.quantity, share_bp: each.shareBp, position }]
        : [],
    ),
  );
  touch(await mergeRows(tx, componentsTable, uniqueRows(components, 'bundle_id', 'component_id')), 'bundle_id');

  const arrived = new Set(heads.added.map((row) => row['code']));
  const changedHeads = new Set(heads.changed.map((row) => row['code']));
  // A changed head has raised its version itself.
  await raiseVersions(tx, [...touched].filter((code) => !arrived.has(code) && !changedHeads.has(code)).map(idOf), command.now);
  const saved = goods.map(
    ({ code }): SavedGoods => ({
      id: idOf(code),
      code,
      outcome: arrived.has(code) ? 'arrived' : changedHeads.has(code) || touched.has(code) ? 'changed' : 'unchanged',
    }),
  );
  const told = saved.filter((each) => each.outcome !== 'unchanged').map((each) => each.id);
  await writeEvents(command, told.length === 0 ? [] : [{ kind: goodsChanged, shopId: shop.id, data: { goodsIds: told } }]);
  return saved;
}
