import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { countCap } from '#platform/list.ts';
import type { PlaceView, TariffView } from './wire.ts';

export interface TariffRow extends Omit<TariffView, 'carrier'> {
  readonly carrierZh: string;
  readonly carrierEn: string;
}
export interface PlaceRow extends Omit<PlaceView, 'carrier'> {
  readonly carrierZh: string;
  readonly carrierEn: string;
}

const tariffColumns = sql`t.id, t.carrier_id as "carrierId", c.name as "carrierZh", c.name_en as "carrierEn", t.service_zh as "serviceZh", t.service_en as "serviceEn", t.origin, t.destination,
  t.first_g as "firstG", t.first_fen as "firstFen", t.further_g as "furtherG", t.further_fen as "furtherFen", t.volume_divisor as "volumeDivisor",
  t.insured_per_mille as "insuredPerMille", t.insured_least_fen as "insuredLeastFen", t.days_least as "daysLeast", t.days_most as "daysMost", t.source, t.source_en as "sourceEn", t.verified,
  to_char(t.valid_from, 'YYYY-MM-DD') as "validFrom", to_char(t.valid_until, 'YYYY-MM-DD') as "validUntil"`;

const placeColumns = sql`p.id, p.carrier_id as "carrierId", c.name as "carrierZh", c.name_en as "carrierEn", p.place, p.place_en as "placeEn", p.zone, p.delivered,
  p.note_zh as "noteZh", p.note_en as "noteEn"`;

/** Prices as they are kept; `q` looks in zones and services. */
export function listTariffs(on: Reader, wanted: { q: string; carrierId?: string | undefined }): Promise<TariffRow[]> {
  const like = `%${wanted.q.replace(/[\\%_]/g, '\\$&')}%`;
  return all(
    sql<TariffRow>`select ${tariffColumns} from tariffs t join carriers c on c.id = t.carrier_id
      where (${wanted.carrierId ?? null}::uuid is null or t.carrier_id = ${wanted.carrierId ?? null}::uuid)
        and (t.origin || ' ' || t.destination || ' ' || t.service_zh || ' ' || t.service_en) ilike ${like}
      order by c.name, t.service_zh, t.origin, t.destination, t.valid_from desc limit 500`,
    on,
  );
}

export function tariffById(on: Reader, id: string): Promise<TariffRow | undefined> {
  return one(sql<TariffRow>`select ${tariffColumns} from tariffs t join carriers c on c.id = t.carrier_id where t.id = ${id}`, on);
}

/** Prices in force on a day from one zone to another. */
export function pricesFor(
  on: Reader,
  way: { carrierId: string; origin: string; destination: string; today: string },
): Promise<TariffRow[]> {
  return all(
    sql<TariffRow>`select ${tariffColumns} from tariffs t join carriers c on c.id = t.carrier_id
      where t.carrier_id = ${way.carrierId} and t.origin in (${way.origin}, '*') and t.destination in (${way.destination}, '*')
        and t.valid_from <= ${way.today}::date and (t.valid_until is null or t.valid_until >= ${way.today}::date)`,
    on,
  );
}

/** The longest usual time of any of a carrier's ways, days; null when none is kept. */
export async function usualDays(on: Reader, carrierId: string, today: string): Promise<number | null> {
  const row = await one(
    sql<{
      days: number | null;
    }>`select max(days_most) as days from tariffs where carrier_id = ${carrierId} and valid_from <= ${today}::date and (valid_until is null or valid_until >= ${today}::date)`,
    on,
  );
  return row?.days ?? null;
}

/** False when another tariff of the same way and day stands there already. */
export async function saveTariff(command: Command, id: string, given: Omit<TariffView, 'id' | 'carrier'>): Promise<boolean> {
  const stands = await one(
    sql<{
      id: string;
    }>`select id from tariffs where carrier_id = ${given.carrierId} and service_zh = ${given.serviceZh} and origin = ${given.origin}
      and destination = ${given.destination} and valid_from = ${given.validFrom}::date and id <> ${id}`,
    command.tx,
  );
  if (stands) return false;
  await sql`insert into tariffs (id, carrier_id, service_zh, service_en, origin, destination, first_g, first_fen, further_g, further_fen, volume_divisor, insured_per_mille,
      insured_least_fen, days_least, days_most, source, source_en, verified, valid_from, valid_until, changed_at, changed_by)
    values (${id}, ${given.carrierId}, ${given.serviceZh}, ${given.serviceEn}, ${given.origin}, ${given.destination}, ${given.firstG}, ${given.firstFen}, ${given.furtherG},
      ${given.furtherFen}, ${given.volumeDivisor}, ${given.insuredPerMille}, ${given.insuredLeastFen}, ${given.daysLeast}, ${given.daysMost}, ${given.source}, ${given.sourceEn}, ${given.verified},
      ${given.validFrom}::date, ${given.validUntil}::date, ${command.now}, ${command.actor.id})
    on conflict (id) do update set carrier_id = excluded.carrier_id, service_zh = excluded.service_zh, service_en = excluded.service_en, origin = excluded.origin,
      destination = excluded.destination, first_g = excluded.first_g, first_fen = excluded.first_fen, further_g = excluded.further_g, further_fen = excluded.further_fen,
      volume_divisor = excluded.volume_divisor, insured_per_mille = excluded.insured_per_mille, insured_least_fen = excluded.insured_least_fen, days_least = excluded.days_least,
      days_most = excluded.days_most, source = excluded.source, source_en = excluded.source_en, verified = excluded.verified, valid_from = excluded.valid_from, valid_until = excluded.valid_until,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(command.tx);
  return true;
}

/** Every place of a carrier, or of all: what an address is looked up in. Some thousands at most. */
export function placesOf(on: Reader, carrierId?: string): Promise<PlaceRow[]> {
  return all(
    sql<PlaceRow>`select ${placeColumns} from delivery_places p join carriers c on c.id = p.carrier_id
      where c.active and (${carrierId ?? null}::uuid is null or p.carrier_id = ${carrierId ?? null}::uuid) order by c.name, p.place`,
    on,
  );
}

export function listPlaces(
  on: Reader,
  wanted: { q: string; carrierId?: string | undefined },
  after: { place: string; id: string } | null,
  limit: number,
): Promise<PlaceRow[]> {
  return all(
    sql<PlaceRow>`select ${placeColumns} from delivery_places p join carriers c on c.id = p.carrier_id where ${placesFit(wanted)}
      and ${after === null ? sql`true` : sql`(p.place, p.id) > (${after.place}, ${after.id}::uuid)`} order by p.place, p.id limit ${limit}`,
    on,
  );
}

export async function countPlaces(on: Reader, wanted: { q: string; carrierId?: string | undefined }): Promise<number> {
  const row = await one(
    sql<{ n: number }>`select count(*)::int as n from (select 1 from delivery_places p where ${placesFit(wanted)} limit ${countCap}) x`,
    on,
  );
  return row?.n ?? 0;
}

function placesFit(wanted: { q: string; carrierId?: string | undefined }) {
  const like = `%${wanted.q.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(${wanted.carrierId ?? null}::uuid is null or p.carrier_id = ${wanted.carrierId ?? null}::uuid) and (p.place || ' ' || p.place_en || ' ' || p.zone) ilike ${like}`;
}

/** Saves a place under its carrier and name; a second save changes it. */
export async function savePlace(command: Command, given: Omit<PlaceView, 'id' | 'carrier'>): Promise<PlaceRow | undefined> {
  await sql`insert into delivery_places (id, carrier_id, place, place_en, zone, delivered, note_zh, note_en, changed_at, changed_by)
    values (${newId()}, ${given.carrierId}, ${given.place}, ${given.placeEn}, ${given.zone}, ${given.delivered}, ${given.noteZh}, ${given.noteEn}, ${command.now}, ${command.actor.id})
    on conflict (carrier_id, place) do update set place_en = excluded.place_en, zone = excluded.zone, delivered = excluded.delivered, note_zh = excluded.note_zh,
      note_en = excluded.note_en, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(command.tx);
  return one(
    sql<PlaceRow>`select ${placeColumns} from delivery_places p join carriers c on c.id = p.carrier_id where p.carrier_id = ${given.carrierId} and p.place = ${given.place}`,
    command.tx,
  );
}
