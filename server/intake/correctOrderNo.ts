import { roleFor, saveCase, type TheCase, takeStep, tellOf } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { orderByNumber } from '#commerce/contract.ts';
import { tidyNumber } from './findOrder.ts';
import { attachOrder, goOnWithOrder } from './matchOrder.ts';

/**
 * The customer or an agent gives another order number (VE-2, VE-8): matched at once when the order is here, else kept as
 * pending or for the order check. A case that ended as not verified is taken up again; one that waited goes on.
 * Refusals: `same-order-number`, `order-settled-on` once the order was checked, and `not-reopenable`.
 */
export async function correctOrderNo(command: Command, theCase: TheCase, orderNo: string): Promise<Result<TheCase>> {
  const number = tidyNumber(orderNo);
  if (number === '' || (number === theCase.orderNo && theCase.orderId !== null)) return refuse('same-order-number', { field: 'orderNo' });
  if (!theCase.closedAt && theCase.stage !== 'verification') return refuse('order-settled-on', { data: { number: theCase.number } });
  const order = await orderByNumber(command.tx, theCase.shopId, number);
  if (!order && number === theCase.orderNo) return refuse('same-order-number', { field: 'orderNo' });
  theCase.orderId = null;
  theCase.orderNo = number;
  await tellOf(command, theCase, { kind: 'case.order-no-corrected', data: { found: order !== undefined } });
  if (order) await attachOrder(command, theCase, order.id, 'corrected');
  if (theCase.closedAt)
    return takeStep(command, theCase, {
      kind: 'reopen',
      because: 'orderNo',
      by: roleFor(command.actor, ['customer', 'service']) ?? 'service',
    });
  if (order) {
    const gone = await goOnWithOrder(command, theCase);
    if (!gone.ok) return gone;
  }
  await saveCase(command, theCase);
  return ok(theCase);
}
