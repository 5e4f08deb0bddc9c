import type { Command } from '#platform/command.ts';
import { all, jsonb, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { Valued } from './ladder.ts';

export interface ValuationRow extends Valued {
  readonly id: string;
  readonly round: number;
  readonly note: string;
  readonly by: string | null;
  readonly at: Date;
}

/** Valuations of a case, the newest first. */
export function valuationsOf(on: Reader, caseId: string): Promise<ValuationRow[]> {
  return all(
    sql<ValuationRow>`select v.id, v.round, v.basis, v.ladder, v.value_fen as "valueFen", v.salvage_fen as "salvageFen", v.cap_fen as "capFen", v.cap_source as "capSource",
        v.claim_fen as "claimFen", v.note, (select name from staff where v.by_kind = 'staff' and id::text = v.by_id) as by, v.at
      from valuations v where v.case_id = ${caseId} order by v.round desc, v.seq desc`,
    on,
  );
}

export async function insertValuation(
  command: Command,
  made: Valued & { caseId: string; shopId: string; round: number; note: string },
): Promise<string> {
  const id = newId(command.now.getTime());
  await sql`insert into valuations (id, case_id, shop_id, round, seq, basis, ladder, value_fen, salvage_fen, cap_fen, cap_source, claim_fen, note, by_kind, by_id, at)
    values (${id}, ${made.caseId}, ${made.shopId}, ${made.round}, (select coalesce(max(seq), 0) + 1 from valuations where case_id = ${made.caseId} and round = ${made.round}),
      ${made.basis}, ${jsonb(made.ladder)}, ${made.valueFen}, ${made.salvageFen}, ${made.capFen}, ${made.capSource}, ${made.claimFen}, ${made.note},
      ${command.actor.kind}, ${command.actor.id}, ${command.now})`.execute(command.tx);
  return id;
}

/** A setting with its source (EX-9): the default value of a class of goods. Caps stand with the carriers' terms (answers). */
export interface ValuationRule {
  readonly id: string;
  readonly shopId: string | null;
  readonly class: string;
  readonly fen: number;
  readonly source: string;
  readonly verified: boolean;
  readonly validFrom: string;
}

const columns = sql`r.id, r.shop_id as "shopId", r.class, r.fen, r.source, r.verified, to_char(r.valid_from, 'YYYY-MM-DD') as "validFrom"`;

export function valuationRules(on: Reader): Promise<ValuationRule[]> {
  return all(
    sql<ValuationRule>`select ${columns} from valuation_rules r where r.kind = 'class-default' order by r.shop_id nulls first, r.class, r.valid_from desc`,
    on,
  );
}

/** The default value of goods: the longest class that their code begins with, the shop's own before the house's, in force on that day. */
export function classDefault(
  on: Reader,
  asked: { shopId: string; codes: readonly string[]; day: string },
): Promise<ValuationRule | undefined> {
  return one(
    sql<ValuationRule>`select ${columns} from valuation_rules r where r.kind = 'class-default' and (r.shop_id is null or r.shop_id = ${asked.shopId}) and r.valid_from <= ${asked.day}::date
        and (r.class = '*' or exists (select from unnest(${[...asked.codes]}::text[]) code where starts_with(code, r.class)))
      order by r.shop_id nulls last, (r.class = '*'), length(r.class) desc, r.valid_from desc limit 1`,
    on,
  );
}

export async function putValuationRule(command: Command, given: Omit<ValuationRule, 'id'>): Promise<string> {
  const row = await one(
    sql<{ id: string }>`insert into valuation_rules (id, shop_id, kind, class, fen, source, verified, valid_from, changed_at, changed_by)
      values (${newId(command.now.getTime())}, ${given.shopId}, 'class-default', ${given.class}, ${given.fen}, ${given.source}, ${given.verified}, ${given.validFrom}::date,
        ${command.now}, ${`${command.actor.kind}:${command.actor.id}`})
      on conflict (shop_id, kind, class, carrier_id, valid_from) do update set fen = excluded.fen, source = excluded.source, verified = excluded.verified,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by returning id`,
    command.tx,
  );
  if (!row) throw new Error('a setting that was just written is there');
  return row.id;
}
