import type { Command } from '#platform/command.ts';
import { sql } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { reconcile } from './reconcile.ts';
import { nameOf, type Seen } from './reconcileTicks.ts';

/**
 * Ticks a difference off: it was looked into, and counts no more while its figures stay as they were seen (FU-5). Refuses `no-such-difference` for
 * what differs no more, or otherwise than it was seen.
 */
export async function tickOff(command: Command, seen: Seen & { readonly why: string }): Promise<Result<{ what: string; key: string }>> {
  const { differences } = await reconcile(command.tx, command.actor);
  const difference = differences.find((each) => nameOf(each) === nameOf(seen));
  if (!difference || command.actor.kind !== 'staff') return refuse('no-such-difference', { data: { key: seen.key } });
  const { what, key, ours, ledger, partner, caseId } = difference;
  await sql`insert into reconciliation_ticks (id, what, key, case_id, ours, ledger, partner, reason, by_id, at)
    values (${newId(command.now.getTime())}, ${what}, ${key}, ${caseId}, ${ours}, ${ledger}, ${partner}, ${seen.why}, ${command.actor.id}, ${command.now})`.execute(
    command.tx,
  );
  await writeEvents(command, [{ kind: 'ledger.ticked', data: { what, key, ours, ledger, partner } }]);
  return ok({ what, key });
}
