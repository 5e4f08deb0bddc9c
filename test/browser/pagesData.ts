import { commerceRoutes } from '#commerce/wire.ts';
import { caseRoutes } from '#case/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
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

/** A case each of an invoice, a refusal on delivery, a price and one that was escalated, and a report: path, reader, heading in both languages. */
export async function pagesOfCases(desk: Desk): Promise<(readonly [path: string, who: Who, zh: string, en: string])[]> {
  const invoice = { invoiceTitle: '澜江林记商贸有限公司', invoiceContent: '餐边柜', invoiceKind: 'paper' };
  const reports = [
    ['26110000040011', 'invoice.missing', '没有收到发票。', invoice],
    ['26110000040018', 'cod.refusal', '不想要了，不收。', {}],
    ['26110000040025', 'price.dropped', '刚买就降价。', {}],
    ['26110000040032', 'missing.component', '少了配套的扳手。', {}],
  ] as const;
  const found: (readonly [string, Who, string, string])[] = [];
  for (const [orderNo, problem, words, fields] of reports) {
    const escalated = problem === 'missing.component';
    const payment = problem === 'cod.refusal' ? 'cod' : 'online';
    await addSideboardOrder(desk, orderNo, { nick: `栖小木${orderNo.slice(-2)}`, more: { payment } });
    const made = await desk.as('agent').ok(intakeRoutes.register, {
      body: {
        shopId: desk.cast.shop,
        orderNo,
        problem,
        channel: 'phone',
        words,
        lines: escalated ? [{ name: '内六角扳手', quantity: 1 }] : [],
        fields: { contactName: '林', ...fields },
        handles: [{ kind: 'phone', value: '19900000077' }],
        take: true,
      },
    });
    const on = { params: { caseId: made.id }, version: made.version };
    if (escalated) await desk.as('agent').ok(caseRoutes.move, { ...on, body: { move: 'escalate', reason: '客户要求主管' } });
    else await desk.as('agent').ok(triageRoutes.matchOrder, { ...on, body: { answer: 'matches' } });
    found.push([`/cases/${made.id}`, escalated ? 'executive' : 'agent', made.number, made.number]);
    if (found.length === 1)
      found.push([`/cases/${made.id}/report`, 'lead', `核查报告 ${made.number}`, `Investigation report ${made.number}`]);
  }
  return found;
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
