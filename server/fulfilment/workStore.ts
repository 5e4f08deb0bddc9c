import type { Actor } from '#platform/actor.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { countCap } from '#platform/list.ts';
import { scopeCondition } from '#staff/contract.ts';
import { taskColumns, type TaskRow } from './tasksStore.ts';
import type { TaskKind } from './taskStates.ts';
import type { workGroups } from './wire.ts';

export type WorkGroup = (typeof workGroups)[number];

const groupOfKind: Readonly<Partial<Record<TaskKind, WorkGroup>>> = {
  'correct-information': 'carrier',
  rearrange: 'carrier',
  'correct-listing': 'listing',
  'reissue-invoice': 'invoice',
  'follow-up': 'follow-up',
  payout: 'payout',
  coupon: 'coupon',
};
const kindsOf = (group: WorkGroup | undefined): string[] =>
  Object.entries(groupOfKind).flatMap(([kind, of]) => (group === undefined || of === group ? [kind] : []));

export function groupOf(kind: TaskKind): WorkGroup {
  return groupOfKind[kind] ?? 'follow-up';
}

export interface WorkFilter {
  readonly group?: WorkGroup | undefined;
  readonly party?: string | undefined;
  readonly shopId?: string | undefined;
  readonly late?: 'yes' | undefined;
  readonly mine?: 'yes' | undefined;
}

/** When it is due; what was promised no time counts a day. */
export const dueOf = sql<Date>`coalesce(t.promised_at, t.created_at + interval '24 hours')`;

/** What waits for somebody: open work and payouts; a coupon that couldn't be given, until its case ends or another was. */
function matching(actor: Actor, filter: WorkFilter) {
  const open = sql`t.settled_at is null and t.kind <> 'coupon'`;
  const coupon = sql`t.kind = 'coupon' and t.state = 'failed' and exists (select 1 from cases c where c.id = t.case_id and c.closed_at is null)
    and not exists (select 1 from fulfilment_tasks o where o.case_id = t.case_id and o.kind = 'coupon' and o.state = 'done' and o.n > t.n)`;
  return sql`t.kind = any(${kindsOf(filter.group)}) and ((${open}) or (${coupon})) and ${scopeCondition(actor, 'fulfilment.read', { shop: 't.shop_id' })}
    and (${filter.party ?? null}::text is null or t.party = ${filter.party ?? null})
    and (${filter.shopId ?? null}::uuid is null or t.shop_id = ${filter.shopId ?? null}::uuid)
    and (${filter.late ?? null}::text is null or t.late_at is not null or t.state = 'failed')
    and (${filter.mine ?? null}::text is null or t.owner_id::text = ${actor.id})`;
}

/** Rows of the work board, nearest deadline first, from after a position. */
export function workPage(
  on: Reader,
  actor: Actor,
  filter: WorkFilter,
  after: { dueAt: Date; id: string } | null,
  limit: number,
): Promise<(TaskRow & { dueAt: Date })[]> {
  return all(
    sql<TaskRow & { dueAt: Date }>`select ${taskColumns}, ${dueOf} as "dueAt" from fulfilment_tasks t where ${matching(actor, filter)}
        and (${after?.dueAt ?? null}::timestamptz is null or (${dueOf}, t.id) > (${after?.dueAt ?? null}, ${after?.id ?? null}::uuid))
      order by ${dueOf}, t.id limit ${limit}`,
    on,
  );
}

export async function workCount(on: Reader, actor: Actor, filter: WorkFilter): Promise<number> {
  const row = await one(
    sql<{ n: number }>`select count(*) as n from (select 1 from fulfilment_tasks t where ${matching(actor, filter)} limit ${countCap}) c`,
    on,
  );
  return row?.n ?? 0;
}

/** Active people who see this shop, with what a right needs to be judged. */
export function peopleOfShop(on: Reader, shopId: string): Promise<{ id: string; name: string; role: string }[]> {
  return all(
    sql<{ id: string; name: string; role: string }>`select s.id, s.name, s.role from staff s where s.active
        and (s.all_shops or exists (select 1 from staff_shops o where o.staff_id = s.id and o.shop_id = ${shopId})) order by s.name, s.id`,
    on,
  );
}
