import type { Command } from '#platform/command.ts';
import { minute } from '#platform/clock.ts';
import { all, one, type Reader, sql, type Tx } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import type { ParcelState } from './contract.ts';
import type { Scan, Tracked } from './trackingPartner.ts';

/** The source locks whoever asks for one parcel more often. */
export const trackingPause = 30 * minute;

/** A parcel as the tracking source must be asked for it. `phone`: of the receiver, its extension's or its last digits; personal. */
export interface TrackedParcel {
  readonly id: string;
  readonly shopId: string;
  readonly waybill: string;
  readonly carrier: string | null;
  readonly state: ParcelState;
  readonly phone: string | null;
  readonly askedAt: Date | null;
  readonly fault: string | null;
  readonly subscribedAt: Date | null;
  readonly endedAt: Date | null;
}

const columns = sql`p.id, p.shop_id as "shopId", p.waybill, k.code as carrier, p.state, t.asked_at as "askedAt", t.fault, t.subscribed_at as "subscribedAt", t.ended_at as "endedAt",
  (select coalesce(c.extension, c.phone_tail) from order_parcels op join order_contacts c on c.order_id = op.order_id where op.parcel_id = p.id limit 1) as phone`;
const from = sql`from parcels p left join carriers k on k.id = p.carrier_id left join parcel_tracking t on t.parcel_id = p.id`;

export function trackedParcel(on: Reader, parcelId: string): Promise<TrackedParcel | undefined> {
  return one(sql<TrackedParcel>`select ${columns} ${from} where p.id = ${parcelId}`, on);
}

/** Parcels of a number, of every shop that has one: a callback names no shop. */
export function parcelsOfWaybill(on: Reader, waybill: string): Promise<TrackedParcel[]> {
  return all(sql<TrackedParcel>`select ${columns} ${from} where p.waybill = ${waybill}`, on);
}

/** Takes the parcel's turn to be asked for; false when the last one is less than `trackingPause` ago. */
export async function takeTurn(command: Command, parcel: { id: string; shopId: string }): Promise<boolean> {
  const row = await one(
    sql<{ id: string }>`insert into parcel_tracking (parcel_id, shop_id, asked_at) values (${parcel.id}, ${parcel.shopId}, ${command.now})
      on conflict (parcel_id) do update set asked_at = excluded.asked_at, tries = parcel_tracking.tries + 1
        where parcel_tracking.asked_at <= ${new Date(command.now.getTime() - trackingPause)} returning parcel_id as id`,
    command.tx,
  );
  return row !== undefined;
}

export async function markSubscribed(tx: Tx, parcelId: string, at: Date): Promise<void> {
  await sql`update parcel_tracking set subscribed_at = ${at}, ended_at = null where parcel_id = ${parcelId}`.execute(tx);
}

export async function markFault(command: Command, parcelId: string, fault: string): Promise<void> {
  await sql`update parcel_tracking set answered_at = ${command.now}, fault = ${fault} where parcel_id = ${parcelId}`.execute(command.tx);
}

/**
 * Keeps what the source knows of a parcel: its scans replace those told before (the list is whole), and the parcel's state
 * and last scan follow, unless ours is of later. Writes `parcel.tracked` {parcelId, state, before, scans}.
 */
export async function keepTracked(command: Command, parcel: TrackedParcel, tracked: Tracked, ended: boolean): Promise<void> {
  const { tx, now } = command;
  await sql`insert into parcel_tracking (parcel_id, shop_id, asked_at, answered_at, ended_at) values (${parcel.id}, ${parcel.shopId}, ${now}, ${now}, ${ended ? now : null})
    on conflict (parcel_id) do update set answered_at = excluded.answered_at, fault = null, ended_at = coalesce(parcel_tracking.ended_at, excluded.ended_at)`.execute(
    tx,
  );
  if (tracked.scans.length === 0) return;
  await replaceScans(tx, parcel, tracked.scans);
  const last = tracked.scans.at(-1) as Scan;
  const signed = tracked.state === 'signed' ? last.at : null;
  const moved = await one(
    sql<{
      state: ParcelState;
    }>`update parcels set state = coalesce(${tracked.state}, state), scan_at = ${last.at}, scan_text = ${last.text}, scan_place = ${last.place},
        signed_at = coalesce(signed_at, ${signed}), shipped_at = coalesce(shipped_at, ${(tracked.scans[0] as Scan).at})
      where id = ${parcel.id} and (scan_at is null or scan_at <= ${last.at}) returning state`,
    tx,
  );
  await writeEvents(command, [
    {
      kind: 'parcel.tracked',
      shopId: parcel.shopId,
      data: { parcelId: parcel.id, state: moved?.state ?? parcel.state, before: parcel.state, scans: tracked.scans.length },
    },
  ]);
}

async function replaceScans(tx: Tx, parcel: { id: string; shopId: string }, scans: readonly Scan[]): Promise<void> {
  await sql`delete from parcel_scans where parcel_id = ${parcel.id} and source = 'tracking'`.execute(tx);
  const rows = scans.map(
    (scan, at) => sql`(${parcel.id}, ${parcel.shopId}, ${at + 1}, ${scan.at}, ${scan.place}, ${scan.text}, ${scan.code}, 'tracking')`,
  );
  await sql`insert into parcel_scans (parcel_id, shop_id, n, at, place, text, code, source) values ${sql.join(rows)}`.execute(tx);
}

/** A scan with the parcel that it is of. */
export interface ParcelScan {
  readonly parcelId: string;
  readonly waybill: string;
  readonly at: Date;
  readonly place: string | null;
  readonly text: string;
  readonly code: string | null;
}

/** Every scan of an order's parcels, the oldest first; a parcel that was never tracked has the last one that a file brought. */
export function scansOfOrder(on: Reader, orderId: string): Promise<ParcelScan[]> {
  return all(
    sql<ParcelScan>`select p.id as "parcelId", p.waybill, s.at, s.place, s.text, s.code from order_parcels op join parcels p on p.id = op.parcel_id
        join parcel_scans s on s.parcel_id = p.id where op.order_id = ${orderId}
      union all select p.id, p.waybill, p.scan_at, p.scan_place, coalesce(p.scan_text, ''), null from order_parcels op join parcels p on p.id = op.parcel_id
        where op.order_id = ${orderId} and p.scan_at is not null and not exists (select 1 from parcel_scans s where s.parcel_id = p.id)
      order by 3, 2`,
    on,
  );
}

export function scansOfParcel(on: Reader, parcelId: string): Promise<ParcelScan[]> {
  return all(
    sql<ParcelScan>`select p.id as "parcelId", p.waybill, s.at, s.place, s.text, s.code from parcels p join parcel_scans s on s.parcel_id = p.id
      where p.id = ${parcelId} order by s.at desc, s.n desc`,
    on,
  );
}
