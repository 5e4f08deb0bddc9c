import type { Command } from '#platform/command.ts';
import { all, askOften, one, type Reader, sql, type Sql } from '#platform/db.ts';
import { countCap } from '#platform/list.ts';
import { branchesOf } from './workScope.ts';
import { workLists, type WorkList } from './wire.ts';

type Condition = Sql<unknown>;

/** Where a list goes on: the last row's nearest clock (null: it had none) and id. */
export interface After {
  readonly due: Date | null;
  readonly id: string;
}

export interface Key {
  readonly id: string;
  readonly due: Date | null;
}

/**
 * The next rows of a list by (nearest clock, id), rows without a clock last. Keys only, so that each branch can be read
 * from its index alone; at 200,000 open cases 50 keys take below 1 ms.
 */
export async function keysOf(
  on: Reader,
  branches: readonly Condition[],
  condition: Condition,
  after: After | null,
  limit: number,
): Promise<Key[]> {
  if (branches.length === 0) return [];
  const timed =
    after !== null && after.due === null
      ? []
      : await page(
          on,
          branches,
          sql`${condition} and c.nearest_due is not null ${after ? sql`and (c.nearest_due, c.id) > (${after.due}, ${after.id}::uuid)` : sql``}`,
          limit,
        );
  if (timed.length >= limit) return timed;
  const from = after !== null && after.due === null ? sql`and c.id > ${after.id}::uuid` : sql``;
  return [...timed, ...(await page(on, branches, sql`${condition} and c.nearest_due is null ${from}`, limit - timed.length))];
}

function page(on: Reader, branches: readonly Condition[], condition: Condition, limit: number): Promise<Key[]> {
  const each = branches.map(
    (branch) =>
      sql`(select c.id, c.nearest_due from cases c where c.closed_at is null and ${branch} and ${condition} order by c.nearest_due, c.id limit ${limit})`,
  );
  return all(
    sql<Key>`select id, nearest_due as due from (${sql.join(each, sql` union all `)}) k order by nearest_due, id limit ${limit}`,
    on,
  );
}

/** How many rows a list has, up to the cap. */
export async function countOf(on: Reader, branches: readonly Condition[], condition: Condition): Promise<number> {
  if (branches.length === 0) return 0;
  return (await one(sql<{ n: number }>`select ${counting(branches, condition)} as n`, on))?.n ?? 0;
}

/** The numbers on the tabs, each up to the cap, in one query. */
export async function countsOf(
  on: Reader,
  lists: readonly { list: WorkList; branches: readonly Condition[]; condition: Condition }[],
): Promise<Record<WorkList, number>> {
  const columns = lists
    .filter((each) => each.branches.length > 0)
    .map((each) => sql`${counting(each.branches, each.condition)} as ${sql.ref(each.list)}`);
  const row = columns.length === 0 ? undefined : await one(sql<Partial<Record<WorkList, number>>>`select ${sql.join(columns)}`, on);
  return Object.fromEntries(workLists.map((list) => [list, row?.[list] ?? 0])) as Record<WorkList, number>;
}

function counting(branches: readonly Condition[], condition: Condition): Condition {
  const each = branches.map(
    (branch) => sql`(select 1 from cases c where c.closed_at is null and ${branch} and ${condition} limit ${countCap})`,
  );
  return sql`(select count(*)::int from (select 1 from (${sql.join(each, sql` union all `)}) b limit ${countCap}) n)`;
}

/**
 * Cases that the caller may take next, best first: of a buyer of theirs, then those that customers hurried, most often first
 * (IN-11), then by the nearest clock; none that waits for somebody else.
 */
export async function candidates(command: Command, limit: number, skip: number): Promise<string[]> {
  const { actor, tx } = command;
  const branches = await branchesOf(tx, actor, { list: 'unassigned' });
  const open = sql`c.owner_id is null and c.waiting_for is null`;
  const bound = branches.length === 0 ? sql`false` : sql`(${sql.join(branches, sql` or `)})`;
  const same = await all(
    sql<{ id: string }>`select c.id from cases c where c.closed_at is null and ${open} and ${bound}
        and c.customer_id in (select customer_id from cases where owner_id = ${actor.id} and closed_at is null and customer_id is not null)
      order by c.nearest_due, c.id limit ${limit}`,
    tx,
  );
  const hurried = await all(
    sql<{ id: string }>`select c.id from cases c where c.closed_at is null and ${open} and c.priority > 0 and ${bound}
      order by c.priority desc, c.nearest_due, c.id limit ${limit}`,
    tx,
  );
  const nearest = await keysOf(tx, branches, open, null, skip + limit);
  return [...new Set([...(skip === 0 ? [...same, ...hurried] : []), ...nearest.slice(skip)].map((row) => row.id))];
}

/** Locks the first of these that nobody holds or has taken meanwhile; undefined when all are gone. */
export async function claimOne(command: Command, ids: readonly string[]): Promise<string | undefined> {
  const row = await one(
    sql<{ id: string }>`select c.id from cases c where c.id = any(${[...ids]}::uuid[]) and c.closed_at is null and c.owner_id is null
      order by array_position(${[...ids]}::uuid[], c.id) limit 1 for update skip locked`,
    command.tx,
  );
  return row?.id;
}

export interface WorkRow {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly nearestDue: Date | null;
  readonly nearestClock: string | null;
  readonly clockZh: string | null;
  readonly clockEn: string | null;
  readonly paused: boolean;
  readonly kind: string;
  readonly problem: string;
  readonly playbook: string;
  readonly playbookVersionId: string;
  readonly summary: string;
  readonly shopId: string;
  readonly shopName: string;
  readonly shopNameEn: string;
  readonly platform: string;
  readonly channel: string;
  readonly orderId: string | null;
  readonly orderNo: string | null;
  readonly stage: string;
  readonly step: string;
  readonly waitingFor: string | null;
  readonly round: number;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly teamId: string | null;
  readonly teamName: string | null;
  readonly teamNameEn: string | null;
  readonly receivedAt: Date;
  readonly hurried: number;
  readonly fast: boolean;
  readonly breached: number;
  readonly priority: number;
  readonly lang: 'zh' | 'en' | null;
}

/** What a list shows of these cases, in any order. */
export function workRows(on: Reader, ids: readonly string[]): Promise<WorkRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  const rows = sql<WorkRow>`select c.id, c.number, c.version, c.nearest_due as "nearestDue", c.nearest_clock as "nearestClock", k.title_zh as "clockZh", k.title_en as "clockEn",
        (c.nearest_due is null and exists (select 1 from clocks p where p.case_id = c.id and p.state = 'paused')) as paused,
        c.kind, c.problem, c.playbook, c.playbook_version_id as "playbookVersionId", c.summary, c.shop_id as "shopId", s.name as "shopName", s.name_en as "shopNameEn", s.platform,
        c.channel, c.order_id as "orderId", c.order_no as "orderNo", c.stage, c.step, c.waiting_for as "waitingFor", c.round,
        c.owner_id as "ownerId", o.name as "ownerName", c.team_id as "teamId", t.name as "teamName", t.name_en as "teamNameEn",
        c.received_at as "receivedAt", c.hurried, c.fast, c.breached, c.priority, p.lang
      from cases c join shops s on s.id = c.shop_id left join staff o on o.id = c.owner_id left join teams t on t.id = c.team_id left join customers p on p.id = c.customer_id
      left join lateral (select title_zh, title_en from clocks where case_id = c.id and name = c.nearest_clock and state in ('running', 'overdue') order by due_at limit 1) k on true
      where c.id = any(${[...ids]}::uuid[])`;
  // Planning its seven tables took longer than reading fifty rows of them.
  return on.is === 'database' ? askOften(on, rows) : all(rows, on);
}
