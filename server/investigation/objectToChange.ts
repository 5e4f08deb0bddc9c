import { moveCase, playbookOf, takeReply, takeStep, tellOf, type TheCase } from '#case/contract.ts';
import { markChangeObjected, type OrderFacts, orderForCase, type ShippingChangeInFull, shippingChangesOf } from '#commerce/contract.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';

/** Whether something of the order is on its way already. */
export function goneOut(order: Pick<OrderFacts, 'shippedAt' | 'parcels'>): boolean {
  return order.shippedAt !== null || order.parcels.some((parcel) => parcel.state !== 'created');
}

/** Changes that the customer was told of and may still object to: none once a parcel of the order has gone out (FU-9). */
export async function changesToObject(on: Reader, theCase: TheCase): Promise<ShippingChangeInFull[]> {
  if (!theCase.orderId) return [];
  const order = await orderForCase(on, theCase.orderId);
  return order && goneOut(order)
    ? []
    : (await shippingChangesOf(on, theCase.orderId)).filter((change) => change.toldAt !== null && change.objectedAt === null);
}

/**
 * The customer objects to what was changed (FU-9): their words stand in the talk, each change is marked, and
 * `shipping.objected` {change} tells the desk. A notice goes on as the complaint that its playbook names. What is under way
 * is recalled by the stage that carries it out. Refuses `reason-required`, `too-late-to-object`.
 */
export async function objectToChange(command: Command, theCase: TheCase, text: string): Promise<Result<void>> {
  if (text === '') return refuse('reason-required', { field: 'objection' });
  const changes = await changesToObject(command.tx, theCase);
  if (changes.length === 0) return refuse('too-late-to-object', { field: 'objection' });
  for (const change of changes) {
    await markChangeObjected(command, change.id);
    await tellOf(command, theCase, { kind: 'shipping.objected', data: { change: change.id, field: change.field } });
  }
  const said = await takeReply(command, theCase, { channel: 'portal', text, files: [] });
  return said.ok ? goOnAsComplaint(command, theCase, text) : said;
}

async function goOnAsComplaint(command: Command, theCase: TheCase, reason: string): Promise<Result<void>> {
  const { objected } = await playbookOf(command.tx, theCase.playbookVersionId);
  if (!objected) return ok(undefined);
  if (theCase.closedAt) {
    const reopened = await takeStep(command, theCase, { kind: 'reopen', because: 'customer', by: 'customer' });
    if (!reopened.ok) return reopened;
  }
  const gone = await moveCase(command, theCase, { move: 're-kind', reason, target: objected.playbook, problem: objected.problem });
  return gone.ok ? ok(undefined) : gone;
}
