import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { authorities, ExternalView, TermsView } from './wire.ts';

export type Authority = (typeof authorities)[number];

/** What a carrier's terms say from a day on (CL-8): calendar days; null where they say nothing. A setting with its source, never law. */
export interface CarrierTerms {
  readonly id: string;
  readonly carrierId: string;
  readonly carrierZh: string;
  readonly carrierEn: string;
  readonly lostDays: number | null;
  readonly claimDays: number | null;
  readonly damageDays: number | null;
  readonly acceptanceDays: number | null;
  readonly decisionDays: number | null;
  readonly paymentDays: number | null;
  /** Most that is paid without insurance, times the freight. */
  readonly uninsuredTimes: number | null;
  readonly sourceZh: string;
  readonly sourceEn: string;
  /** False: shown as 示例，未核实. */
  readonly verified: boolean;
  readonly validFrom: string;
  readonly inForce: boolean;
  readonly changedAt: Date;
}

const columns = (
  day: string,
) => sql`t.id, t.carrier_id as "carrierId", c.name as "carrierZh", c.name_en as "carrierEn", t.lost_days as "lostDays", t.claim_days as "claimDays",
  t.damage_days as "damageDays", t.acceptance_days as "acceptanceDays", t.decision_days as "decisionDays", t.payment_days as "paymentDays", t.uninsured_times as "uninsuredTimes",
  t.source_zh as "sourceZh", t.source_en as "sourceEn", t.verified, to_char(t.valid_from, 'YYYY-MM-DD') as "validFrom",
  t.valid_from = (select max(n.valid_from) from carrier_terms n where n.carrier_id = t.carrier_id and n.valid_from <= ${day}::date) as "inForce", t.changed_at as "changedAt"`;

/** Every row that was ever in force, newest first within its carrier. */
export function listTerms(on: Reader, today: string): Promise<CarrierTerms[]> {
  return all(
    sql<CarrierTerms>`select ${columns(today)} from carrier_terms t join carriers c on c.id = t.carrier_id order by c.name, t.valid_from desc`,
    on,
  );
}

/** The terms of a carrier that hold on a local day; undefined when none are kept. */
export function termsOfCarrier(on: Reader, carrierId: string, day: string): Promise<CarrierTerms | undefined> {
  return one(
    sql<CarrierTerms>`select ${columns(day)} from carrier_terms t join carriers c on c.id = t.carrier_id
      where t.carrier_id = ${carrierId} and t.valid_from <= ${day}::date order by t.valid_from desc limit 1`,
    on,
  );
}

/** The terms in force of several carriers; a carrier without terms isn't in it. */
export function termsOfCarriers(on: Reader, carrierIds: readonly string[], day: string): Promise<CarrierTerms[]> {
  if (carrierIds.length === 0) return Promise.resolve([]);
  return all(
    sql<CarrierTerms>`select * from (select ${columns(day)} from carrier_terms t join carriers c on c.id = t.carrier_id
      where t.carrier_id = any(${[...carrierIds]}::uuid[])) x where x."inForce"`,
    on,
  );
}

export async function saveTerms(
  command: Command,
  carrierId: string,
  given: Omit<TermsView, 'id' | 'carrierId' | 'carrier' | 'inForce'>,
): Promise<void> {
  await sql`insert into carrier_terms (id, carrier_id, lost_days, claim_days, damage_days, acceptance_days, decision_days, payment_days, uninsured_times, source_zh, source_en, verified, valid_from, changed_at, changed_by)
    values (${newId()}, ${carrierId}, ${given.lostDays}, ${given.claimDays}, ${given.damageDays}, ${given.acceptanceDays}, ${given.decisionDays}, ${given.paymentDays},
      ${given.uninsuredTimes}, ${given.sourceZh}, ${given.sourceEn}, ${given.verified}, ${given.validFrom}::date, ${command.now}, ${command.actor.id})
    on conflict (carrier_id, valid_from) do update set lost_days = excluded.lost_days, claim_days = excluded.claim_days, damage_days = excluded.damage_days,
      acceptance_days = excluded.acceptance_days, decision_days = excluded.decision_days, payment_days = excluded.payment_days, uninsured_times = excluded.uninsured_times,
      source_zh = excluded.source_zh, source_en = excluded.source_en, verified = excluded.verified, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(
    command.tx,
  );
}

/** Within what time we answer an authority. */
export interface AuthorityTerms {
  readonly authority: Authority;
  readonly answerDays: number;
  readonly working: boolean;
  readonly sourceZh: string;
  readonly sourceEn: string;
  readonly verified: boolean;
}

export function listAuthorities(on: Reader): Promise<AuthorityTerms[]> {
  return all(
    sql<AuthorityTerms>`select authority, answer_days as "answerDays", working, source_zh as "sourceZh", source_en as "sourceEn", verified from authority_terms order by authority`,
    on,
  );
}

export async function saveAuthority(command: Command, given: AuthorityTerms): Promise<void> {
  await sql`insert into authority_terms (authority, answer_days, working, source_zh, source_en, verified, changed_at, changed_by)
    values (${given.authority}, ${given.answerDays}, ${given.working}, ${given.sourceZh}, ${given.sourceEn}, ${given.verified}, ${command.now}, ${command.actor.id})
    on conflict (authority) do update set answer_days = excluded.answer_days, working = excluded.working, source_zh = excluded.source_zh, source_en = excluded.source_en, verified = excluded.verified,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(command.tx);
}

/** What was forwarded, as the row keeps it. */
export interface ExternalRow extends Omit<ExternalView, 'receivedAt' | 'answerDue' | 'answeredAt' | 'source' | 'verified'> {
  readonly shopId: string;
  readonly receivedAt: Date;
  /** As the authority wrote it; null: by the setting. */
  readonly answerDue: Date | null;
  readonly answeredAt: Date | null;
}

export function externalOf(on: Reader, caseId: string): Promise<ExternalRow | undefined> {
  return one(
    sql<ExternalRow>`select shop_id as "shopId", authority, authority_no as "authorityNo", received_at as "receivedAt", answer_due as "answerDue", demand, verdict, answer, answered_at as "answeredAt"
      from external_complaints where case_id = ${caseId}`,
    on,
  );
}

/** The number of the case that has this number of the authority's already, unless it is this very case. */
export async function caseOfAuthorityNo(
  on: Reader,
  authority: Authority,
  authorityNo: string,
  caseId: string,
): Promise<string | undefined> {
  const row = await one(
    sql<{
      number: string;
    }>`select c.number from external_complaints x join cases c on c.id = x.case_id where x.authority = ${authority} and x.authority_no = ${authorityNo} and x.case_id <> ${caseId}`,
    on,
  );
  return row?.number;
}

export async function saveExternal(
  command: Command,
  row: {
    caseId: string;
    shopId: string;
    authority: Authority;
    authorityNo: string;
    receivedAt: Date;
    answerDue: Date | null;
    carrierId: string | null;
    demand: string;
  },
): Promise<void> {
  await sql`insert into external_complaints (case_id, shop_id, authority, authority_no, received_at, answer_due, carrier_id, demand, registered_by)
    values (${row.caseId}, ${row.shopId}, ${row.authority}, ${row.authorityNo}, ${row.receivedAt}, ${row.answerDue}, ${row.carrierId}, ${row.demand}, ${command.actor.id})
    on conflict (case_id) do update set authority = excluded.authority, authority_no = excluded.authority_no, received_at = excluded.received_at, answer_due = excluded.answer_due,
      carrier_id = excluded.carrier_id, demand = excluded.demand`.execute(command.tx);
}

export async function answerExternal(
  command: Command,
  caseId: string,
  given: { verdict: 'valid' | 'invalid'; answer: string; answeredAt: Date },
): Promise<void> {
  await sql`update external_complaints set verdict = ${given.verdict}, answer = ${given.answer}, answered_at = ${given.answeredAt} where case_id = ${caseId}`.execute(
    command.tx,
  );
}

/** Free text of a person who is erased goes; the figures stay. */
export async function blankExternal(command: Command, customerId: string): Promise<void> {
  await sql`update external_complaints set demand = '', answer = '' where case_id in (select id from cases where customer_id = ${customerId})`.execute(
    command.tx,
  );
}
