import type { TheCase } from '#case/contract.ts';
import { day } from '#platform/clock.ts';
import { one, type Reader, sql } from '#platform/db.ts';

/** What can be counted without asking (LI-1, LI-3): the person who decides liability starts from it. */
export interface Measured {
  /** How often the customer had to come to us: the report, hurries, messages of theirs. */
  readonly contacts: number;
  /** Calendar days after the customer needed it, else after the carrier's usual time; null: nothing says when it was due. */
  readonly delayDays: number | null;
  /** Other orders with a case of the same problem from the same warehouse or carrier within 30 days. */
  readonly otherOrders: number;
  /** Names of this case's clocks that ran out: where we ourselves were late. */
  readonly breached: readonly string[];
  /** The customer heard from us too late: a clock of telling or silence ran out. */
  readonly toldLate: boolean;
  readonly risk: 'low' | 'middle' | 'high';
}

/** From here on a loss or a spread is grave; rough, a start for a person. */
const highFrom = { contacts: 5, otherOrders: 10 } as const;

export async function measureImpact(on: Reader, theCase: TheCase, now: Date): Promise<Measured> {
  const row = await one(
    sql<{ contacts: number; due: Date | null; signed: Date | null; others: number; breached: string[]; toldLate: boolean }>`select
      (1 + (select count(*) from messages where case_id = ${theCase.id} and direction = 'in')
         + (select count(*) from hurries where case_id = ${theCase.id}))::int as contacts,
      coalesce((select max(needed_by) from reports where case_id = ${theCase.id}),
        (select max(p.shipped_at) + coalesce((select (value->>'carrierDays')::int from settings where key = 'fulfilment'), 3) * interval '1 day'
          from order_parcels op join parcels p on p.id = op.parcel_id where op.order_id = ${theCase.orderId})) as due,
      (select max(p.signed_at) from order_parcels op join parcels p on p.id = op.parcel_id where op.order_id = ${theCase.orderId}) as signed,
      (select count(distinct c.order_id) from cases c
        where c.problem = ${theCase.problem} and c.id <> ${theCase.id} and c.received_at >= ${new Date(now.getTime() - 30 * day)}
          and c.order_id is distinct from ${theCase.orderId}
          and exists (select 1 from order_parcels a join parcels pa on pa.id = a.parcel_id
            join parcels pb on pb.warehouse_id = pa.warehouse_id or pb.carrier_id = pa.carrier_id
            join order_parcels b on b.parcel_id = pb.id and b.order_id = ${theCase.orderId} where a.order_id = c.order_id))::int as others,
      coalesce((select array_agg(distinct name) from clocks where case_id = ${theCase.id} and breached_at is not null
        and purpose in ('deadline', 'limit', 'silence')), '{}') as breached,
      exists (select 1 from clocks where case_id = ${theCase.id} and breached_at is not null and (purpose = 'silence' or tells is not null)) as "toldLate"`,
    on,
  );
  const { contacts = 1, due = null, signed = null, others = 0, breached = [], toldLate = false } = row ?? {};
  const late = due === null ? null : Math.max(0, Math.ceil(((signed ?? now).getTime() - due.getTime()) / day));
  const high = contacts >= highFrom.contacts || others >= highFrom.otherOrders;
  return {
    contacts,
    delayDays: late,
    otherOrders: others,
    breached,
    toldLate,
    risk: high ? 'high' : contacts > 2 || others > 2 || breached.length > 0 ? 'middle' : 'low',
  };
}
