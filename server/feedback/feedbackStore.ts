import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql, type Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { countCap } from '#platform/list.ts';
import { scopeCondition } from '#staff/contract.ts';
import type { SurveyAnswer, SurveyView } from './wire.ts';

export type Channel = NonNullable<SurveyView['channel']>;

export interface ConfirmationRow {
  readonly id: string;
  readonly round: number;
  readonly step: string;
  readonly answer: string;
  readonly note: string;
  readonly channel: Channel;
  readonly by: string | null;
  readonly at: Date;
}

/** A survey of one case and round; scores 1 to 5 once answered (FB-1). */
export interface SurveyRow {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly shopId: string;
  readonly round: number;
  readonly state: SurveyView['state'];
  readonly message: string;
  readonly askAt: Date;
  readonly askedAt: Date | null;
  readonly speed: number | null;
  readonly result: number | null;
  readonly attitude: number | null;
  readonly reasons: SurveyAnswer['reasons'];
  readonly words: string;
  readonly channel: Channel | null;
  readonly answeredAt: Date | null;
}

const columns = sql`s.id, s.case_id as "caseId", s.case_number as "caseNumber", s.shop_id as "shopId", s.round, s.state, s.message, s.ask_at as "askAt",
  s.asked_at as "askedAt", s.speed, s.result, s.attitude, s.reasons, s.words, s.channel, s.answered_at as "answeredAt"`;

export async function insertConfirmation(
  command: Command,
  row: { id: string; caseId: string; round: number; step: string; answer: string; note: string; channel: Channel },
): Promise<void> {
  await sql`insert into confirmations (id, case_id, round, step, answer, note, channel, by_kind, by_id, at)
    values (${row.id}, ${row.caseId}, ${row.round}, ${row.step}, ${row.answer}, ${row.note}, ${row.channel}, ${command.actor.kind}, ${command.actor.id}, ${command.now})`.execute(
    command.tx,
  );
}

export function confirmationsOf(on: Reader, caseId: string): Promise<ConfirmationRow[]> {
  return all(
    sql<ConfirmationRow>`select c.id, c.round, c.step, c.answer, c.note, c.channel, s.name as by, c.at from confirmations c
      left join staff s on c.by_kind = 'staff' and s.id::text = c.by_id where c.case_id = ${caseId} order by c.at, c.id`,
    on,
  );
}

/** Plans the survey of a round once; a round that was closed again before it was asked is asked later. */
export async function planSurvey(
  command: Command,
  row: { caseId: string; caseNumber: string; shopId: string; round: number; message: string; askAt: Date },
): Promise<void> {
  await sql`insert into surveys (id, case_id, case_number, shop_id, round, state, message, ask_at)
    values (${newId()}, ${row.caseId}, ${row.caseNumber}, ${row.shopId}, ${row.round}, 'planned', ${row.message}, ${row.askAt})
    on conflict (case_id, round) do update set state = 'planned', ask_at = excluded.ask_at where surveys.state in ('planned', 'dropped')`.execute(
    command.tx,
  );
}

export function dueSurveys(on: Reader, now: Date, limit: number): Promise<{ id: string; caseId: string }[]> {
  return all(
    sql<{
      id: string;
      caseId: string;
    }>`select id, case_id as "caseId" from surveys where state = 'planned' and ask_at <= ${now} order by ask_at limit ${limit}`,
    on,
  );
}

export function lockSurvey(tx: Tx, id: string): Promise<SurveyRow | undefined> {
  return one(sql<SurveyRow>`select ${columns} from surveys s where s.id = ${id} for update`, tx);
}

/** The survey behind a link's hash, with when the link ends. */
export function surveyByToken(
  on: Reader,
  tokenHash: string,
): Promise<(SurveyRow & { expiresAt: Date; revokedAt: Date | null }) | undefined> {
  return one(
    sql<SurveyRow & { expiresAt: Date; revokedAt: Date | null }>`select ${columns}, l.expires_at as "expiresAt", l.revoked_at as "revokedAt"
      from surveys s join case_links l on l.token_hash = s.token_hash where s.token_hash = ${tokenHash}`,
    on,
  );
}

export function surveysOf(on: Reader, caseId: string): Promise<SurveyRow[]> {
  return all(sql<SurveyRow>`select ${columns} from surveys s where s.case_id = ${caseId} order by s.round`, on);
}

export async function markAsked(command: Command, id: string, tokenHash: string): Promise<void> {
  await sql`update surveys set state = 'asked', asked_at = ${command.now}, token_hash = ${tokenHash} where id = ${id}`.execute(command.tx);
}

export async function markDropped(command: Command, id: string): Promise<void> {
  await sql`update surveys set state = 'dropped' where id = ${id}`.execute(command.tx);
}

export async function storeAnswer(command: Command, id: string, given: SurveyAnswer & { channel: Channel }): Promise<void> {
  await sql`update surveys set state = 'answered', speed = ${given.speed}, result = ${given.result}, attitude = ${given.attitude}, reasons = ${[...given.reasons]},
      words = ${given.words}, channel = ${given.channel}, answered_at = ${command.now}, by_kind = ${command.actor.kind}, by_id = ${command.actor.id}
    where id = ${id}`.execute(command.tx);
}

/** Tells the leads and the owner of a low score. */
export async function noticeLow(command: Command, caseId: string, scores: Record<string, number>): Promise<void> {
  await sql`insert into notices (id, staff_id, role, case_id, kind, data, at) values (${newId()}, null, 'lead', ${caseId}, 'survey.low', ${JSON.stringify(scores)}::jsonb, ${command.now})`.execute(
    command.tx,
  );
}

/** Answered surveys of the shops that the reader may see, newest first. */
export function listAnswered(
  on: Reader,
  actor: Actor,
  filter: { low: boolean },
  after: { at: string; id: string } | null,
  limit: number,
): Promise<SurveyRow[]> {
  return all(
    sql<SurveyRow>`select ${columns} from surveys s where ${answered(actor, filter)}
      ${after === null ? sql`` : sql`and (s.answered_at, s.id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
      order by s.answered_at desc, s.id desc limit ${limit}`,
    on,
  );
}

export async function countAnswered(on: Reader, actor: Actor, filter: { low: boolean }): Promise<number> {
  const row = await one(
    sql<{ n: number }>`select count(*)::int as n from (select 1 from surveys s where ${answered(actor, filter)} limit ${countCap}) x`,
    on,
  );
  return row?.n ?? 0;
}

function answered(actor: Actor, filter: { low: boolean }) {
  return sql`s.state = 'answered' and ${scopeCondition(actor, 'case.read', { shop: 's.shop_id' })} ${filter.low ? sql`and s.lowest <= 2` : sql``}`;
}

export async function blankFeedback(command: Command, customerId: string): Promise<void> {
  const cases = sql`(select id from cases where customer_id = ${customerId})`;
  await sql`update confirmations set note = '' where case_id in ${cases}`.execute(command.tx);
  await sql`update surveys set words = '' where case_id in ${cases}`.execute(command.tx);
}
