import { calendarOf, type FactProvider, type TheCase } from '#case/contract.ts';
import { messagesOfCase } from '#channels/contract.ts';
import { orderForCase, scansOfOrder, type ShippingChangeInFull, shippingChangesOf } from '#commerce/contract.ts';
import type { Reader } from '#platform/db.ts';
import { instantOf, isLocalDay } from '#platform/localTime.ts';
import { type ChangeProof, changeProof, type Request } from './changeProof.ts';
import { askedOfOrder } from './proofStore.ts';

export interface LoadedProof extends ChangeProof {
  /** Changes with old and new in plain: mask them. */
  readonly changes: readonly ShippingChangeInFull[];
  /** What the buyer wrote in this case, the oldest first. */
  readonly said: readonly { readonly at: Date; readonly channel: string; readonly body: string }[];
}

/** The change proof of a case's order (IV-2); null while it has none. */
export async function proofOfCase(on: Reader, theCase: TheCase): Promise<LoadedProof | null> {
  if (!theCase.orderId) return null;
  const [order, changes, scans, asked, messages] = await Promise.all([
    orderForCase(on, theCase.orderId),
    shippingChangesOf(on, theCase.orderId),
    scansOfOrder(on, theCase.orderId),
    askedOfOrder(on, theCase.orderId),
    messagesOfCase(on, theCase.id),
  ]);
  const { zone } = await calendarOf(on, theCase.shopId);
  const requests = asked.flatMap((each): Request[] => {
    // A request is its own evidence; of a complaint only what it says of an earlier one.
    const at = each.kind === 'request' ? each.receivedAt : momentOf(each.askedAt ?? '', zone);
    return at ? [{ at, field: each.field, where: 'report', how: each.askedHow ?? each.channel, ref: each.caseId }] : [];
  });
  const parcels = order?.parcels ?? [];
  const earliest = (times: readonly (Date | null)[]): Date | null =>
    times.reduce<Date | null>((least, each) => (each && (!least || each < least) ? each : least), null);
  const proof = changeProof({
    requests,
    changes,
    scans,
    shippedAt: earliest([order?.shippedAt ?? null, ...parcels.map((parcel) => parcel.shippedAt)]),
    signedAt: earliest([order?.signedAt ?? null, ...parcels.map((parcel) => parcel.signedAt)]),
  });
  const said = messages.filter((each) => each.direction === 'in').map(({ at, channel, body }) => ({ at, channel, body }));
  return { ...proof, changes, said };
}

/** A moment as people write it down: 2026-11-16 20:12; null when it isn't one. */
function momentOf(text: string, zone: string): Date | null {
  const [, year, month, dayOfMonth, hour, minute] = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s*(\d{1,2})[:：](\d{2})/.exec(text) ?? [];
  if (!year || !month || !dayOfMonth || !hour || !minute) return null;
  const two = (part: string) => part.padStart(2, '0');
  const day = `${year}-${two(month)}-${two(dayOfMonth)}`;
  return isLocalDay(day) && Number(hour) < 24 && Number(minute) < 60 ? instantOf(day, `${two(hour)}:${minute}`, zone) : null;
}

/** What conditions may ask about changes of shipping information (IV-2). */
export const changeFacts: FactProvider = {
  names: ['changeAsked', 'changeAcknowledged', 'changedUnasked', 'safetyFlag'],
  load: async (on, theCase) => {
    const proof = await proofOfCase(on, theCase);
    return {
      changeAsked: proof?.entries.some((entry) => entry.kind === 'asked') ?? false,
      changeAcknowledged: proof?.changes.some((change) => change.warehouseAt !== null || change.carrierAt !== null) ?? false,
      changedUnasked: proof?.lost === 'unasked',
      safetyFlag: proof !== null && proof.safety !== null,
    };
  },
};
