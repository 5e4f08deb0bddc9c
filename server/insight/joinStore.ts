import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';

/** Puts a case in; false when it is in an incident already. */
export async function putIn(command: Command, incidentId: string, caseId: string): Promise<boolean> {
  const row = await one(
    sql<{
      id: string;
    }>`insert into incident_cases (id, incident_id, case_id, joined_at, joined_by) values (${newId(command.now.getTime())}, ${incidentId}, ${caseId}, ${command.now}, ${`${command.actor.kind}:${command.actor.id}`})
      on conflict (case_id) where left_at is null do nothing returning case_id as id`,
    command.tx,
  );
  return row !== undefined;
}

/** Takes a case out of the incident that it is in, or only out of this one; answers which. */
export async function takeOut(command: Command, caseId: string, incidentId: string | null = null): Promise<string | undefined> {
  const row = await one(
    sql<{
      id: string;
    }>`update incident_cases set left_at = ${command.now}, left_by = ${`${command.actor.kind}:${command.actor.id}`} where case_id = ${caseId} and left_at is null
      and (${incidentId}::uuid is null or incident_id = ${incidentId}::uuid) returning incident_id as id`,
    command.tx,
  );
  return row?.id;
}

interface NumberedCase {
  readonly number: string;
  readonly caseId: string;
  readonly shopId: string;
  readonly closed: boolean;
  readonly incidentId: string | null;
}

/** Cases that these numbers mean: of any shop the case's own, of this shop the order's or a parcel's of the order. */
export function casesByNumbers(on: Reader, shopId: string, numbers: readonly string[]): Promise<NumberedCase[]> {
  const wanted = sql`${[...numbers]}::text[]`;
  return all(
    sql<NumberedCase>`
      select x.number, c.id as "caseId", c.shop_id as "shopId", c.closed_at is not null as closed, m.incident_id as "incidentId" from (
        select n as number, c.id from unnest(${wanted}) n join cases c on c.number = n
        union select n, c.id from unnest(${wanted}) n join cases c on c.shop_id = ${shopId} and c.order_no = n
        union select n, c.id from unnest(${wanted}) n join orders o on o.shop_id = ${shopId} and o.order_no = n join cases c on c.order_id = o.id
        union select n, c.id from unnest(${wanted}) n join parcels p on p.shop_id = ${shopId} and p.waybill = n join order_parcels op on op.parcel_id = p.id join cases c on c.order_id = op.order_id
      ) x join cases c on c.id = x.id and c.merged_into is null left join incident_cases m on m.case_id = c.id and m.left_at is null
      order by c.seq`,
    on,
  );
}
