import { casesOf } from '#customers/contract.ts';
import type { TheCase } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { all, jsonb, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';

export interface Tick {
  readonly holds: boolean;
  /** What the facts said; null when they didn't know. */
  readonly byFacts: boolean | null;
  readonly note: string | null;
}

/** A review as it was given: each condition's tick, the answer, the reason (VE-4). */
export interface ReviewRow {
  readonly id: string;
  readonly round: number;
  readonly step: string;
  readonly answer: string;
  readonly ticks: Readonly<Record<string, Tick>>;
  readonly reason: string | null;
  readonly materials: readonly WantedMaterial[];
  readonly byRule: boolean;
  readonly by: string;
  readonly at: Date;
}

export interface WantedMaterial {
  readonly material: string;
  readonly note?: string | undefined;
}

/** A material that was asked for, and what became of it. */
export interface RequestRow {
  readonly id: string;
  readonly asking: number;
  readonly material: string;
  readonly note: string | null;
  readonly state: 'asked' | 'received' | 'waived';
  readonly askedAt: Date;
  readonly receivedAt: Date | null;
}

export async function insertCheck(
  command: Command,
  theCase: TheCase,
  check: { answer: string; reason: string | null; byRule: boolean },
): Promise<void> {
  await sql`insert into order_checks (id, case_id, round, answer, order_id, reason, by_rule, by_kind, by_id, at)
    values (${newId()}, ${theCase.id}, ${theCase.round}, ${check.answer}, ${theCase.orderId}, ${check.reason}, ${check.byRule}, ${command.actor.kind}, ${command.actor.id}, ${command.now})`.execute(
    command.tx,
  );
}

export async function insertReview(
  command: Command,
  theCase: TheCase,
  review: {
    answer: string;
    ticks: Readonly<Record<string, Tick>>;
    reason: string | null;
    materials: readonly WantedMaterial[];
    byRule: boolean;
  },
): Promise<void> {
  await sql`insert into reviews (id, case_id, round, step, answer, ticks, reason, materials, by_rule, by_kind, by_id, at)
    values (${newId()}, ${theCase.id}, ${theCase.round}, ${theCase.step}, ${review.answer}, ${jsonb(review.ticks)}, ${review.reason}, ${jsonb(review.materials)}, ${review.byRule},
      ${command.actor.kind}, ${command.actor.id}, ${command.now})`.execute(command.tx);
}

/** Reviews of a case, newest first. */
export function reviewsOf(on: Reader, caseId: string): Promise<ReviewRow[]> {
  return all(
    sql<ReviewRow>`select r.id, r.round, r.step, r.answer, r.ticks, r.reason, r.materials, r.by_rule as "byRule", coalesce(s.name, r.by_kind) as by, r.at
      from reviews r left join staff s on r.by_kind = 'staff' and s.id::text = r.by_id where r.case_id = ${caseId} order by r.at desc, r.id desc`,
    on,
  );
}

/** Asks for materials: one asking, one row for each. Answers the asking's number. */
export async function insertRequests(command: Command, theCase: TheCase, wanted: readonly WantedMaterial[]): Promise<number> {
  const row = await one(
    sql<{ asking: number }>`select coalesce(max(asking), 0) + 1 as asking from material_requests where case_id = ${theCase.id}`,
    command.tx,
  );
  const asking = row?.asking ?? 1;
  for (const [position, each] of wanted.entries()) {
    await sql`insert into material_requests (id, case_id, round, asking, position, material, note, state, asked_at, by_kind, by_id)
      values (${newId()}, ${theCase.id}, ${theCase.round}, ${asking}, ${position}, ${each.material}, ${each.note ?? null}, 'asked', ${command.now}, ${command.actor.kind}, ${command.actor.id})
      on conflict (case_id, asking, material) do nothing`.execute(command.tx);
  }
  return asking;
}

/** What was asked for in a case, in order. */
export function requestsOf(on: Reader, caseId: string): Promise<RequestRow[]> {
  return all(
    sql<RequestRow>`select id, asking, material, note, state, asked_at as "askedAt", received_at as "receivedAt" from material_requests where case_id = ${caseId} order by asking, position`,
    on,
  );
}

export async function settleRequests(
  command: Command,
  caseId: string,
  state: 'received' | 'waived',
  materials: readonly string[] | 'all',
): Promise<void> {
  const which = materials === 'all' ? sql`true` : sql`material = any(${[...materials]}::text[])`;
  await sql`update material_requests set state = ${state}, received_at = ${state === 'received' ? command.now : null} where case_id = ${caseId} and state = 'asked' and ${which}`.execute(
    command.tx,
  );
}

/** Members of staff who can own a case of this shop. */
export async function canOwn(on: Reader, staffId: string, shopId: string): Promise<boolean> {
  const row = await one(
    sql<{
      found: boolean;
    }>`select exists (select 1 from staff s where s.id = ${staffId} and s.active and s.role in ('agent', 'lead', 'claims', 'operations', 'store')
      and (s.all_shops or exists (select 1 from staff_shops x where x.staff_id = s.id and x.shop_id = ${shopId}))) as found`,
    on,
  );
  return row?.found ?? false;
}

export async function nameOfStaff(on: Reader, staffId: string): Promise<string> {
  return (await one(sql<{ name: string }>`select name from staff where id = ${staffId}`, on))?.name ?? '';
}

export async function isTeam(on: Reader, teamId: string): Promise<boolean> {
  return (await one(sql<{ id: string }>`select id from teams where id = ${teamId}`, on)) !== undefined;
}

export async function insertNotice(
  command: Command,
  notice: { staffId?: string; role?: string; caseId: string; kind: string; data?: Record<string, unknown> },
): Promise<void> {
  await sql`insert into notices (id, staff_id, role, case_id, kind, data, at)
    values (${newId()}, ${notice.staffId ?? null}, ${notice.role ?? null}, ${notice.caseId}, ${notice.kind}, ${jsonb(notice.data ?? {})}, ${command.now})`.execute(
    command.tx,
  );
}

/** Free text of people about a person that was erased; what was decided stays (IV-7). */
export async function blankTriage({ tx }: Command, customerId: string): Promise<void> {
  const cases = casesOf(customerId);
  await sql`update order_checks set reason = null where case_id in ${cases} and reason is not null`.execute(tx);
  await sql`update reviews r set (reason, ticks, materials) = (select w.reason, w.ticks, w.materials from review_without_notes(r) w) where r.case_id in ${cases}`.execute(
    tx,
  );
  await sql`update material_requests set note = null where case_id in ${cases}`.execute(tx);
}
