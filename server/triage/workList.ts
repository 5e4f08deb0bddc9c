import { isRegulatoryRisk, type Playbook, playbookOf, stepOf } from '#case/contract.ts';
import type { Actor, Lang } from '#platform/actor.ts';
import { type Reader, sql, type Sql } from '#platform/db.ts';
import { cappedCount, makeCursor, readCursor } from '#platform/list.ts';
import { ok, type Result } from '#platform/result.ts';
import { searchedPage } from './searchedList.ts';
import { branchesOf, conditionOf, filtersOf, searchedOf, soon } from './workScope.ts';
import { type After, countOf, countsOf, type Key, keysOf, type WorkRow, workRows } from './workStore.ts';
import { type WorkFilter, type WorkItem, type WorkList, workLists } from './wire.ts';

export interface Page {
  readonly items: WorkItem[];
  readonly next: string | null;
  readonly count: { n: number; capped: boolean };
}

/** A work list: the nearest of all clocks first, by keyset; its own count is capped. Refuses `foreign-cursor`. */
export async function workList(
  on: Reader,
  actor: Actor,
  asked: WorkFilter & { cursor?: string | undefined; limit: number },
  lang: Lang,
  now: Date,
): Promise<Result<Page>> {
  const { cursor: given, limit, ...filter } = asked;
  const cursor = readCursor(filter, given, 2);
  if (!cursor.ok) return cursor;
  const [due, id] = cursor.value ?? [];
  const after: After | null = cursor.value ? { due: due === '' ? null : new Date(String(due)), id: String(id) } : null;
  const branches = await branchesOf(on, actor, filter);
  const { keys, counted } = await pageOf(on, branches, filter, after, limit, now);
  const shown = keys.slice(0, limit);
  const last = shown.at(-1);
  const [found, count] = await Promise.all([
    workRows(
      on,
      shown.map((key) => key.id),
    ),
    counted,
  ]);
  const rows = new Map(found.map((row) => [row.id, row]));
  const playbooks = await playbooksOf(on, new Set([...rows.values()].map((row) => row.playbookVersionId)));
  const items = shown.flatMap((key) => rows.get(key.id) ?? []).map((row) => present(row, playbooks, lang, now));
  return ok({
    items,
    next: keys.length > limit && last ? makeCursor(filter, cursorOf(last)) : null,
    count,
  });
}

/** One key more than the page holds, and the count, which goes on beside what is asked next. A list that ends on its first page needs no counting. */
async function pageOf(
  on: Reader,
  branches: readonly Sql<unknown>[],
  filter: WorkFilter,
  after: After | null,
  limit: number,
  now: Date,
): Promise<{ keys: Key[]; counted: Promise<Page['count']> }> {
  const condition = sql`${conditionOf(filter.list, now)} and ${filtersOf(filter)}`;
  const searched = searchedOf(filter);
  if (searched) {
    const { keys, count } = await searchedPage(on, { branches, condition, searched }, after, limit + 1);
    return { keys, counted: Promise.resolve(count) };
  }
  const keys = await keysOf(on, branches, condition, after, limit + 1);
  const all = after === null && keys.length <= limit;
  const n = all ? Promise.resolve(keys.length) : countOf(on, branches, condition);
  return { keys, counted: n.then(cappedCount) };
}

/** The number on each tab, up to 1,000 (OP-6 reads the same). */
export async function workCounts(
  on: Reader,
  actor: Actor,
  shopId: string | undefined,
  now: Date,
): Promise<Record<WorkList, { n: number; capped: boolean }>> {
  const lists = await Promise.all(
    workLists.map(async (list) => ({ list, branches: await branchesOf(on, actor, { list, shopId }), condition: conditionOf(list, now) })),
  );
  const counts = await countsOf(on, lists);
  return Object.fromEntries(workLists.map((list) => [list, cappedCount(counts[list])])) as Record<WorkList, { n: number; capped: boolean }>;
}

function cursorOf(key: Key): [string, string] {
  return [key.due?.toISOString() ?? '', key.id];
}

/** Each version once, however many rows run it. */
async function playbooksOf(on: Reader, ids: ReadonlySet<string>): Promise<ReadonlyMap<string, Playbook>> {
  return new Map(await Promise.all([...ids].map(async (id) => [id, await playbookOf(on, id)] as const)));
}

function present(row: WorkRow, playbooks: ReadonlyMap<string, Playbook>, lang: Lang, now: Date): WorkItem {
  const zh = lang === 'zh';
  const playbook = playbooks.get(row.playbookVersionId);
  if (!playbook) throw new Error('the playbooks of all rows were read');
  return {
    caseId: row.id,
    number: row.number,
    version: row.version,
    due: row.nearestDue && {
      clock: row.nearestClock ?? '',
      title: (zh ? row.clockZh : row.clockEn) ?? row.nearestClock ?? '',
      at: row.nearestDue.toISOString(),
      overdue: row.nearestDue <= now,
      soon: row.nearestDue > now && row.nearestDue.getTime() <= now.getTime() + soon,
    },
    paused: row.paused,
    kind: row.kind,
    problem: row.problem,
    playbook: playbook.title[lang],
    summary: row.summary,
    shop: { id: row.shopId, name: zh ? row.shopName : row.shopNameEn, platform: row.platform },
    channel: row.channel,
    orderId: row.orderId,
    orderTail: row.orderNo && tailOf(row.orderNo),
    stage: row.stage,
    step: row.step,
    stepTitle: stepOf(playbook, row.step)?.title[lang] ?? row.step,
    waitingFor: row.waitingFor,
    round: row.round,
    owner: row.ownerId ? { id: row.ownerId, name: row.ownerName ?? '' } : null,
    team: row.teamId ? { id: row.teamId, name: (zh ? row.teamName : row.teamNameEn) ?? '' } : null,
    receivedAt: row.receivedAt.toISOString(),
    flags: {
      hurried: row.hurried,
      fast: row.fast,
      breached: row.breached,
      priority: row.priority,
      regulatoryRisk: isRegulatoryRisk(playbook, row.problem),
      lang: row.lang ?? 'zh',
      orderPending: row.waitingFor === 'order',
    },
  };
}

function tailOf(orderNo: string): string {
  return orderNo.length > 10 ? `${orderNo.slice(0, 4)}…${orderNo.slice(-4)}` : orderNo;
}
