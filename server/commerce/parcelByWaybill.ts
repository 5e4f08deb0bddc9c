import { all, one, type Reader, sql } from '#platform/db.ts';
import { recognise } from './recognise.ts';

/** A parcel as anybody may ask for it by its number: nothing of whose it is (EX-2). */
export interface WaybillFacts {
  readonly parcelId: string;
  readonly shopId: string;
  readonly waybill: string;
  readonly carrierId: string | null;
  readonly carrierZh: string | null;
  readonly carrierEn: string | null;
  readonly state: string;
  readonly zone: string;
  readonly shippedAt: Date | null;
  readonly signedAt: Date | null;
  readonly scanAt: Date | null;
  readonly scanText: string | null;
  readonly scanPlace: string | null;
}

/** Numbers in a text that may be waybills, the likeliest first; any long run of letters and digits counts, whatever it looks like. */
export function waybillsIn(text: string): string[] {
  const guessed = recognise(text).guesses.flatMap((guess) => (guess.kind === 'waybill' ? [guess.value] : []));
  const runs = [
    ...text
      .normalize('NFKC')
      .toUpperCase()
      .matchAll(/[A-Z]{0,6}\d[A-Z0-9-]{5,38}/g),
  ].map(([run]) => run);
  return [...new Set([...guessed, ...runs])].slice(0, 10);
}

/** The parcel of the first of these numbers that is known; a number that two shops use is the newest one's. */
export async function parcelByWaybill(on: Reader, waybills: readonly string[]): Promise<WaybillFacts | undefined> {
  for (const waybill of waybills) {
    const found = await one(
      sql<WaybillFacts>`select p.id as "parcelId", p.shop_id as "shopId", p.waybill, p.carrier_id as "carrierId", coalesce(c.name, p.carrier_name) as "carrierZh",
          coalesce(c.name_en, p.carrier_name) as "carrierEn", p.state, s.zone, p.shipped_at as "shippedAt", p.signed_at as "signedAt",
          p.scan_at as "scanAt", p.scan_text as "scanText", p.scan_place as "scanPlace"
        from parcels p join shops s on s.id = p.shop_id left join carriers c on c.id = p.carrier_id
        where p.waybill = ${waybill} order by p.shipped_at desc nulls last, p.id desc limit 1`,
      on,
    );
    if (found) return found;
  }
  return undefined;
}

/** The carrier of a case's order: of its parcels the one that shipped last. */
export async function carrierOfOrder(
  on: Reader,
  orderId: string,
): Promise<{ carrierId: string; shippedAt: Date | null; signedAt: Date | null; waybill: string } | undefined> {
  const rows = await all(
    sql<{
      carrierId: string;
      shippedAt: Date | null;
      signedAt: Date | null;
      waybill: string;
    }>`select p.carrier_id as "carrierId", p.shipped_at as "shippedAt", p.signed_at as "signedAt", p.waybill
      from order_parcels op join parcels p on p.id = op.parcel_id where op.order_id = ${orderId} and p.carrier_id is not null
      order by p.shipped_at desc nulls last, p.id desc limit 1`,
    on,
  );
  return rows[0];
}
