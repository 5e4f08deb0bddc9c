import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql, type Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { standingParts } from './given.ts';
import { partsOfPlan } from './kinds.ts';
import { type AuthorityRow, type Reach, type Used, weightFen } from './limits.ts';
import type { RemedyPlan } from './plan.ts';
import { readPlan } from './storedPlan.ts';

export interface StoredAuthority extends AuthorityRow {
  readonly id: string;
  readonly shopId: string | null;
  readonly example: boolean;
  readonly changedAt: Date;
}

const columns = sql`id, shop_id as "shopId", role, remedy, per_case_fen as "perCaseFen", per_day_fen as "perDayFen", example, changed_at as "changedAt"`;

/** The whole table, the house's rows before the shops' own. */
export function authorityRows(on: Reader): Promise<StoredAuthority[]> {
  return all(sql<StoredAuthority>`select ${columns} from remedy_authority order by shop_id nulls first, role, remedy`, on);
}

/** How far a role goes in a shop: the shop's own row goes before the house's for the same remedy. */
async function rowsOf(on: Reader, role: string, shopId: string): Promise<StoredAuthority[]> {
  return all(
    sql<StoredAuthority>`select distinct on (remedy) ${columns} from remedy_authority where role = ${role} and (shop_id is null or shop_id = ${shopId})
      order by remedy, shop_id nulls last`,
    on,
  );
}

/** How far somebody may go on a case now (RE-7). `dayStart`: of the shop's day. */
export async function reachOf(
  on: Reader,
  actor: Actor,
  theCase: { readonly id: string; readonly shopId: string },
  dayStart: Date,
): Promise<Reach> {
  if (actor.kind !== 'staff') return { actor, rows: [], inCase: [], today: [] };
  const rows = await rowsOf(on, actor.role, theCase.shopId);
  if (rows.every((row) => row.perCaseFen === null && row.perDayFen === null)) return { actor, rows, inCase: [], today: [] };
  return { actor, rows, inCase: await grantedIn(on, theCase.id), today: await offeredSince(on, actor.id, dayStart) };
}

/** What a case has granted, each part under its own remedy; what could not be carried out was not granted. */
export async function grantedIn(on: Reader, caseId: string): Promise<Used[]> {
  return (await standingParts(on, caseId)).map(({ plan }) => ({ remedy: plan.remedy, fen: weightFen(plan) }));
}

/** What each offer that a person made on their own authority since then may come to at most, by remedy. */
async function offeredSince(on: Reader, staffId: string, since: Date): Promise<Used[]> {
  const rows = await all(
    sql<{
      plans: readonly RemedyPlan[];
    }>`select jsonb_agg(op.plan order by op.n) as plans from offers o join offer_options op on op.offer_id = o.id
      where o.by_kind = 'staff' and o.by_id = ${staffId} and o.at >= ${since} and o.state in ('open', 'chosen')
        and not exists (select from approvals a where a.offer_id = o.id)
      group by o.id`,
    on,
  );
  return rows.flatMap((row) => dearestOf(row.plans.map(readPlan)));
}

/** The customer picks one of several plans: of each remedy the dearest counts, with all that goes together in one plan. Pure. */
export function dearestOf(plans: readonly RemedyPlan[]): Used[] {
  const most = new Map<string, number>();
  for (const plan of plans) {
    const mine = new Map<string, number>();
    for (const part of partsOfPlan(plan)) mine.set(part.remedy, (mine.get(part.remedy) ?? 0) + weightFen(part));
    for (const [remedy, fen] of mine) most.set(remedy, Math.max(most.get(remedy) ?? 0, fen));
  }
  return [...most].map(([remedy, fen]) => ({ remedy, fen }));
}

export interface AuthorityGiven {
  readonly shopId: string | null;
  readonly role: string;
  readonly remedy: string;
  readonly perCaseFen: number | null;
  readonly perDayFen: number | null;
}

/** Writes a row of the table, over the one of the same shop, role and remedy; it is no example any more. Answers its id. */
export async function putAuthority(command: Command, given: AuthorityGiven): Promise<string> {
  const row = await one(
    sql<{ id: string }>`insert into remedy_authority (id, shop_id, role, remedy, per_case_fen, per_day_fen, example, changed_at, changed_by)
      values (${newId(command.now.getTime())}, ${given.shopId}, ${given.role}, ${given.remedy}, ${given.perCaseFen}, ${given.perDayFen}, false, ${command.now}, ${`${command.actor.kind}:${command.actor.id}`})
      on conflict (shop_id, role, remedy) do update set per_case_fen = excluded.per_case_fen, per_day_fen = excluded.per_day_fen, example = false,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by returning id`,
    command.tx,
  );
  if (!row) throw new Error('a row of the authority table that was just written is there');
  return row.id;
}

export async function dropAuthority(tx: Tx, id: string): Promise<boolean> {
  const row = await one(sql<{ id: string }>`delete from remedy_authority where id = ${id} returning id`, tx);
  return row !== undefined;
}

/** The name under which the table says how much one approval for many cases may cover. */
export const batchRemedy = 'incident';

/** Roles whose row covers so much for many cases in one approval. */
export async function rolesCovering(on: Reader, shopId: string, sumFen: number): Promise<string[]> {
  const rows = await all(
    sql<{ role: string; most: number | null }>`select distinct on (role) role, per_case_fen as most from remedy_authority
      where remedy = ${batchRemedy} and (shop_id is null or shop_id = ${shopId}) order by role, shop_id nulls last`,
    on,
  );
  return rows.filter((row) => row.most === null || sumFen <= row.most).map((row) => row.role);
}

/** Whether a person's role may approve so much for many cases at once: its row `incident`, by the sum (RE-7, BA-2). Without a row: nothing. */
export async function coversSum(on: Reader, actor: Actor, shopId: string, sumFen: number): Promise<boolean> {
  if (actor.kind !== 'staff') return false;
  const row = (await rowsOf(on, actor.role, shopId)).find((each) => each.remedy === batchRemedy);
  return row !== undefined && (row.perCaseFen === null || sumFen <= row.perCaseFen);
}
