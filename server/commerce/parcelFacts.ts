import { day } from '#platform/clock.ts';
import type { Reader } from '#platform/db.ts';
import type { ParcelFacts } from './contract.ts';
import { ordersOfBuyer } from './orderFacts.ts';
import { openOrders, parcelsOfOrders } from './parcelStore.ts';

/** A parcel lighter than expected by more than both of these was probably short when it left. */
const lightGrams = 30;
const lightShare = 0.03;

/** What the parcels of an order say about something missing (OR-3, IV-1). */
export interface ParcelSigns {
  /** Grams by which a parcel was lighter than expected when it left; null when no weights are known. */
  readonly lightGrams: number | null;
  readonly weightDiffers: boolean;
  /** A parcel of this order is still on its way while another was signed for: the missing thing may be in it. */
  readonly secondParcelOpen: boolean;
  /** The same, but it belongs to another open order of the buyer. */
  readonly otherOrderParcelOpen: boolean;
  /** Those parcels. */
  readonly openParcels: readonly ParcelFacts[];
  readonly parcels: number;
  /** Whole days since the last sign-off; null when nothing was signed for. */
  readonly daysSinceSigned: number | null;
  readonly carrierIds: readonly string[];
  readonly warehouseIds: readonly string[];
}

/** Reads the parcels of an order and of the buyer's other open orders, and says what is odd. */
export async function parcelFacts(on: Reader, orderId: string, now: Date): Promise<ParcelSigns> {
  const own = await parcelsOfOrders(on, [orderId]);
  const others = await otherParcels(on, orderId);
  return parcelSigns(own, others, now);
}

/** Parcels of the same buyer's other open orders, without those that hold something of this order too. */
export async function otherParcels(on: Reader, orderId: string): Promise<ParcelFacts[]> {
  const open = await openOrders(
    on,
    (await ordersOfBuyer(on, orderId)).map((order) => order.id),
  );
  return (await parcelsOfOrders(on, open)).filter((parcel) => !parcel.orderIds.includes(orderId));
}

/** The pure part: signs from an order's own parcels and those of the buyer's other open orders. */
export function parcelSigns(own: readonly ParcelFacts[], others: readonly ParcelFacts[], now: Date): ParcelSigns {
  const light = own.flatMap((parcel) =>
    parcel.weightG === null || parcel.weightExpectedG === null
      ? []
      : [{ by: parcel.weightExpectedG - parcel.weightG, of: parcel.weightExpectedG }],
  );
  const worst = light.reduce<{ by: number; of: number } | null>((most, each) => (most === null || each.by > most.by ? each : most), null);
  const onTheWay = own.filter(isOnTheWay);
  const otherOnTheWay = others.filter(isOnTheWay);
  const signed = own.flatMap((parcel) => (parcel.signedAt === null ? [] : [parcel.signedAt.getTime()]));
  return {
    lightGrams: worst === null ? null : Math.max(0, worst.by),
    weightDiffers: worst !== null && worst.by > lightGrams && worst.by > worst.of * lightShare,
    secondParcelOpen: own.length > 1 && onTheWay.length > 0,
    otherOrderParcelOpen: otherOnTheWay.length > 0,
    openParcels: [...(own.length > 1 ? onTheWay : []), ...otherOnTheWay],
    parcels: own.length,
    daysSinceSigned: signed.length === 0 ? null : Math.floor((now.getTime() - Math.max(...signed)) / day),
    carrierIds: distinct(own.map((parcel) => parcel.carrierId)),
    warehouseIds: distinct(own.map((parcel) => parcel.warehouseId)),
  };
}

function isOnTheWay(parcel: ParcelFacts): boolean {
  return parcel.state !== 'signed' && parcel.state !== 'returned' && parcel.state !== 'lost';
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
