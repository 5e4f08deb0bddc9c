import { talkRoutes } from '#case/talkWire.ts';
import { shippingRoutes } from '#commerce/shippingWire.ts';
import { sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { visitorOf } from '#portal/visitor.fixture.ts';
import type { Walking } from './walker.ts';

/** The customer is told of a change while the order hasn't gone out, and objects to it by the link of that letter (FU-9). */
export async function customerObjects({ story, told, orderNo }: Walking): Promise<void> {
  const { desk } = story;
  await sql`update orders set shipped_at = null where order_no = ${orderNo}`.execute(desk.house.db);
  await desk.as('operations').ok(shippingRoutes.put, {
    params: { shop: 'qimu', orderNo },
    body: { source: 'oms', key: newId(), field: 'address', new: '别处', madeBy: 'staff', madeAt: desk.clock.now().toISOString() },
  });
  await desk.settle();
  const { items } = await desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
  const letter = items.findLast((each) => each.template === 'shipping-changed')?.body ?? '';
  const link = /\/c\/[\w-]+/.exec(letter)?.[0] ?? '';
  const visitor = visitorOf(desk.app);
  const page = await visitor.get(link);
  await visitor.post(`${link}/objection`, { ...page.form('/objection'), objection: '不是我要改的' });
}
