import type { Command } from '#platform/command.ts';
import { all, jsonb, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { Frozen } from './frozen.ts';
import type { legalDecisions, legalFlags } from './legalWire.ts';

export type LegalFlag = (typeof legalFlags)[number];
export type LegalDecision = (typeof legalDecisions)[number];

/** A matter of law on a case: what was raised, what stood then, and what was decided (RE-12). */
export interface LegalRow {
  readonly id: string;
  readonly round: number;
  readonly flags: readonly LegalFlag[];
  readonly note: string;
  readonly state: 'open' | 'decided';
  readonly evidence: readonly Frozen[];
  readonly hash: string;
  readonly by: string | null;
  readonly at: Date;
  readonly decision: LegalDecision | null;
  readonly reason: string | null;
  readonly decider: string | null;
  readonly decidedAt: Date | null;
}

export function legalReviewsOf(on: Reader, caseId: string): Promise<LegalRow[]> {
  return all(
    sql<LegalRow>`select l.id, l.round, l.flags, l.note, l.state, l.evidence, l.hash, (select name from staff where l.by_kind = 'staff' and id::text = l.by_id) as by, l.at,
        l.decision, l.reason, (select name from staff where l.decided_kind = 'staff' and id::text = l.decided_by) as decider, l.decided_at as "decidedAt"
      from legal_reviews l where l.case_id = ${caseId} order by l.at desc, l.id desc`,
    on,
  );
}

/** How a case stands: nothing was raised, it is open, or what was decided last. */
export async function legalStanding(on: Reader, caseId: string): Promise<'none' | 'open' | LegalDecision> {
  const row = await one(
    sql<{
      standing: 'open' | LegalDecision;
    }>`select case state when 'open' then 'open' else decision end as standing from legal_reviews where case_id = ${caseId} order by (state = 'open') desc, at desc, id desc limit 1`,
    on,
  );
  return row?.standing ?? 'none';
}

export async function insertLegal(
  command: Command,
  made: {
    caseId: string;
    shopId: string;
    round: number;
    flags: readonly LegalFlag[];
    note: string;
    evidence: readonly Frozen[];
    hash: string;
  },
): Promise<string> {
  const id = newId(command.now.getTime());
  await sql`insert into legal_reviews (id, case_id, shop_id, round, flags, note, state, evidence, hash, by_kind, by_id, at)
    values (${id}, ${made.caseId}, ${made.shopId}, ${made.round}, ${[...made.flags]}, ${made.note}, 'open', ${jsonb(made.evidence)}, ${made.hash}, ${command.actor.kind}, ${command.actor.id}, ${command.now})`.execute(
    command.tx,
  );
  return id;
}

export async function settleLegal(command: Command, id: string, decided: { decision: LegalDecision; reason: string }): Promise<void> {
  await sql`update legal_reviews set state = 'decided', decision = ${decided.decision}, reason = ${decided.reason}, decided_kind = ${command.actor.kind},
    decided_by = ${command.actor.id}, decided_at = ${command.now} where id = ${id} and state = 'open'`.execute(command.tx);
}
