import { takeReply, tellOf, type TheCase } from '#case/contract.ts';
import { markChangeObjected, orderForCase, type ShippingChangeInFull, shippingChangesOf } from '#commerce/contract.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';

/** Changes that the customer was told of and may still object to: none once a parcel of the order has gone out (FU-9). */
export async function changesToObject(on: Reader, theCase: TheCase): Promise<ShippingChangeInFull[]> {
  if (!theCase.orderId) return [];
  const order = await orderForCase(on, theCase.orderId);
  const gone = order?.shippedAt || order?.parcels.some((parcel) => parcel.state !== 'created');
  return gone
    ? []
    : (await shippingChangesOf(on, theCase.orderId)).filter((change) => change.toldAt !== null && change.objectedAt === null);
}

/**
 * The customer objects to what was changed (FU-9): their words stand in the talk, each change is marked, and
 * `shipping.objected` {change} tells the desk. What is under way is recalled by the stage that carries it out. Refuses
 * `reason-required`, `too-late-to-object`.
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
  return said.ok ? ok(undefined) : said;
}
