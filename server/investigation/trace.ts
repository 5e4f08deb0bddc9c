import { day } from '#platform/clock.ts';

/** What a carrier counts as lost, and where that stands. */
export interface CarrierTerms {
  readonly lostAfterDays: number;
  readonly sourceZh: string;
  readonly sourceEn: string;
  readonly verified: boolean;
}

/** A parcel as the trace sees it. */
export interface TracedParcel {
  readonly id: string;
  readonly waybill: string;
  readonly state: string;
  readonly scanAt: Date | null;
  readonly shippedAt: Date | null;
  readonly terms: CarrierTerms | null;
}

/** Whole days since anything was heard of a parcel; 0 once it was signed for or returned, and when it never left. */
export function daysWithoutScan(parcel: Pick<TracedParcel, 'state' | 'scanAt' | 'shippedAt'>, now: Date): number {
  if (parcel.state === 'signed' || parcel.state === 'returned') return 0;
  const last = parcel.scanAt ?? parcel.shippedAt;
  return last ? Math.max(0, Math.floor((now.getTime() - last.getTime()) / day)) : 0;
}

/** Whether the carrier's own terms count this parcel as lost: so many days without a scan, or its own scan says so. */
export function lostByTerms(parcel: TracedParcel, now: Date): boolean {
  if (parcel.state === 'lost') return true;
  return parcel.terms !== null && daysWithoutScan(parcel, now) >= parcel.terms.lostAfterDays;
}

const worse = ['lost', 'problem', 'created', 'collected', 'in-transit', 'delivering', 'returned', 'signed'];

/** The parcel that is worst off speaks for the order; without parcels, none. */
export function stateOf(parcels: readonly Pick<TracedParcel, 'state'>[]): string {
  return parcels.map((parcel) => parcel.state).sort((a, b) => worse.indexOf(a) - worse.indexOf(b))[0] ?? 'none';
}
