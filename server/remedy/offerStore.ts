import { casesOf } from '#customers/contract.ts';
import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql, type Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { RemedyPlan } from './plan.ts';
import { promisedLater } from './promises.ts';
import { readPlan } from './storedPlan.ts';
import type { offerStates } from './wire.ts';

export type OfferState = (typeof offerStates)[number];

export interface OptionRow {
  readonly id: string;
  readonly n: number;
  readonly plan: RemedyPlan;
}

export interface ChoiceRow {
  readonly id: string;
  readonly kind: 'option' | 'declined' | 'proposal' | 'unwanted';
  readonly optionId: string | null;
  readonly n: number | null;
  readonly proposal: string | null;
  readonly channel: string;
  readonly byKind: string;
  readonly by: string;
  readonly at: string;
}

export interface OfferRow {
  readonly id: string;
  readonly caseId: string;
  readonly round: number;
  readonly state: OfferState;
  readonly message: string;
  readonly validUntil: Date;
  /** Days by which everything is promised later, as it was approved later than offered; the options' plans say so already. */
  readonly promisesMoved: number;
  /** Outcome of the case when nobody answers. */
  readonly silence: string;
  readonly reopens: boolean;
  readonly byRule: boolean;
  readonly by: string | null;
  readonly at: Date;
  readonly policyCode: string;
  readonly policyVersion: number;
  readonly options: readonly OptionRow[];
  readonly choice: ChoiceRow | null;
  /** The customer's proposal that it answers, in their words. */
  readonly answers: { readonly id: string; readonly proposal: string | null } | null;
}

const columns = sql`o.id, o.case_id as "caseId", o.round, o.state, o.message, o.valid_until as "validUntil", o.promises_moved as "promisesMoved", sh.zone, o.silence, o.reopens, o.by_rule as "byRule", s.name as by, o.at,
  p.code as "policyCode", v.version as "policyVersion",
  (select jsonb_agg(jsonb_build_object('id', op.id, 'n', op.n, 'plan', op.plan) order by op.n) from offer_options op where op.offer_id = o.id) as options,
  (select jsonb_build_object('id', ch.id, 'kind', ch.kind, 'optionId', ch.option_id, 'n', op.n, 'proposal', ch.proposal, 'channel', ch.channel, 'byKind', ch.by_kind,
      'by', coalesce((select name from staff where ch.by_kind = 'staff' and id::text = ch.by_id), ch.by_kind), 'at', ch.at)
    from choices ch left join offer_options op on op.id = ch.option_id where ch.offer_id = o.id) as choice,
  (select jsonb_build_object('id', pc.id, 'proposal', pc.proposal) from choices pc where pc.id = o.answers_choice) as answers`;
const from = sql`offers o join policy_versions v on v.id = o.policy_version_id join policies p on p.name = v.policy join shops sh on sh.id = o.shop_id left join staff s on o.by_kind = 'staff' and s.id::text = o.by_id`;

function asRead({ zone, ...row }: OfferRow & { zone: string }): OfferRow {
  return {
    ...row,
    options: row.options.map((option) => ({ ...option, plan: promisedLater(readPlan(option.plan), row.promisesMoved, zone) })),
  };
}

/** All offers of a case, the newest first. */
export async function offersOf(on: Reader, caseId: string): Promise<OfferRow[]> {
  const rows = await all(
    sql<OfferRow & { zone: string }>`select ${columns} from ${from} where o.case_id = ${caseId} order by o.round desc, o.seq desc`,
    on,
  );
  return rows.map(asRead);
}

export async function offerById(on: Reader, caseId: string, offerId: string): Promise<OfferRow | undefined> {
  const row = await one(
    sql<OfferRow & { zone: string }>`select ${columns} from ${from} where o.case_id = ${caseId} and o.id = ${offerId}`,
    on,
  );
  return row && asRead(row);
}

export async function openOffer(on: Reader, caseId: string): Promise<OfferRow | undefined> {
  const row = await one(
    sql<OfferRow & { zone: string }>`select ${columns} from ${from} where o.case_id = ${caseId} and o.state = 'open'`,
    on,
  );
  return row && asRead(row);
}

/** The offer that waits for approval. */
export async function submittedOffer(on: Reader, caseId: string): Promise<OfferRow | undefined> {
  const row = await one(
    sql<OfferRow & { zone: string }>`select ${columns} from ${from} where o.case_id = ${caseId} and o.state = 'submitted'`,
    on,
  );
  return row && asRead(row);
}

/** What customers said to the offers of a case, the oldest first. */
export function choicesOf(
  on: Reader,
  caseId: string,
): Promise<{ id: string; round: number; kind: ChoiceRow['kind']; proposal: string | null; at: Date }[]> {
  return all(
    sql<{
      id: string;
      round: number;
      kind: ChoiceRow['kind'];
      proposal: string | null;
      at: Date;
    }>`select id, round, kind, proposal, at from choices where case_id = ${caseId} order by at, id`,
    on,
  );
}

export interface NewChoice {
  readonly offerId: string;
  readonly caseId: string;
  readonly round: number;
  readonly kind: ChoiceRow['kind'];
  readonly optionId: string | null;
  readonly proposal: string | null;
  readonly channel: string;
  readonly byRule: boolean;
}

export async function insertChoice(command: Command, made: NewChoice): Promise<string> {
  const id = newId(command.now.getTime());
  await sql`insert into choices (id, offer_id, case_id, round, kind, option_id, proposal, channel, by_rule, by_kind, by_id, at)
    values (${id}, ${made.offerId}, ${made.caseId}, ${made.round}, ${made.kind}, ${made.optionId}, ${made.proposal}, ${made.channel}, ${made.byRule},
      ${command.actor.kind}, ${command.actor.id}, ${command.now})`.execute(command.tx);
  return id;
}

export async function setOfferState(tx: Tx, offerId: string, state: OfferState, at: Date): Promise<void> {
  await sql`update offers set state = ${state}, ended_at = ${at} where id = ${offerId}`.execute(tx);
}

/** How many offers the customer turned down in this case. */
export async function countDeclines(on: Reader, caseId: string): Promise<number> {
  const row = await one(
    sql<{ n: number }>`select count(*) as n from choices where case_id = ${caseId} and kind in ('declined', 'proposal')`,
    on,
  );
  return row?.n ?? 0;
}

/** Words of an erased person, and to them; what was offered and chosen stays (IV-7). */
export async function blankRemedy({ tx }: Command, customerId: string): Promise<void> {
  await sql`update offers set message = '' where case_id in ${casesOf(customerId)}`.execute(tx);
  await sql`update approvals set note = '', reason = '' where case_id in ${casesOf(customerId)}`.execute(tx);
  await sql`update legal_reviews set note = '', reason = '' where case_id in ${casesOf(customerId)}`.execute(tx);
  await sql`update valuations set note = '' where case_id in ${casesOf(customerId)}`.execute(tx);
  await sql`update choices set proposal = null where case_id in ${casesOf(customerId)} and proposal is not null`.execute(tx);
}
