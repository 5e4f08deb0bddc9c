import { type Doing, judge, lockCase, loadFacts, playbookOf, saveCase, sayMessage, tellOf, testsOf } from '#case/contract.ts';
import { systemActor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, inTransaction, jsonb, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { House } from '#platform/module.ts';
import { openFollowUp } from './followUp.ts';

interface MovedAgain {
  readonly lostId: string;
  readonly caseId: string;
  readonly parcelId: string;
  readonly state: string;
  readonly scanAt: Date | null;
}

/** Parcels that were confirmed as lost, compensated, and scanned since; each is found until it is recognised. */
function movedAgain(on: Reader, limit: number): Promise<MovedAgain[]> {
  return all(
    sql<MovedAgain>`select l.id as "lostId", l.case_id as "caseId", l.parcel_id as "parcelId", p.state, greatest(p.scan_at, p.signed_at) as "scanAt"
      from lost_parcels l join parcels p on p.id = l.parcel_id
      where greatest(p.scan_at, p.signed_at) > coalesce(l.last_scan_at, l.at) and p.state in ('collected', 'in-transit', 'delivering', 'signed', 'returned')
        and exists (select 1 from fulfilment_tasks t where t.case_id = l.case_id and t.kind not in ('explanation', 'follow-up') and t.state not in ('failed', 'recalled'))
        and not exists (select 1 from turned_up_parcels u where u.lost_id = l.id)
      order by l.id limit ${limit}`,
    on,
  );
}

/** A parcel that turns up after it was compensated is recognised by its scan, once, and the case learns of it (FU-12). Answers how many. */
export async function findTurnedUp(house: House): Promise<number> {
  const found = await movedAgain(house.db, 50);
  for (const each of found) {
    await inTransaction(house.db, (tx) => recognise({ tx, now: house.clock.now(), actor: systemActor, cause: 'sweep:turned-up' }, each));
  }
  if (found.length > 0) house.wake();
  return found.length;
}

async function recognise(command: Command, found: MovedAgain): Promise<void> {
  const locked = await lockCase(command, found.caseId, null, 'case.read');
  if (!locked.ok) throw new Error(`the case of lost parcel ${found.lostId} is not there`);
  const theCase = locked.value;
  const first = await one(
    sql<{
      id: string;
    }>`insert into turned_up_parcels (lost_id, case_id, state, scan_at, at) values (${found.lostId}, ${theCase.id}, ${found.state}, ${found.scanAt}, ${command.now})
      on conflict do nothing returning lost_id as id`,
    command.tx,
  );
  if (!first) return;
  await tellOf(command, theCase, { kind: 'parcel.turned-up', data: { lost: found.lostId, parcel: found.parcelId, state: found.state } });
  await sql`insert into notices (id, staff_id, role, case_id, kind, data, at)
    values (${newId()}, ${theCase.ownerId}, ${theCase.ownerId ? null : 'lead'}, ${theCase.id}, 'parcel.turned-up', ${jsonb({ lost: found.lostId, state: found.state })}, ${command.now})`.execute(
    command.tx,
  );
  await doWhatThePlaybookSays({ command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) });
  await saveCase(command, theCase);
}

/** `turnsUp` of the playbook: what the customer is told, and the tasks, wherever the case stands, closed ones included. */
async function doWhatThePlaybookSays(doing: Doing): Promise<void> {
  const { command, theCase, playbook } = doing;
  const rule = playbook.turnsUp;
  const step = Object.entries(playbook.steps).find(([, each]) => each.act === 'execution')?.[0];
  if (!rule || !step) return;
  const named = rule.tasks.flatMap((task) => (task.when ? testsOf(task.when).map((test) => test.fact) : []));
  const facts = await loadFacts(command.tx, theCase, named, command.now);
  for (const { id, to, ask, within, when } of rule.tasks) {
    const wanted = when ? judge(when, facts) : undefined;
    if (wanted && !(wanted.known && wanted.holds)) continue;
    await openFollowUp(doing, { effect: 'openTask', task: id, to, ask, within, from: command.now, step });
  }
  const words = playbook.messages[rule.say];
  if (words) await sayMessage(doing, { message: rule.say, words });
}
