import { casesOf } from '#customers/contract.ts';
import type { Command } from '#platform/command.ts';
import { all, jsonb, one, type Reader, sql, type Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { costOf, shownOf } from './kinds.ts';
import { wholeWeightFen } from './limits.ts';
import type { RemedyPlan } from './plan.ts';
import type { PolicyFacts } from './policyColumns.ts';
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

const columns = sql`o.id, o.case_id as "caseId", o.round, o.state, o.message, o.valid_until as "validUntil", o.silence, o.reopens, o.by_rule as "byRule", s.name as by, o.at,
  p.code as "policyCode", v.version as "policyVersion",
  (select jsonb_agg(jsonb_build_object('id', op.id, 'n', op.n, 'plan', op.plan) order by op.n) from offer_options op where op.offer_id = o.id) as options,
  (select jsonb_build_object('id', ch.id, 'kind', ch.kind, 'optionId', ch.option_id, 'n', op.n, 'proposal', ch.proposal, 'channel', ch.channel, 'byKind', ch.by_kind,
      'by', coalesce((select name from staff where ch.by_kind = 'staff' and id::text = ch.by_id), ch.by_kind), 'at', ch.at)
    from choices ch left join offer_options op on op.id = ch.option_id where ch.offer_id = o.id) as choice,
  (select jsonb_build_object('id', pc.id, 'proposal', pc.proposal) from choices pc where pc.id = o.answers_choice) as answers`;
const from = sql`offers o join policy_versions v on v.id = o.policy_version_id join policies p on p.name = v.policy left join staff s on o.by_kind = 'staff' and s.id::text = o.by_id`;

function asRead(row: OfferRow): OfferRow {
  return { ...row, options: row.options.map((option) => ({ ...option, plan: readPlan(option.plan) })) };
}

/** All offers of a case, the newest first. */
export async function offersOf(on: Reader, caseId: string): Promise<OfferRow[]> {
  const rows = await all(sql<OfferRow>`select ${columns} from ${from} where o.case_id = ${caseId} order by o.round desc, o.seq desc`, on);
  return rows.map(asRead);
}

export async function offerById(on: Reader, caseId: string, offerId: string): Promise<OfferRow | undefined> {
  const row = await one(sql<OfferRow>`select ${columns} from ${from} where o.case_id = ${caseId} and o.id = ${offerId}`, on);
  return row && asRead(row);
}

export async function openOffer(on: Reader, caseId: string): Promise<OfferRow | undefined> {
  const row = await one(sql<OfferRow>`select ${columns} from ${from} where o.case_id = ${caseId} and o.state = 'open'`, on);
  return row && asRead(row);
}

export interface NewOffer {
  readonly caseId: string;
  readonly shopId: string;
  readonly round: number;
  readonly policyVersionId: string;
  readonly facts: PolicyFacts;
  readonly plans: readonly RemedyPlan[];
  readonly message: string;
  readonly validUntil: Date;
  readonly silence: string;
  readonly reopens: boolean;
  readonly byRule: boolean;
  /** Submitted: somebody approves it first. */
  readonly state?: 'open' | 'submitted';
  readonly answersChoice?: string | null;
}

/** Writes an offer with its options; answers their ids, the options' in the offer's order. */
export async function insertOffer(command: Command, made: NewOffer): Promise<{ id: string; options: string[] }> {
  const id = newId(command.now.getTime());
  await sql`insert into offers (id, case_id, shop_id, round, seq, state, policy_version_id, facts, message, valid_until, silence, reopens, by_rule, by_kind, by_id, at, answers_choice)
    values (${id}, ${made.caseId}, ${made.shopId}, ${made.round}, (select coalesce(max(seq), 0) + 1 from offers where case_id = ${made.caseId} and round = ${made.round}), ${made.state ?? 'open'},
      ${made.policyVersionId}, ${jsonb(made.facts)}, ${made.message}, ${made.validUntil}, ${made.silence}, ${made.reopens}, ${made.byRule}, ${command.actor.kind}, ${command.actor.id}, ${command.now}, ${made.answersChoice ?? null})`.execute(
    command.tx,
  );
  const options: string[] = [];
  for (const [at, plan] of made.plans.entries()) {
    const optionId = newId(command.now.getTime());
    options.push(optionId);
    const { fen, points } = shownOf(plan);
    await sql`insert into offer_options (id, offer_id, case_id, round, n, remedy, plan, fen, points, cost_fen, weight_fen, policy_row, row_id)
      values (${optionId}, ${id}, ${made.caseId}, ${made.round}, ${at + 1}, ${plan.remedy}, ${jsonb(plan)}, ${fen},
        ${points}, ${costOf(plan)}, ${wholeWeightFen(plan)}, ${plan.source.row}, ${plan.source.rowId})`.execute(command.tx);
  }
  return { id, options };
}

/** Opens an offer that ended once more: the same options by the same policy, valid and promised as long as then. */
export async function repeatOffer(command: Command, ended: OfferRow, state: 'open' | 'submitted' = 'open'): Promise<string> {
  const kept = await one(
    sql<{
      shopId: string;
      policyVersionId: string;
      facts: PolicyFacts;
    }>`select shop_id as "shopId", policy_version_id as "policyVersionId", facts from offers where id = ${ended.id}`,
    command.tx,
  );
  if (!kept) throw new Error(`offer ${ended.id} was read and is gone`);
  const later = command.now.getTime() - ended.at.getTime();
  const shift = (at: string): string => new Date(Date.parse(at) + later).toISOString();
  const renewed = (plan: RemedyPlan): RemedyPlan => ({
    ...plan,
    ...('promisedArrival' in plan ? { promisedArrival: shift(plan.promisedArrival) } : {}),
    ...('doneBy' in plan ? { doneBy: shift(plan.doneBy) } : {}),
    ...(plan.also ? { also: plan.also.map(renewed) } : {}),
  });
  const plans = ended.options.map(({ plan }) => renewed(plan));
  const { caseId, round, message, silence, reopens, byRule } = ended;
  const validUntil = new Date(ended.validUntil.getTime() + later);
  const { id } = await insertOffer(command, {
    ...kept,
    caseId,
    round,
    plans,
    message,
    validUntil,
    silence,
    reopens,
    byRule,
    state,
    answersChoice: ended.answers?.id ?? null,
  });
  return id;
}

/** The offer that waits for approval. */
export async function submittedOffer(on: Reader, caseId: string): Promise<OfferRow | undefined> {
  const row = await one(sql<OfferRow>`select ${columns} from ${from} where o.case_id = ${caseId} and o.state = 'submitted'`, on);
  return row && asRead(row);
}

/** Approved: the customer has it from now, as long as it would have stood at once. */
export async function openSubmitted(command: Command, offer: OfferRow): Promise<void> {
  const validUntil = new Date(offer.validUntil.getTime() + command.now.getTime() - offer.at.getTime());
  await sql`update offers set state = 'open', valid_until = ${validUntil} where id = ${offer.id}`.execute(command.tx);
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
