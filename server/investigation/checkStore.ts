import { casesOf } from '#customers/contract.ts';
import type { TheCase } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { all, jsonb, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { checkedFields, informationTicks } from './checkWire.ts';

export type Ticks = Readonly<Record<(typeof informationTicks)[number], { readonly holds: boolean; readonly evidence: string }>>;

/** A check of new shipping information; never changed, the last one counts (FU-8). */
export interface InformationCheck {
  readonly id: string;
  readonly round: number;
  readonly field: (typeof checkedFields)[number] | null;
  readonly verdict: 'verified' | 'not-verified';
  readonly asked: boolean;
  readonly complete: boolean;
  readonly deliverable: boolean;
  readonly confirmed: boolean;
  /** Null once the person was erased. */
  readonly notes: Readonly<Record<string, string>> | null;
  readonly by: string | null;
  readonly at: Date;
}

export async function insertCheck(
  command: Command,
  theCase: TheCase,
  check: { field: InformationCheck['field']; verdict: InformationCheck['verdict']; ticks: Ticks },
): Promise<string> {
  const id = newId(command.now.getTime());
  const { asked, complete, deliverable, confirmed } = check.ticks;
  const notes = Object.fromEntries(Object.entries(check.ticks).map(([name, tick]) => [name, tick.evidence]));
  await sql`insert into information_checks (id, case_id, shop_id, round, seq, step, field, verdict, asked, complete, deliverable, confirmed, notes, by_kind, by_id, at)
    values (${id}, ${theCase.id}, ${theCase.shopId}, ${theCase.round},
      (select coalesce(max(seq), 0) + 1 from information_checks where case_id = ${theCase.id} and round = ${theCase.round}), ${theCase.step}, ${check.field},
      ${check.verdict}, ${asked.holds}, ${complete.holds}, ${deliverable.holds}, ${confirmed.holds}, ${jsonb(notes)}, ${command.actor.kind}, ${command.actor.id},
      ${command.now})`.execute(command.tx);
  return id;
}

/** All checks of a case, the newest first. */
export function checksOf(on: Reader, caseId: string): Promise<InformationCheck[]> {
  return all(
    sql<InformationCheck>`select c.id, c.round, c.field, c.verdict, c.asked, c.complete, c.deliverable, c.confirmed, c.notes, s.name as by, c.at
      from information_checks c left join staff s on c.by_kind = 'staff' and s.id::text = c.by_id where c.case_id = ${caseId} order by c.round desc, c.seq desc`,
    on,
  );
}

/** What shows a tick may name a person; that it was shown stays (IV-7). */
export async function blankChecks({ tx }: Command, customerId: string): Promise<void> {
  await sql`update information_checks set notes = null where case_id in ${casesOf(customerId)} and notes is not null`.execute(tx);
}
