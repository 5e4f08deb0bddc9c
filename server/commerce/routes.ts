import { cappedCount, countCap, makeCursor, pageOf, readCursor } from '#platform/list.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok, refuse } from '#platform/result.ts';
import { mayOn } from '#staff/contract.ts';
import { findOrders } from './findOrders.ts';
import { goodsById } from './goodsStore.ts';
import { countImports, importsPage, mappingsOf, saveMapping } from './importsStore.ts';
import { placeNames, presentHits, presentOrder, presentPart } from './presentOrder.ts';
import { putGoods } from './putGoods.ts';
import { putOrder, shopFor } from './putOrder.ts';
import { presentShippingChanges, putShippingChange, revealShippingChanges } from './putShippingChange.ts';
import { askTracking, presentScans } from './pullTracking.ts';
import { revealContact } from './revealContact.ts';
import { putPlace, putShop } from './shopSettings.ts';
import { shippingRoutes as shipping } from './shippingWire.ts';
import { trackedParcel } from './trackingStore.ts';
import { trackingRoutes as tracking } from './trackingWire.ts';
import { listCarriers, listShops, listWarehouses } from './shopsStore.ts';
import { presentImport, presentImportById, previewImport, startImport } from './startImport.ts';
import { commerceRoutes as wire } from './wire.ts';

export const routes: readonly Route[] = [
  read(wire.findOrders, async (asked) => {
    const found = await findOrders(asked.db, asked.actor, asked.query.q);
    return ok({
      took: found.took.map(({ kind, value, carrier }) => ({ kind, value, ...(carrier === undefined ? {} : { carrier }) })),
      orders: await presentHits(asked.db, asked.actor, found.orders),
    });
  }),
  read(wire.order, (asked) => presentOrder(asked.db, asked.actor, asked.params.orderId, asked.now)),
  command(wire.putOrder, async (asked) => {
    const saved = await putOrder(asked, asked.params.shop, asked.params.orderNo, asked.body);
    return saved.ok ? ok({ id: saved.value.id, outcome: saved.value.outcome }) : saved;
  }),
  command(wire.revealContact, (asked) => revealContact(asked, asked.params.orderId, asked.body.why)),
  command(wire.putGoods, async (asked) => {
    const saved = await putGoods(asked, asked.params.shop, asked.params.goodsCode, asked.body);
    return saved.ok ? ok({ id: saved.value.id, outcome: saved.value.outcome }) : saved;
  }),
  read(wire.goods, async (asked) => {
    const goods = await goodsById(asked.db, asked.params.goodsId);
    if (!goods || !mayOn(asked.actor, 'order.read', { shopId: goods.shopId })) return refuse('not-found');
    const names = placeNames(await listWarehouses(asked.db));
    const { shopId: _, parts, ...head } = goods;
    return ok({ ...head, parts: parts.map((part) => presentPart(part, names)) });
  }),
  read(wire.imports, async (asked) => {
    const cursor = readCursor('imports', asked.query.cursor, 1);
    if (!cursor.ok) return cursor;
    const before = cursor.value?.[0];
    const rows = await importsPage(asked.db, asked.actor, before === undefined ? null : String(before), asked.query.limit);
    const shops = new Map((await listShops(asked.db, asked.actor)).map((shop) => [shop.id, shop]));
    const page = pageOf(rows, asked.query.limit, (row) => makeCursor('imports', [row.id]));
    return ok({
      next: page.next,
      count: cappedCount(await countImports(asked.db, asked.actor, countCap)),
      items: page.items.flatMap((row) => {
        const shop = shops.get(row.shopId);
        return shop ? [presentImport(row, shop)] : [];
      }),
    });
  }),
  read(wire.import, (asked) => presentImportById(asked.db, asked.actor, asked.params.importId)),
  read(wire.importPreview, (asked) => previewImport(asked.house, asked.actor, asked.params.importId)),
  command(wire.startImport, (asked) => startImport(asked, asked.params.importId, asked.body.columns)),
  read(wire.mappings, async (asked) => {
    const shop = await shopFor(asked.db, asked.actor, asked.params.shop);
    return shop.ok
      ? ok({ items: (await mappingsOf(asked.db, shop.value.id)).map(({ layout, columns }) => ({ layout, columns: { ...columns } })) })
      : shop;
  }),
  command(wire.putMapping, async (asked) => {
    const shop = await shopFor(asked.tx, asked.actor, asked.params.shop);
    if (!shop.ok) return shop;
    await saveMapping(asked, shop.value.id, asked.params.layout, asked.body.columns);
    return ok({ columns: asked.body.columns });
  }),
  read(wire.shops, async (asked) => ok({ items: await listShops(asked.db, asked.actor) })),
  command(wire.putShop, (asked) => putShop(asked, asked.params.code, asked.body)),
  read(wire.warehouses, async (asked) => ok({ items: await listWarehouses(asked.db) })),
  command(wire.putWarehouse, (asked) => putPlace(asked, 'warehouses', asked.params.code, asked.body)),
  read(wire.carriers, async (asked) => ok({ items: await listCarriers(asked.db) })),
  command(wire.putCarrier, (asked) => putPlace(asked, 'carriers', asked.params.code, asked.body)),
  command(shipping.put, (asked) => putShippingChange(asked, asked.params.shop, asked.params.orderNo, asked.body)),
  read(shipping.list, (asked) => presentShippingChanges(asked.db, asked.actor, asked.params.orderId)),
  command(shipping.reveal, (asked) => revealShippingChanges(asked, asked.params.orderId, asked.body.why)),
  read(tracking.scans, (asked) => presentScans(asked.house, asked.db, asked.actor, asked.params.parcelId, asked.now)),
  command(tracking.pull, async (asked) => {
    const parcel = await trackedParcel(asked.tx, asked.params.parcelId);
    if (!parcel || !mayOn(asked.actor, 'investigation.ask', { shopId: parcel.shopId })) return refuse('not-found');
    const taken = await askTracking(asked, asked.house, parcel.id);
    return taken.ok ? ok({ asked: true, nextAt: taken.value.nextAt.toISOString() }) : taken;
  }),
];
