import { casesOf } from '#customers/contract.ts';
import type { TheCase } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';

export interface FollowUpRow {
  readonly id: string;
  readonly dueAt: Date;
  readonly what: string;
  readonly state: 'planned' | 'done' | 'dropped';
  readonly result: string;
  readonly plannedBy: string;
  readonly doneBy: string | null;
  readonly doneAt: Date | null;
}

export interface DedicationRow {
  readonly id: string;
  readonly of: 'customer' | 'order';
  readonly staffId: string | null;
  readonly staffName: string | null;
  readonly teamId: string | null;
  readonly teamName: string | null;
  readonly reason: string;
  readonly until: Date | null;
}

export function followUpsOf(on: Reader, caseId: string): Promise<FollowUpRow[]> {
  return all(
    sql<FollowUpRow>`select f.id, f.due_at as "dueAt", f.what, f.state, f.result, coalesce(p.name, f.planned_by) as "plannedBy",
      coalesce(d.name, f.done_by) as "doneBy", f.done_at as "doneAt" from follow_ups f
      left join staff p on p.id::text = f.planned_by left join staff d on d.id::text = f.done_by where f.case_id = ${caseId} order by f.due_at, f.id`,
    on,
  );
}

export async function insertFollowUp(command: Command, caseId: string, item: { dueAt: Date; what: string }): Promise<string> {
  const id = newId(command.now.getTime());
  await sql`insert into follow_ups (id, case_id, due_at, what, state, planned_by, planned_at)
    values (${id}, ${caseId}, ${item.dueAt}, ${item.what}, 'planned', ${command.actor.id}, ${command.now})`.execute(command.tx);
  return id;
}

/** Answers whether it was still planned. */
export async function settleFollowUp(
  command: Command,
  caseId: string,
  id: string,
  outcome: 'done' | 'dropped',
  result: string,
): Promise<boolean> {
  const done =
    await sql`update follow_ups set state = ${outcome}, result = ${result}, done_by = ${command.actor.id}, done_at = ${command.now}
    where id = ${id} and case_id = ${caseId} and state = 'planned'`.execute(command.tx);
  return done.numAffectedRows === 1n;
}

/** Who owns all of this customer's or this order's cases now; an order's owner goes before the customer's. */
export function dedicationFor(on: Reader, theCase: Pick<TheCase, 'customerId' | 'orderId'>, now: Date): Promise<DedicationRow | undefined> {
  return one(
    sql<DedicationRow>`select d.id, case when d.order_id is null then 'customer' else 'order' end as of, d.staff_id as "staffId", s.name as "staffName",
      d.team_id as "teamId", t.name as "teamName", d.reason, d.until from dedications d left join staff s on s.id = d.staff_id left join teams t on t.id = d.team_id
      where d.ended_at is null and (d.until is null or d.until > ${now}) and (d.customer_id = ${theCase.customerId} or d.order_id = ${theCase.orderId})
      order by (d.order_id is null), d.at desc limit 1`,
    on,
  );
}

/** Which of these cases have a customer or an order that somebody owns; one statement for all. */
export async function ownedAmong(on: Reader, caseIds: readonly string[]): Promise<string[]> {
  if (caseIds.length === 0) return [];
  const rows = await all(
    sql<{ id: string }>`select c.id from cases c where c.id = any(${[...caseIds]}::uuid[]) and c.owner_id is null
      and (exists (select 1 from dedications d where d.ended_at is null and d.customer_id = c.customer_id)
        or exists (select 1 from dedications d where d.ended_at is null and d.order_id = c.order_id))`,
    on,
  );
  return rows.map((row) => row.id);
}

export async function insertDedication(
  command: Command,
  made: {
    customerId: string | null;
    orderId: string | null;
    staffId: string | null;
    teamId: string | null;
    reason: string;
    until: Date | null;
  },
): Promise<string> {
  const id = newId(command.now.getTime());
  await sql`update dedications set ended_at = ${command.now} where ended_at is null and (customer_id = ${made.customerId} or order_id = ${made.orderId})`.execute(
    command.tx,
  );
  await sql`insert into dedications (id, customer_id, order_id, staff_id, team_id, reason, until, made_by, at)
    values (${id}, ${made.customerId}, ${made.orderId}, ${made.staffId}, ${made.teamId}, ${made.reason}, ${made.until}, ${command.actor.id}, ${command.now})`.execute(
    command.tx,
  );
  return id;
}

export async function endDedication(command: Command, id: string): Promise<boolean> {
  const ended = await sql`update dedications set ended_at = ${command.now} where id = ${id} and ended_at is null`.execute(command.tx);
  return ended.numAffectedRows === 1n;
}

/** Free text about a person that was erased (IV-7). */
export async function blankFollowUps({ tx }: Command, customerId: string): Promise<void> {
  await sql`update follow_ups set what = '', result = '' where case_id in ${casesOf(customerId)}`.execute(tx);
  await sql`update dedications set reason = '' where customer_id = ${customerId}`.execute(tx);
}
