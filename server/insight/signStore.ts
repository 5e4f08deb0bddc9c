import type { Actor } from '#platform/actor.ts';
import { all, type Reader, sql } from '#platform/db.ts';
import { scopeCondition } from '#staff/contract.ts';
import type { IncidentCause } from './incidentWire.ts';
import type { SeenCase } from './recognise.ts';

/** What cases could have in common: goods of their lines, warehouse, carrier, trip and last place of their order's parcels, its live stream. */
const signs = sql`select r.id, 'goods' as cause, l.goods_id::text as key from recent r join case_lines cl on cl.case_id = r.id join sub_orders l on l.id = cl.order_line_id where l.goods_id is not null
  union select r.id, s.cause, s.key from recent r join order_parcels op on op.order_id = r.order_id join parcels p on p.id = op.parcel_id,
    lateral (values ('warehouse', p.warehouse_id::text), ('carrier', p.carrier_id::text), ('place', p.scan_place), ('van', p.trip)) s (cause, key) where s.key is not null
  union select r.id, 'live', o.live_session from recent r join orders o on o.id = r.order_id where o.live_session is not null`;

/** Cases that came in since then with their signs. Read by the case's id, which sorts by time: costs what came in lately, not what exists. */
export function seenSince(on: Reader, since: Date): Promise<SeenCase[]> {
  const first = idsFrom(since);
  return all(
    sql<SeenCase>`with recent as (
        select c.id, c.shop_id, c.problem, c.received_at, c.order_id from cases c
        where c.id >= ${first} and c.merged_into is null and c.origin = 'live' and not exists (select from incident_cases m where m.case_id = c.id)
        order by c.id desc limit 5000
      ), signs as (${signs})
      select r.id as "caseId", r.shop_id as "shopId", r.problem, r.received_at as "receivedAt",
        coalesce((select json_agg(json_build_object('cause', s.cause, 'key', s.key)) from signs s where s.id = r.id), '[]') as signs
      from recent r`,
    on,
  );
}

/** One thing that some of the chosen cases of a shop have in common, and how it is called. */
interface CommonSign {
  readonly shopId: string;
  readonly kind: IncidentCause;
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly cases: number;
}

/** What chosen cases have in common, the most common first, at most 30. */
export function commonSigns(on: Reader, caseIds: readonly string[]): Promise<CommonSign[]> {
  return all(
    sql<CommonSign>`with recent as (select c.id, c.shop_id, c.order_id from cases c where c.id = any(${[...caseIds]}::uuid[])), signs as (${signs})
      select r.shop_id as "shopId", s.cause as kind, s.key, count(distinct s.id)::int as cases,
        coalesce(g.title, w.name, ca.name, s.key) as zh, coalesce(nullif(g.title_en, ''), nullif(w.name_en, ''), nullif(ca.name_en, ''), g.title, w.name, ca.name, s.key) as en
      from signs s join recent r on r.id = s.id left join goods g on s.cause = 'goods' and g.id::text = s.key
        left join warehouses w on s.cause = 'warehouse' and w.id::text = s.key left join carriers ca on s.cause = 'carrier' and ca.id::text = s.key
      group by 1, 2, 3, 5, 6 order by cases desc, kind, key limit 30`,
    on,
  );
}

/** Chosen cases that the reader works incidents of, the oldest first. */
export function chosenCases(
  on: Reader,
  actor: Actor,
  caseIds: readonly string[],
): Promise<{ id: string; number: string; problem: string; shopId: string; shop: string; shopEn: string }[]> {
  return all(
    sql<{
      id: string;
      number: string;
      problem: string;
      shopId: string;
      shop: string;
      shopEn: string;
    }>`select c.id, c.number, c.problem, c.shop_id as "shopId", s.name as shop, s.name_en as "shopEn"
      from cases c join shops s on s.id = c.shop_id where c.id = any(${[...caseIds]}::uuid[]) and ${scopeCondition(actor, 'incident.work', { shop: 'c.shop_id' })} order by c.seq`,
    on,
  );
}

/** The least UUIDv7 of a moment. */
function idsFrom(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** Whether the same cause was dismissed for no fewer cases than these. */
export async function wasDismissed(
  on: Reader,
  pattern: { shopId: string; cause: string; key: string; problem: string; caseIds: readonly string[] },
): Promise<boolean> {
  const [row] = await all(
    sql<{
      found: boolean;
    }>`select exists (select from incidents where shop_id = ${pattern.shopId} and cause = ${pattern.cause} and cause_key = ${pattern.key}
      and problem = ${pattern.problem} and state = 'dismissed' and candidates @> ${[...pattern.caseIds]}::uuid[]) as found`,
    on,
  );
  return row?.found === true;
}

/** The proposal or open incident of a cause. */
export async function liveOf(
  on: Reader,
  pattern: { shopId: string; cause: string; key: string; problem: string },
): Promise<{ id: string; state: string; known: string[] } | undefined> {
  const [row] = await all(
    sql<{
      id: string;
      state: string;
      known: string[];
    }>`select id, state, candidates as known from incidents where shop_id = ${pattern.shopId} and cause = ${pattern.cause}
      and cause_key = ${pattern.key} and problem = ${pattern.problem} and state in ('proposed', 'open')`,
    on,
  );
  return row;
}
