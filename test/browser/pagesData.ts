import { commerceRoutes } from '#commerce/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { leadTo, type Leader, type Station } from '../../db/sample/leading.ts';
import type { Who } from '../cast.ts';
import type { Desk } from '../desk.ts';
import { addSideboardOrder } from './shopData.ts';

/** A case about hinges of an order of its own, led to a step; answers its id and number. */
export async function ledCase(desk: Desk, orderNo: string, to: Station, remedy = 'resend'): Promise<{ id: string; number: string }> {
  const orderId = await addSideboardOrder(desk, orderNo, { nick: `栖小木${orderNo.slice(-2)}` });
  const order = await desk.as('agent').ok(commerceRoutes.order, { params: { orderId } });
  const line = order.lines[0];
  if (!line) throw new Error('the sideboard has a line');
  const made = await desk.as('agent').ok(intakeRoutes.register, {
    body: {
      shopId: desk.cast.shop,
      orderNo,
      problem: 'missing.accessory',
      channel: 'byhand',
      words: '柜门装到一半少两个铰链。',
      lines: [{ orderLineId: line.id, partCode: 'HJ-35', name: '', quantity: 2 }],
      fields: { wish: 'resend', contactHours: '19:00 以后' },
      take: true,
    },
  });
  await desk.settle();
  await leadTo(leaderOf(desk), made.id, to, remedy);
  await desk.settle();
  return made;
}

function leaderOf(desk: Desk): Leader {
  return {
    ok: (who, spec, ask) => desk.as(who as Who).ok(spec, ask),
    settle: () => desk.settle(),
    agent: 'agent',
    logistics: 'logistics',
    operations: 'operations',
    warehouse: desk.cast.warehouse,
  };
}
