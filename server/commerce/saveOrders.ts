import type { Command } from '#platform/command.ts';
import { writeEvents } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import { orderArrived, orderChanged, type Shop } from './contract.ts';
import {
  goodsByCode,
  idsOfLines,
  idsOfOrders,
  idsOfParcels,
  idsOfTrades,
  keepPartsAsSold,
  knownPlaces,
  lockShop,
  type LineKey,
} from './saveStore.ts';
import { type Merged, type MergeRow, mergeRows } from './mergeRows.ts';
import { componentRows, contactRow, type KnownGoods, lineRow, orderRow, parcelRow, uniqueRows } from './orderRows.ts';
import {
  contactsTable,
  contentsTable,
  linesTable,
  lineTradesTable,
  orderParcelsTable,
  ordersTable,
  parcelsTable,
  refundsTable,
  tradeParcelsTable,
  tradesTable,
} from './orderTables.ts';
import type { OrderGiven } from './wire.ts';

export interface NumberedOrder {
  readonly orderNo: string;
  readonly given: OrderGiven;
}

export interface SavedOrder {
  readonly id: string;
  readonly orderNo: string;
  readonly outcome: 'arrived' | 'changed' | 'unchanged';
}

/**
 * Puts orders of one shop, up to 500 at once, matched by (shop, number), with lines, trades and parcels. Whatever says
 * nothing new isn't written and makes no event (the same file again changes nothing). Lines, trades and parcels that are no
 * longer named stay: cases hang on them. Prices and titles follow the platform's record; parts stay as they were when the
 * line came (OR-4). Files are
 * imported in any order, so `from` a file the state of an order or parcel only moves on. A shop's orders are written by one
 * command at a time.
 */
export async function saveOrders(
  command: Command,
  shop: Shop,
  orders: readonly NumberedOrder[],
  from: 'system' | 'file' = 'system',
): Promise<SavedOrder[]> {
  if (orders.length === 0) return [];
  const { tx } = command;
  await lockShop(tx, shop.id);
  const seen = new Changes();
  const rows = orders.map((order) => ({ ...orderRow(shop, order.orderNo, order.given, newId(), command.now), only_on: from === 'file' }));
  const heads = await mergeRows(tx, ordersTable, rows);
  const ids = await idsOfOrders(
    tx,
    shop.id,
    orders.map((order) => order.orderNo),
  );
  const idOf = (orderNo: string): string => must(ids.get(orderNo), orderNo);
  for (const { order_no } of heads.changed) seen.add(idOf(order_no ?? ''));
  const withIds = orders.map((order) => ({ ...order, id: idOf(order.orderNo) }));

  seen.addAll(
    await mergeRows(
      tx,
      contactsTable,
      withIds.map(({ id, given }) => contactRow(shop, id, given)).filter((row) => row !== undefined),
    ),
  );
  const refunds = withIds.flatMap(({ id, given }) =>
    (given.refunds ?? []).map((each) => ({
      order_id: id,
      shop_id: shop.id,
      refund_no: each.refundNo,
      fen: each.fen,
      state: each.state,
      at: each.at,
    })),
  );
  seen.addAll(await mergeRows(tx, refundsTable, uniqueRows(refunds, 'order_id', 'refund_no')));
  const lines = await saveLines(command, shop, withIds, seen);
  await saveTradesAndParcels(command, shop, withIds, lines, seen, from);

  const arrived = new Set(heads.added.map((row) => idOf(row['order_no'] ?? '')));
  const saved = withIds.map(
    ({ id, orderNo }): SavedOrder => ({ id, orderNo, outcome: arrived.has(id) ? 'arrived' : seen.has(id) ? 'changed' : 'unchanged' }),
  );
  await tell(command, shop, saved);
  return saved;
}

interface WithId extends NumberedOrder {
  readonly id: string;
}

/** Which orders something changed for. */
class Changes {
  private readonly ids = new Set<string>();
  add(orderId: string | undefined): void {
    if (orderId !== undefined) this.ids.add(orderId);
  }
  addAll(merged: Merged, orderOf: (key: Record<string, string>) => readonly string[] = (key) => [key['order_id'] ?? '']): void {
    for (const key of [...merged.added, ...merged.changed]) for (const id of orderOf(key)) this.add(id);
  }
  has(orderId: string): boolean {
    return this.ids.has(orderId);
  }
}

async function saveLines(command: Command, shop: Shop, orders: readonly WithId[], seen: Changes): Promise<Map<string, LineKey>> {
  const { tx } = command;
  const all = orders.flatMap((order) => (order.given.lines ?? []).map((line, position) => ({ order, line, position })));
  const known = await goodsByCode(
    tx,
    shop.id,
    all.flatMap(({ line }) => [line.goodsCode, ...(line.components ?? []).map((each) => each.goodsCode)]),
  );
  const goodsOf = (code: string | undefined): KnownGoods | undefined => (code === undefined ? undefined : known.get(code));
  const rows = all.map(({ order, line, position }) => lineRow(shop, order.id, line, position, goodsOf(line.goodsCode), newId()));
  const merged = await mergeRows(tx, linesTable, uniqueRows(rows, 'order_id', 'line_no'));
  seen.addAll(merged);
  const added = new Set(merged.added.map((key) => `${key['order_id']} ${key['line_no']}`));
  const orderIds = orders.map((order) => order.id);
  const ids = await idsOfLines(tx, orderIds);
  // A bundle's shares come from our goods once, when its line is new; components that the order itself names are merged each time.
  const components = all.flatMap(({ order, line }) =>
    line.components !== undefined || added.has(`${order.id} ${line.lineNo}`)
      ? componentRows(
          shop,
          order.id,
          line,
          { id: must(ids.get(`${order.id} ${line.lineNo}`), line.lineNo).id, goods: goodsOf(line.goodsCode) },
          known,
          newId,
        )
      : [],
  );
  const mergedComponents = await mergeRows(tx, linesTable, uniqueRows(components, 'order_id', 'line_no'));
  seen.addAll(mergedComponents);
  const after = components.length === 0 ? ids : await idsOfLines(tx, orderIds);
  await keepPartsAsSold(
    tx,
    [...merged.added, ...mergedComponents.added].map((key) => must(after.get(`${key['order_id']} ${key['line_no']}`), 'line').id),
  );
  return after;
}

async function saveTradesAndParcels(
  command: Command,
  shop: Shop,
  orders: readonly WithId[],
  lines: ReadonlyMap<string, LineKey>,
  seen: Changes,
  from: 'system' | 'file',
): Promise<void> {
  const { tx } = command;
  const trades = orders.flatMap((order) => (order.given.trades ?? []).map((trade) => ({ order, trade })));
  const parcels = orders.flatMap((order) => (order.given.parcels ?? []).map((parcel) => ({ order, parcel })));
  if (trades.length === 0 && parcels.length === 0) return;
  const lineId = (orderId: string, lineNo: string): string | undefined => lines.get(`${orderId} ${lineNo}`)?.id;
  const ordersOfTrade = grouped(trades.map(({ order, trade }) => [trade.tradeNo, order.id]));
  const named = parcels.flatMap(({ parcel }) =>
    (parcel.trades ?? []).map((tradeNo): MergeRow => ({ id: newId(), shop_id: shop.id, trade_no: tradeNo })),
  );
  const tradeRows = [
    ...trades.map(({ trade }): MergeRow => ({ id: newId(), shop_id: shop.id, trade_no: trade.tradeNo, state: trade.state })),
    ...named,
  ];
  seen.addAll(await mergeRows(tx, tradesTable, uniqueRows(tradeRows, 'trade_no')), (key) => ordersOfTrade.get(key['trade_no'] ?? '') ?? []);
  const tradeIds = await idsOfTrades(
    tx,
    shop.id,
    tradeRows.map((row) => String(row['trade_no'])),
  );
  const orderOfLine = new Map([...lines.values()].map((line) => [line.id, line.orderId]));
  const lineTrades = trades.flatMap(({ order, trade }) =>
    (trade.lines ?? wholeOrder(order, lines)).flatMap((each): MergeRow[] => {
      const id = lineId(order.id, each.lineNo);
      return id === undefined
        ? []
        : [{ line_id: id, trade_id: must(tradeIds.get(trade.tradeNo), trade.tradeNo), shop_id: shop.id, quantity: each.quantity }];
    }),
  );
  const ofLine = (key: Record<string, string>): string[] => [orderOfLine.get(key['line_id'] ?? '') ?? ''];
  seen.addAll(await mergeRows(tx, lineTradesTable, uniqueRows(lineTrades, 'line_id', 'trade_id')), ofLine);

  const ordersOfParcel = grouped(parcels.map(({ order, parcel }) => [parcel.waybill, order.id]));
  const places = await knownPlaces(tx);
  seen.addAll(
    await mergeRows(
      tx,
      parcelsTable,
      uniqueRows(
        parcels.map(({ parcel }) => ({ ...parcelRow(shop, parcel, places, newId()), only_on: from === 'file' })),
        'waybill',
      ),
    ),
    (key) => ordersOfParcel.get(key['waybill'] ?? '') ?? [],
  );
  const parcelIds = await idsOfParcels(
    tx,
    shop.id,
    parcels.map(({ parcel }) => parcel.waybill),
  );
  const parcelId = (waybill: string): string => must(parcelIds.get(waybill), waybill);
  seen.addAll(
    await mergeRows(
      tx,
      orderParcelsTable,
      uniqueRows(
        parcels.map(({ order, parcel }) => ({ order_id: order.id, parcel_id: parcelId(parcel.waybill), shop_id: shop.id })),
        'order_id',
        'parcel_id',
      ),
    ),
  );
  const tradeParcels = parcels.flatMap(({ parcel }) =>
    (parcel.trades ?? []).map(
      (tradeNo): MergeRow => ({ trade_id: must(tradeIds.get(tradeNo), tradeNo), parcel_id: parcelId(parcel.waybill), shop_id: shop.id }),
    ),
  );
  await mergeRows(tx, tradeParcelsTable, uniqueRows(tradeParcels, 'trade_id', 'parcel_id'));
  const contents = parcels.flatMap(({ order, parcel }) =>
    (parcel.contents ?? []).flatMap((each): MergeRow[] => {
      const id = lineId(order.id, each.lineNo);
      return id === undefined ? [] : [{ parcel_id: parcelId(parcel.waybill), line_id: id, shop_id: shop.id, quantity: each.quantity }];
    }),
  );
  seen.addAll(await mergeRows(tx, contentsTable, uniqueRows(contents, 'parcel_id', 'line_id')), ofLine);
}

/** A trade that names no lines is the whole order. */
function wholeOrder(order: WithId, lines: ReadonlyMap<string, LineKey>): { lineNo: string; quantity: number }[] {
  return [...lines.values()]
    .filter((line) => line.orderId === order.id && line.partOf === null)
    .map((line) => ({ lineNo: line.lineNo, quantity: line.quantity }));
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}

async function tell(command: Command, shop: Shop, saved: readonly SavedOrder[]): Promise<void> {
  const idsOf = (outcome: SavedOrder['outcome']): string[] => saved.filter((order) => order.outcome === outcome).map((order) => order.id);
  const [arrived, changed] = [idsOf('arrived'), idsOf('changed')];
  await writeEvents(command, [
    ...(arrived.length === 0 ? [] : [{ kind: orderArrived, shopId: shop.id, data: { orderIds: arrived } }]),
    ...(changed.length === 0 ? [] : [{ kind: orderChanged, shopId: shop.id, data: { orderIds: changed } }]),
  ]);
}

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what} is not there after it was saved`);
  return value;
}
