import { addDays, instantOf, localDayOf } from '#platform/localTime.ts';
import type { OrderFacts, Shop } from './contract.ts';

/** Days of the right to return without a reason, from sign-off. */
const returnDays = 7;

/** A right of the buyer and until when it can be used (VE-4: in the window). */
export interface Right {
  readonly right: 'claim' | 'no-reason-return';
  /** End of the last day in the shop's zone. */
  readonly until: Date;
  readonly open: boolean;
}

/**
 * What the buyer may still ask for, answered at a glance: a claim within the shop's days after sign-off, a return without
 * a reason within 7. An order whose parcels aren't all signed for has none running yet: the answer is empty.
 */
export function rightsOf(shop: Shop, order: Pick<OrderFacts, 'signedAt' | 'parcels'>, now: Date): Right[] {
  const signed = signedOffAt(order);
  if (signed === null) return [];
  const after = (days: number): Date => instantOf(addDays(localDayOf(signed, shop.zone), days), '24:00', shop.zone);
  const right = (name: Right['right'], until: Date): Right => ({ right: name, until, open: now < until });
  return [right('claim', after(shop.claimDays)), right('no-reason-return', after(returnDays))];
}

/** When the last parcel was signed for; by the order's own record where it has one; null while something is on its way. */
export function signedOffAt(order: Pick<OrderFacts, 'signedAt' | 'parcels'>): Date | null {
  if (order.signedAt !== null) return order.signedAt;
  if (order.parcels.length === 0) return null;
  const times = order.parcels.map((parcel) => parcel.signedAt?.getTime() ?? null);
  return times.every((time) => time !== null) ? new Date(Math.max(...times)) : null;
}
