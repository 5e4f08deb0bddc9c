import type { Actor } from '#platform/actor.ts';
import { sql, type Sql } from '#platform/db.ts';
import { never } from '#platform/result.ts';
import { playbookRoles, isStaffRole, type Scope, scopeOf } from './roles.ts';

/** Columns of a list's rows that decide who sees them, e.g. `{ shop: 'c.shop_id', team: 'c.team_id', owner: 'c.owner_id' }`. */
export interface ScopeColumns {
  readonly shop: string;
  readonly team?: string;
  readonly owner?: string;
}

/** Whose a row is: shop, team, owner. */
export interface ScopeRow {
  readonly shopId: string | null;
  readonly teamId?: string | null;
  readonly ownerId?: string | null;
}

/** How far an actor's action reaches: a member of staff by role, a key by its scopes, the system everywhere; customers have guards of their own. */
export function reachOf(actor: Actor, action: string): Scope | null {
  switch (actor.kind) {
    case 'staff':
      return scopeOf(actor.role, action);
    case 'key':
      return actor.scopes.includes(action) ? 'shop' : null;
    case 'system':
      return 'all';
    case 'customer':
      return null;
    default:
      return never(actor);
  }
}

/** Whether the actor holds the action at any scope. Rows are narrowed by `scopeCondition` or `mayOn`. */
export function may(actor: Actor, action: string): boolean {
  return reachOf(actor, action) !== null;
}

/** Whether the actor may do this on one row; agrees with `scopeCondition` in every cell (tested). A row without a shop is seen by `all` only. */
export function mayOn(actor: Actor, action: string, row: ScopeRow): boolean {
  return rowWithin(reachOf(actor, action), actor, row);
}

/** The same as an SQL condition, for lists. A column that the rows don't have counts as empty. */
export function scopeCondition(actor: Actor, action: string, columns: ScopeColumns): Sql<boolean> {
  return conditionWithin(reachOf(actor, action), actor, columns);
}

export function rowWithin(scope: Scope | null, actor: Actor, row: ScopeRow): boolean {
  if (scope === null) return false;
  if (scope === 'all') return true;
  if (row.shopId === null || !inShops(actor, row.shopId)) return false;
  if (scope === 'shop') return true;
  const owned = row.ownerId != null && row.ownerId === actor.id;
  if (scope === 'own') return owned;
  return owned || (row.teamId != null && actor.kind === 'staff' && actor.teamIds.includes(row.teamId));
}

export function conditionWithin(scope: Scope | null, actor: Actor, columns: ScopeColumns): Sql<boolean> {
  if (scope === null) return sql<boolean>`false`;
  if (scope === 'all') return sql<boolean>`true`;
  const shop = shopCondition(actor, columns.shop);
  if (scope === 'shop') return shop;
  const owned =
    columns.owner === undefined ? sql<boolean>`false` : sql<boolean>`coalesce(${sql.ref(columns.owner)} = ${actor.id}::uuid, false)`;
  if (scope === 'own') return sql<boolean>`(${shop} and ${owned})`;
  const teams = actor.kind === 'staff' ? actor.teamIds : [];
  const team =
    columns.team === undefined ? sql<boolean>`false` : sql<boolean>`coalesce(${sql.ref(columns.team)} = any(${teams}::uuid[]), false)`;
  return sql<boolean>`(${shop} and (${owned} or ${team}))`;
}

/** The shops that an actor's action reaches, for filters and menus; `all` when it isn't limited. */
export function shopsOf(actor: Actor, action: string): readonly string[] | 'all' {
  const scope = reachOf(actor, action);
  if (scope === null) return [];
  if (scope === 'all' || actor.kind === 'system') return 'all';
  return actor.kind === 'customer' ? [] : actor.shopIds;
}

/** The roles of a playbook that the actor fills; plain strings, as in the playbook grammar's list of roles. */
export function playbookRolesOf(actor: Actor): readonly string[] {
  switch (actor.kind) {
    case 'staff':
      return isStaffRole(actor.role) ? playbookRoles[actor.role] : [];
    case 'key':
      return actor.scopes.includes('case.answer') ? ['service'] : [];
    case 'customer':
      return ['customer'];
    case 'system':
      return ['system'];
    default:
      return never(actor);
  }
}

function inShops(actor: Actor, shopId: string): boolean {
  if (actor.kind !== 'staff' && actor.kind !== 'key') return false;
  return actor.shopIds === 'all' || actor.shopIds.includes(shopId);
}

function shopCondition(actor: Actor, column: string): Sql<boolean> {
  if (actor.kind !== 'staff' && actor.kind !== 'key') return sql<boolean>`false`;
  if (actor.shopIds === 'all') return sql<boolean>`(${sql.ref(column)} is not null)`;
  return sql<boolean>`coalesce(${sql.ref(column)} = any(${[...actor.shopIds]}::uuid[]), false)`;
}
