import type { Command } from '#platform/command.ts';
import { jsonb, one, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { costOf, shownOf } from './kinds.ts';
import { wholeWeightFen } from './limits.ts';
import type { OfferRow } from './offerStore.ts';
import type { RemedyPlan } from './plan.ts';
import type { PolicyFacts } from './policyColumns.ts';
import { daysBetween, promisedLater } from './promises.ts';

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

/** Opens an offer that ended once more: the same options by the same policy, valid and promised as long as then. `zone`: the shop's. */
export async function repeatOffer(command: Command, ended: OfferRow, zone: string, state: 'open' | 'submitted' = 'open'): Promise<string> {
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
  const days = daysBetween(ended.at, command.now, zone) - ended.promisesMoved;
  const plans = ended.options.map(({ plan }) => promisedLater(plan, days, zone));
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

/** Approved: the customer has it from now, valid and promised as long as it would have been at once (FU-1). `zone`: the shop's. */
export async function openSubmitted(command: Command, offer: OfferRow, zone: string): Promise<void> {
  const validUntil = new Date(offer.validUntil.getTime() + command.now.getTime() - offer.at.getTime());
  await sql`update offers set state = 'open', valid_until = ${validUntil}, promises_moved = ${daysBetween(offer.at, command.now, zone)} where id = ${offer.id}`.execute(
    command.tx,
  );
}
