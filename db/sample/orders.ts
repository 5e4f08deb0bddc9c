import { systemActor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { type Database, inTransaction } from '#platform/db.ts';
import type { Shop } from '#commerce/contract.ts';
import { saveGoods } from '#commerce/saveGoods.ts';
import { type NumberedOrder, saveOrders } from '#commerce/saveOrders.ts';
import { savePlace, saveShop } from '#commerce/shopsStore.ts';
import { sampleCarriers, sampleShops, sampleWarehouses } from './company.ts';
import { generatedOrders } from './generatedOrders.ts';
import { sampleGoods } from './goods.ts';
import { handMadeOrders } from './handMadeOrders.ts';
import { incidentOrders } from './incidentOrders.ts';

/**
 * Fills a database with the sample shops, their goods and about 3,000 orders, dated back from `now` (design/sample-shop.md).
 * Deterministic; run again it changes nothing but what moved with `now`. Answers the shops by code.
 */
export async function seedOrders(db: Database, now: Date): Promise<ReadonlyMap<string, Shop>> {
  const asCommand = <T>(work: (command: Command) => Promise<T>): Promise<T> =>
    inTransaction(db, (tx) => work({ tx, now, actor: systemActor, cause: 'sample' }));
  const shops = await asCommand(async (command) => {
    for (const each of sampleWarehouses) await savePlace(command, 'warehouses', each);
    for (const each of sampleCarriers) await savePlace(command, 'carriers', each);
    const saved = new Map<string, Shop>();
    for (const each of sampleShops) saved.set(each.code, await saveShop(command, each));
    for (const shop of saved.values()) {
      const sold = sampleGoods.filter((goods) => goods.shops.includes(shop.code));
      await saveGoods(
        command,
        shop,
        sold.filter((goods) => goods.given.components === undefined),
        true,
      );
      await saveGoods(
        command,
        shop,
        sold.filter((goods) => goods.given.components !== undefined),
        true,
      );
    }
    return saved;
  });
  const generated = generatedOrders(now);
  const handMade = [...handMadeOrders(now), ...incidentOrders(now)];
  for (const shop of shops.values()) {
    // Their numbers carry the day: on some days one comes out like one that was made by hand, which stays.
    const own = new Map(handMade.filter((order) => order.shop === shop.code).map((order) => [order.orderNo, order]));
    const orders: NumberedOrder[] = [...(generated.get(shop.code) ?? []).filter((order) => !own.has(order.orderNo)), ...own.values()];
    for (let from = 0; from < orders.length; from += 500)
      await asCommand((command) => saveOrders(command, shop, orders.slice(from, from + 500)));
  }
  return shops;
}
