import type { Actor } from '#platform/actor.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { countCap } from '#platform/list.ts';
import { scopeCondition } from '#staff/contract.ts';
import type { QuestionState } from './questionStates.ts';
import { columns, columnsOfScope, from, type QuestionRow } from './questionStore.ts';

export interface QuestionFilter {
  readonly party?: string | undefined;
  readonly placeId?: string | undefined;
  readonly state: QuestionState | 'open';
}

function filtered(actor: Actor, filter: QuestionFilter) {
  const state = filter.state === 'open' ? sql`q.state in ('asked', 'late')` : sql`q.state = ${filter.state}`;
  const party = filter.party ? sql`q.party = ${filter.party}` : sql`true`;
  const place = filter.placeId ? sql`coalesce(q.warehouse_id, q.carrier_id) = ${filter.placeId}` : sql`true`;
  return sql`${state} and ${party} and ${place} and ${scopeCondition(actor, 'case.read', columnsOfScope)}`;
}

/** Questions of all cases that the actor may see, the one due first on top; `after` is the last row's (due, id). */
export function listQuestions(
  on: Reader,
  actor: Actor,
  filter: QuestionFilter,
  limit: number,
  after: readonly (string | number)[] | null,
): Promise<QuestionRow[]> {
  const keyset = after ? sql`(q.due_at, q.id) > (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)` : sql`true`;
  return all(
    sql<QuestionRow>`select ${columns} from ${from} where ${filtered(actor, filter)} and ${keyset} order by q.due_at, q.id limit ${limit}`,
    on,
  );
}

export async function countQuestions(on: Reader, actor: Actor, filter: QuestionFilter): Promise<number> {
  const row = await one(
    sql<{
      n: number;
    }>`select count(*) as n from (select 1 from questions q join cases c on c.id = q.case_id where ${filtered(actor, filter)} limit ${countCap}) x`,
    on,
  );
  return row?.n ?? 0;
}

/** Open questions about any of these waybills. */
export function openByWaybills(
  on: Reader,
  actor: Actor,
  waybills: readonly string[],
  filter: Omit<QuestionFilter, 'state'>,
): Promise<QuestionRow[]> {
  if (waybills.length === 0) return Promise.resolve([]);
  return all(
    sql<QuestionRow>`select ${columns} from ${from} where ${filtered(actor, { ...filter, state: 'open' })} and q.waybills && ${[...waybills]}::text[] order by q.due_at, q.id limit 500`,
    on,
  );
}
