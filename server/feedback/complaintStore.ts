import type { Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, jsonb, one, type Reader, sql } from '#platform/db.ts';
import type { IntentRow } from '#platform/module.ts';
import { type ComplaintMails, complaintMails, type GraveReason } from './complaintWire.ts';

const key = 'complaint-mails';
/** Kind of intent by which a complaint is mailed (FB-7). */
export const complaintMail = 'feedback.complaint-mail';

export async function mailsSetting(on: Reader): Promise<ComplaintMails> {
  const row = await one(sql<{ value: unknown }>`select value from settings where key = ${key}`, on);
  return complaintMails.parse(row?.value ?? {});
}

export async function saveMailsSetting(command: Command, value: ComplaintMails): Promise<void> {
  await sql`insert into settings (key, value, changed_at, changed_by) values (${key}, ${jsonb(value)}, ${command.now}, ${`${command.actor.kind}:${command.actor.id}`})
    on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(
    command.tx,
  );
}

/** A complaint as its letter tells of it: no word of the customer's, no name. */
export interface Complaint {
  readonly id: string;
  readonly number: string;
  readonly shopId: string;
  readonly shop: string;
  readonly shopEn: string;
  readonly kind: string;
  readonly problem: string;
  readonly playbookVersionId: string;
  readonly customerId: string | null;
  readonly receivedAt: Date;
  readonly nearestDue: Date | null;
  readonly grave: readonly GraveReason[] | null;
}

export function complaintsById(on: Reader, ids: readonly string[]): Promise<Complaint[]> {
  return all(
    sql<Complaint>`select c.id, c.number, c.shop_id as "shopId", s.name as shop, s.name_en as "shopEn", c.kind, c.problem,
        c.playbook_version_id as "playbookVersionId", c.customer_id as "customerId", c.received_at as "receivedAt", c.nearest_due as "nearestDue", r.grave
      from cases c join shops s on s.id = c.shop_id left join complaint_reports r on r.case_id = c.id
      where c.id = any(${[...ids]}::uuid[]) order by cardinality(coalesce(r.grave, '{}')) desc, c.received_at`,
    on,
  );
}

/** Those of these customers who have turned to us so often since then: cases, and times they hurried one. */
export async function oftenInTouch(on: Reader, customerIds: readonly string[], since: Date, least: number): Promise<ReadonlySet<string>> {
  const rows = await all(
    sql<{ id: string }>`select customer_id as id from cases where customer_id = any(${[...customerIds]}::uuid[]) and received_at >= ${since}
      group by customer_id having count(*) + coalesce(sum(hurried), 0) >= ${least}`,
    on,
  );
  return new Set(rows.map((row) => row.id));
}

/** Writes reports of these cases; answers those that weren't reported before: a second event of a case changes nothing. */
export async function insertReports(
  command: Command,
  reports: readonly { caseId: string; shopId: string; grave: readonly GraveReason[] }[],
  mode: ComplaintMails['mode'],
): Promise<string[]> {
  if (reports.length === 0) return [];
  const rows = reports.map(
    ({ caseId, shopId, grave }) => sql`(${caseId}::uuid, ${shopId}::uuid, ${[...grave]}::text[], ${mode}, ${command.now}::timestamptz,
      ${mode === 'each' ? command.now : null}::timestamptz)`,
  );
  const made = await all(
    sql<{ id: string }>`insert into complaint_reports (case_id, shop_id, grave, mode, at, reported_at) values ${sql.join(rows)}
      on conflict (case_id) do nothing returning case_id as id`,
    command.tx,
  );
  return made.map((row) => row.id);
}

/** What waits for the digest; locked, so that two workers don't write it twice. */
export function waitingReports(command: Command): Promise<{ caseId: string; shopId: string }[]> {
  return all(
    sql<{ caseId: string; shopId: string }>`select case_id as "caseId", shop_id as "shopId" from complaint_reports
      where reported_at is null order by at limit 500 for update skip locked`,
    command.tx,
  );
}

export async function markReported(command: Command, caseIds: readonly string[]): Promise<void> {
  await sql`update complaint_reports set reported_at = ${command.now} where case_id = any(${[...caseIds]}::uuid[])`.execute(command.tx);
}

/** Whoever is told: a colleague, or an address of the setting. */
export interface Recipient {
  readonly id: string | null;
  readonly name: string;
  readonly lang: Lang;
  readonly email: string;
  readonly allShops: boolean;
  readonly shopIds: readonly string[];
}

export async function recipientsOf(on: Reader, setting: ComplaintMails): Promise<Recipient[]> {
  const staff = await all(
    sql<Recipient>`select s.id, s.name, s.lang, s.email, s.all_shops as "allShops",
        array(select shop_id from staff_shops x where x.staff_id = s.id) as "shopIds"
      from staff s where s.active and s.email is not null and s.email <> '' and s.role = any(${[...setting.roles]}) order by s.id`,
    on,
  );
  const more = setting.more.map((email): Recipient => ({ id: null, name: '', lang: 'zh', email, allShops: true, shopIds: [] }));
  return [...staff, ...more];
}

/** A colleague who is still here, to be written to now. */
export function colleague(on: Reader, id: string): Promise<Pick<Recipient, 'name' | 'lang' | 'email'> | undefined> {
  return one(
    sql<Pick<Recipient, 'name' | 'lang' | 'email'>>`select name, lang, email from staff where id = ${id} and active and email is not null`,
    on,
  );
}

/** The latest letters on complaints, whatever came of them. */
export function latestLetters(
  on: Reader,
): Promise<(Pick<IntentRow, 'id' | 'caseId' | 'state' | 'createdAt' | 'payload'> & { caseNumber: string | null; name: string | null })[]> {
  return all(
    sql<
      Pick<IntentRow, 'id' | 'caseId' | 'state' | 'createdAt' | 'payload'> & { caseNumber: string | null; name: string | null }
    >`select i.id, i.case_id as "caseId", i.state, i.created_at as "createdAt", i.payload, c.number as "caseNumber", s.name
      from intents i left join cases c on c.id = i.case_id left join staff s on s.id::text = i.payload ->> 'staff'
      where i.kind = ${complaintMail} order by i.created_at desc, i.id desc limit 50`,
    on,
  );
}
