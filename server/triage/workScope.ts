import type { Actor } from '#platform/actor.ts';
import { hour } from '#platform/clock.ts';
import { all, type Reader, sql, type Sql } from '#platform/db.ts';
import { shopsOf } from '#staff/contract.ts';
import { awaitsRoleOf } from './awaitedRoles.ts';
import { holds } from './searchStore.ts';
import type { WorkFilter, WorkList } from './wire.ts';

/** "Due soon" in lists and counts: as most clocks of a playbook warn. */
export const soon = 4 * hour;

/** Each shop of a list is read through its own index and merged; a person with more shops than this reads the common index. */
const mostBranches = 24;

type Condition = Sql<unknown>;

/**
 * The rows of a list, cut so that each branch reads one index in the order of the clocks: by owner, by team, by shop, or
 * one branch over all. An empty list of branches: the actor sees nothing.
 */
export async function branchesOf(on: Reader, actor: Actor, filter: Pick<WorkFilter, 'list' | 'shopId' | 'platform'>): Promise<Condition[]> {
  const shops = await shopsIn(on, actor, filter);
  if (shops !== 'all' && shops.length === 0) return [];
  const inShops: Condition = shops === 'all' ? sql`true` : sql`c.shop_id = any(${[...shops]}::uuid[])`;
  if (filter.list === 'mine') return actor.kind === 'staff' ? [sql`(c.owner_id = ${actor.id} and ${inShops})`] : [];
  if (filter.list === 'team')
    return actor.kind === 'staff' ? actor.teamIds.map((team): Condition => sql`(c.team_id = ${team} and ${inShops})`) : [];
  if (filter.list === 'role') return [sql`(${awaitsRoleOf(actor)} and ${inShops})`];
  if (shops === 'all' || shops.length > mostBranches) return [inShops];
  return shops.map((shop): Condition => sql`c.shop_id = ${shop}`);
}

/** What a list means, beyond where its rows are read from. */
export function conditionOf(list: WorkList, now: Date): Condition {
  switch (list) {
    case 'mine':
    case 'team':
    case 'role':
    case 'all':
      return sql`true`;
    case 'unassigned':
      return sql`c.owner_id is null`;
    case 'due-soon':
      return sql`(c.nearest_due > ${now} and c.nearest_due <= ${new Date(now.getTime() + soon)})`;
    case 'overdue':
      return sql`c.nearest_due <= ${now}`;
    case 'customer':
    case 'warehouse':
    case 'carrier':
      return sql`c.waiting_for = ${list}`;
    case 'order-pending':
      return sql`c.waiting_for = 'order'`;
    default:
      return list satisfies never;
  }
}

/** The filters that a person sets on top, as far as the case's own row knows. */
export function filtersOf(filter: WorkFilter): Condition {
  const all: Condition[] = [sql`true`];
  if (filter.problem) all.push(sql`(c.problem = ${filter.problem} or starts_with(c.problem, ${`${filter.problem}.`}))`);
  if (filter.stage) all.push(sql`c.stage = ${filter.stage}`);
  if (filter.owner) all.push(filter.owner === 'none' ? sql`c.owner_id is null` : sql`c.owner_id = ${filter.owner}`);
  return sql`(${sql.join(all, sql` and `)})`;
}

/** What a person filters by that the search rows know: text, warehouse, carrier; a condition on `case_search s`. Null: nothing. */
export function searchedOf(filter: WorkFilter): Condition | null {
  const places = [filter.warehouseId, filter.carrierId].filter((place) => place !== undefined);
  if (!filter.q && places.length === 0) return null;
  return sql`(s.open and ${filter.q ? holds(filter.q) : sql`true`} and ${places.length > 0 ? sql`s.places @> ${places}::uuid[]` : sql`true`})`;
}

async function shopsIn(on: Reader, actor: Actor, filter: Pick<WorkFilter, 'shopId' | 'platform'>): Promise<readonly string[] | 'all'> {
  const mine = shopsOf(actor, 'case.read');
  const named = filter.shopId ? (mine === 'all' || mine.includes(filter.shopId) ? [filter.shopId] : []) : mine;
  if (!filter.platform) return named;
  const rows = await all(sql<{ id: string }>`select id from shops where platform = ${filter.platform}`, on);
  return rows.map((row) => row.id).filter((id) => named === 'all' || named.includes(id));
}
