import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { scopeCondition } from '#staff/contract.ts';
import type { MatchedBy } from './returnedMatch.ts';

/** What stood at the door (FU-11). */
export interface ArrivalRow {
  readonly id: string;
  readonly shopId: string | null;
  readonly waybill: string | null;
  readonly carrierName: string | null;
  readonly phoneTail: string | null;
  readonly words: string;
  readonly weightG: number | null;
  readonly files: readonly string[];
  readonly state: 'unmatched' | 'matched' | 'not-ours';
  readonly returnedId: string | null;
  readonly matchedBy: MatchedBy | 'person' | null;
  readonly byKind: string;
  readonly byId: string;
  readonly by: string | null;
  readonly at: Date;
}

const columns = sql`a.id, a.shop_id as "shopId", a.waybill, a.carrier_name as "carrierName", a.phone_tail as "phoneTail", a.words, a.weight_g as "weightG", a.files, a.state,
  a.returned_id as "returnedId", a.matched_by as "matchedBy", a.by_kind as "byKind", a.by_id as "byId", s.name as by, a.at`;
const from = sql`goods_arrivals a left join staff s on a.by_kind = 'staff' and s.id::text = a.by_id`;

export async function insertArrival(
  command: Command,
  row: Pick<ArrivalRow, 'id' | 'shopId' | 'waybill' | 'carrierName' | 'phoneTail' | 'words' | 'weightG' | 'files'>,
): Promise<void> {
  await sql`insert into goods_arrivals (id, shop_id, waybill, carrier_name, phone_tail, words, weight_g, files, state, at, by_kind, by_id)
    values (${row.id}, ${row.shopId}, ${row.waybill}, ${row.carrierName}, ${row.phoneTail}, ${row.words}, ${row.weightG}, ${[...row.files]}, 'unmatched', ${command.now},
      ${command.actor.kind}, ${command.actor.id})`.execute(command.tx);
}

/** An arrival, held until the command ends: two people never match it to two cases. */
export function holdArrival({ tx, actor }: Command, id: string): Promise<ArrivalRow | undefined> {
  return one(
    sql<ArrivalRow>`select ${columns} from ${from} where a.id = ${id} and ${seenBy(actor, 'fulfilment.work')} for update of a`,
    tx,
  );
}

export async function settleArrival(
  command: Command,
  id: string,
  to: { state: 'matched'; returnedId: string; by: MatchedBy | 'person'; shopId: string } | { state: 'not-ours'; note: string },
): Promise<void> {
  if (to.state === 'matched')
    await sql`update goods_arrivals set state = 'matched', returned_id = ${to.returnedId}, matched_by = ${to.by}, matched_at = ${command.now}, shop_id = ${to.shopId} where id = ${id}`.execute(
      command.tx,
    );
  else await sql`update goods_arrivals set state = 'not-ours', note = ${to.note} where id = ${id}`.execute(command.tx);
}

/** Arrivals that belong to nobody yet, the oldest first. One of which nobody knows the shop is everybody's who works on goods. */
export function unmatchedArrivals(on: Reader, actor: Actor, shopId: string | null, limit: number): Promise<ArrivalRow[]> {
  return all(
    sql<ArrivalRow>`select ${columns} from ${from} where a.state = 'unmatched' and ${seenBy(actor, 'fulfilment.read')}
      and (${shopId}::uuid is null or a.shop_id is null or a.shop_id = ${shopId}::uuid) order by a.at, a.id limit ${limit}`,
    on,
  );
}

/** The arrivals of awaited goods: for their photos. */
export function arrivalsOf(on: Reader, returnedIds: readonly string[]): Promise<ArrivalRow[]> {
  if (returnedIds.length === 0) return Promise.resolve([]);
  return all(sql<ArrivalRow>`select ${columns} from ${from} where a.returned_id = any(${[...returnedIds]}::uuid[])`, on);
}

function seenBy(actor: Actor, action: string) {
  return sql`(a.shop_id is null or ${scopeCondition(actor, action, { shop: 'a.shop_id' })})`;
}
