import { day } from '#platform/clock.ts';
import { sql } from '#platform/db.ts';
import type { Amends } from '../../server/main.ts';
import { sampleOrderNo } from './handMadeOrders.ts';
import type { SampleShop } from './signedIn.ts';

/** Signed sideboards of the flagship shop that no story names, one after the other. */
export async function spareOrders(amends: Amends, shop: SampleShop): Promise<() => string> {
  const { rows } = await sql<{ orderNo: string }>`select o.order_no as "orderNo" from orders o join sub_orders l on l.order_id = o.id
    where not exists (select 1 from cases c where c.order_id = o.id) and o.shop_id = ${shop.shops.get('qimu')?.id} and l.goods_code = 'FC-120' and o.signed_at > ${new Date(shop.now.getTime() - 20 * day)}
      and not (o.order_no = any(${[sampleOrderNo.hinges, sampleOrderNo.bowls, ...sampleOrderNo.merged]}::text[]))
    group by o.order_no order by o.order_no`.execute(amends.house.db);
  const numbers = rows.map((row) => row.orderNo);
  return () => {
    const next = numbers.shift();
    if (!next) throw new Error('the sample has too few signed sideboards');
    return next;
  };
}
