import { writeAccess } from '#customers/contract.ts';
import type { Command } from '#platform/command.ts';
import { writeEvents } from '#platform/events.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { mayOn } from '#staff/contract.ts';
import { contactOfOrder, orderForCase } from './orderFacts.ts';
import { plainContact } from './presentOrder.ts';
import type { OrderAnswer } from './wire.ts';

/** Shows an order's contact in plain and writes down who saw it and why (OR-5). Refuses `not-found` outside the actor's shops. */
export async function revealContact(command: Command, orderId: string, why: string): Promise<Result<OrderAnswer['contact']>> {
  const order = await orderForCase(command.tx, orderId);
  const contact = await contactOfOrder(command.tx, orderId);
  if (!order || !contact || !mayOn(command.actor, 'case.reveal', { shopId: order.shopId })) return refuse('not-found');
  await writeAccess(command, { act: 'reveal', subject: 'order', subjectId: orderId, why });
  await writeEvents(command, [{ kind: 'order.revealed', shopId: order.shopId, data: { orderId } }]);
  return ok(plainContact(contact, command.now));
}
