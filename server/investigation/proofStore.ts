import { all, type Reader, sql } from '#platform/db.ts';

/** What buyers wrote about an order's shipping information, from every case of the order; a notice of ours is none (FU-9). */
export interface AskedRow {
  readonly caseId: string;
  readonly kind: string;
  readonly channel: string;
  readonly receivedAt: Date;
  /** As it was registered (IN-8): which field, and when it was asked for, in the customer's words. */
  readonly field: string | null;
  readonly askedAt: string | null;
  readonly askedHow: string | null;
}

export function askedOfOrder(on: Reader, orderId: string): Promise<AskedRow[]> {
  return all(
    sql<AskedRow>`select c.id as "caseId", c.kind, r.channel, r.received_at as "receivedAt", r.registered ->> 'changedField' as field,
        r.registered ->> 'askedAt' as "askedAt", r.registered ->> 'askedHow' as "askedHow"
      from cases c join reports r on r.case_id = c.id where c.order_id = ${orderId} and (r.registered ? 'changedField' or c.kind = 'request')
        and not r.registered ? 'changedBy' order by r.received_at`,
    on,
  );
}

/** Open cases of an order, for what is told of it. */
export async function openCasesOfOrder(on: Reader, orderId: string): Promise<string[]> {
  const rows = await all(sql<{ id: string }>`select id from cases where order_id = ${orderId} and closed_at is null order by id`, on);
  return rows.map((row) => row.id);
}

/** Parcels on their way whose case is open and whose turn to be asked for has come, the longest unasked first (IV-4). */
export async function parcelsToRefresh(on: Reader, before: Date, limit: number): Promise<string[]> {
  const rows = await all(
    sql<{ id: string }>`select p.id from parcels p left join parcel_tracking t on t.parcel_id = p.id
      where p.state not in ('signed', 'returned', 'lost') and p.carrier_id is not null and (t.asked_at is null or t.asked_at <= ${before})
        and exists (select 1 from order_parcels op join cases c on c.order_id = op.order_id where op.parcel_id = p.id and c.closed_at is null)
      order by t.asked_at nulls first, p.id limit ${limit}`,
    on,
  );
  return rows.map((row) => row.id);
}

/** What a notice was registered for; undefined for a case of another kind. */
export async function noticedOf(on: Reader, caseId: string): Promise<{ field: string; madeBy: string } | undefined> {
  const [row] = await all(
    sql<{
      field: string;
      madeBy: string;
    }>`select registered ->> 'changedField' as field, registered ->> 'changedBy' as "madeBy" from reports
      where case_id = ${caseId} and registered ? 'changedBy' order by round limit 1`,
    on,
  );
  return row;
}

/** Open cases of these orders that wait for the customer. */
export async function casesToEnd(on: Reader, orderIds: readonly string[]): Promise<string[]> {
  if (orderIds.length === 0) return [];
  const rows = await all(
    sql<{
      id: string;
    }>`select id from cases where order_id = any(${[...orderIds]}::uuid[]) and closed_at is null and waiting_for = 'customer' order by id`,
    on,
  );
  return rows.map((row) => row.id);
}

export async function ordersOfParcel(on: Reader, parcelId: string): Promise<string[]> {
  const rows = await all(sql<{ id: string }>`select order_id as id from order_parcels where parcel_id = ${parcelId}`, on);
  return rows.map((row) => row.id);
}
