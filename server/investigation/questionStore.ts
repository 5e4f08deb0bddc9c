import type { Actor } from '#platform/actor.ts';
import { all, one, type Reader, sql, type Tx } from '#platform/db.ts';
import { scopeCondition } from '#staff/contract.ts';
import type { QuestionState } from './questionStates.ts';

/** A question as it stands, with what its readers need to know it by. */
export interface QuestionRow {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly shopId: string;
  readonly round: number;
  readonly step: string;
  readonly task: string | null;
  readonly party: string;
  readonly warehouseId: string | null;
  readonly carrierId: string | null;
  readonly placeCode: string | null;
  readonly placeName: string | null;
  readonly placeNameEn: string | null;
  readonly waybills: readonly string[];
  readonly orderNo: string | null;
  /** The lines of the case: 铰链×2、层板×1. */
  readonly goods: string | null;
  readonly askZh: string;
  readonly askEn: string;
  readonly state: QuestionState;
  readonly askedAt: Date;
  readonly askedBy: string | null;
  readonly dueAt: Date;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  readonly answeredBy: string | null;
  readonly evidence: readonly string[];
}

export const columns = sql`q.id, q.case_id as "caseId", c.number as "caseNumber", q.shop_id as "shopId", q.round, q.step, q.task, q.party,
  q.warehouse_id as "warehouseId", q.carrier_id as "carrierId", coalesce(w.code, k.code) as "placeCode", coalesce(w.name, k.name) as "placeName",
  coalesce(w.name_en, k.name_en) as "placeNameEn", q.waybills, c.order_no as "orderNo",
  (select string_agg(l.name || '×' || l.quantity, '、' order by l.line_no) from case_lines l where l.case_id = q.case_id and l.replaced_at is null
    and l.round = (select max(m.round) from case_lines m where m.case_id = q.case_id and m.round <= q.round)) as goods,
  q.ask_zh as "askZh", q.ask_en as "askEn", q.state, q.asked_at as "askedAt", s.name as "askedBy", q.due_at as "dueAt", q.answer,
  q.answered_at as "answeredAt", coalesce(a.name, q.answered_by) as "answeredBy", q.evidence`;
export const from = sql`questions q join cases c on c.id = q.case_id left join warehouses w on w.id = q.warehouse_id left join carriers k on k.id = q.carrier_id
  left join staff s on s.id = q.asked_by left join staff a on 'staff:' || a.id = q.answered_by`;
export const columnsOfScope = { shop: 'q.shop_id', team: 'c.team_id', owner: 'c.owner_id' };

export interface NewQuestion {
  readonly id: string;
  readonly caseId: string;
  readonly shopId: string;
  readonly round: number;
  readonly step: string;
  readonly task: string | null;
  readonly party: string;
  readonly warehouseId: string | null;
  readonly carrierId: string | null;
  readonly waybills: readonly string[];
  readonly askZh: string;
  readonly askEn: string;
  readonly askedAt: Date;
  readonly askedBy: string | null;
  readonly dueAt: Date;
}

/** Writes a question; false when the same task already has an open one for this partner. */
export async function insertQuestion(tx: Tx, q: NewQuestion): Promise<boolean> {
  const row = await one(
    sql<{
      id: string;
    }>`insert into questions (id, case_id, shop_id, round, step, task, party, warehouse_id, carrier_id, waybills, ask_zh, ask_en, state, asked_at, asked_by, due_at)
      values (${q.id}, ${q.caseId}, ${q.shopId}, ${q.round}, ${q.step}, ${q.task}, ${q.party}, ${q.warehouseId}, ${q.carrierId}, ${[...q.waybills]}, ${q.askZh}, ${q.askEn},
        'asked', ${q.askedAt}, ${q.askedBy}, ${q.dueAt})
      on conflict do nothing returning id`,
    tx,
  );
  return row !== undefined;
}

export function questionById(on: Reader, id: string): Promise<QuestionRow | undefined> {
  return one(sql<QuestionRow>`select ${columns} from ${from} where q.id = ${id}`, on);
}

/** A question of a case that the actor may see under this action. */
export function visibleQuestion(on: Reader, actor: Actor, action: string, id: string): Promise<QuestionRow | undefined> {
  return one(sql<QuestionRow>`select ${columns} from ${from} where q.id = ${id} and ${scopeCondition(actor, action, columnsOfScope)}`, on);
}

export function questionsOf(on: Reader, caseId: string): Promise<QuestionRow[]> {
  return all(sql<QuestionRow>`select ${columns} from ${from} where q.case_id = ${caseId} order by q.asked_at, q.id`, on);
}

/** Open questions of a case in this round, soonest first. */
export function openQuestions(on: Reader, caseId: string): Promise<QuestionRow[]> {
  return all(
    sql<QuestionRow>`select ${columns} from ${from} where q.case_id = ${caseId} and q.state in ('asked', 'late') order by q.due_at, q.id`,
    on,
  );
}

export async function setState(tx: Tx, id: string, state: QuestionState, at: Date): Promise<void> {
  await sql`update questions set state = ${state}, late_at = case when ${state} = 'late' then ${at}::timestamptz else late_at end,
    withdrawn_at = case when ${state} = 'withdrawn' then ${at}::timestamptz else withdrawn_at end where id = ${id}`.execute(tx);
}

export async function setAnswer(
  tx: Tx,
  id: string,
  answer: { text: string; evidence: readonly string[]; by: string; at: Date },
): Promise<void> {
  await sql`update questions set state = 'answered', answer = ${answer.text}, evidence = ${[...answer.evidence]}, answered_at = ${answer.at}, answered_by = ${answer.by}
    where id = ${id}`.execute(tx);
}

/** Tells a person or a role of the desk. */
export async function insertNotice(
  tx: Tx,
  notice: { id: string; to: { staffId: string } | { role: string }; caseId: string; kind: string; data: Record<string, string>; at: Date },
): Promise<void> {
  const staffId = 'staffId' in notice.to ? notice.to.staffId : null;
  const role = 'role' in notice.to ? notice.to.role : null;
  await sql`insert into notices (id, staff_id, role, case_id, kind, data, at)
    values (${notice.id}, ${staffId}, ${role}, ${notice.caseId}, ${notice.kind}, ${JSON.stringify(notice.data)}::jsonb, ${notice.at})`.execute(
    tx,
  );
}
