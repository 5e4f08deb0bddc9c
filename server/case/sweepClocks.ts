import { hour } from '#platform/clock.ts';
import { all, inTransaction, jsonb, one, sql, type Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { House } from '#platform/module.ts';
import { systemActor } from '#platform/actor.ts';
import { never } from '#platform/result.ts';
import { type ClockRow, clockColumns } from './clocks.ts';
import { noAnswer } from './effects.ts';
import { takeStep } from './journey.ts';
import { goOnUnder } from './rekind.ts';
import { playbookOf } from './playbooks.ts';
import { lockCase, saveCase, tellOf } from './theCase.ts';
import { type Doing, lateTask, sayNow } from './wiring.ts';

/** Cases looked at in one round of the sweep. */
const atOnce = 200;
/** After a breach the next person up the ladder is told after this long (CL-6). */
const rungEvery = 4 * hour;

/**
 * Fires what is due: warnings, breaches, rungs of the ladder, reminders, giving up, late tasks. Reads only due rows of a
 * partial index, so it costs what is due, not what exists. Each case in a transaction of its own under the case's lock; two
 * sweepers never fire one clock twice, because the clock is read again under that lock.
 */
export async function sweepClocks(house: House): Promise<number> {
  const now = house.clock.now();
  const due = await all(
    sql<{ caseId: string }>`select distinct case_id as "caseId" from (select case_id from clocks
      where state in ('running', 'overdue') and fires_at <= ${now} order by fires_at limit ${atOnce}) d`,
    house.db,
  );
  let fired = 0;
  for (const { caseId } of due) fired += await inTransaction(house.db, (tx) => fireClocksOf(house, tx, caseId));
  if (fired > 0) house.wake();
  return fired;
}

async function fireClocksOf(house: House, tx: Tx, caseId: string): Promise<number> {
  const command = { tx, now: house.clock.now(), actor: systemActor, cause: `sweep:clocks` };
  const free = await one(sql<{ id: string }>`select id from cases where id = ${caseId} for update skip locked`, tx);
  if (!free) return 0;
  const locked = await lockCase(command, caseId, null, 'case.read');
  if (!locked.ok) throw new Error(`the sweep can't see case ${caseId}`);
  const theCase = locked.value;
  const doing: Doing = { command, theCase, playbook: await playbookOf(tx, theCase.playbookVersionId) };
  let fired = 0;
  // One at a time and read again each time: firing one (giving up) may end the others.
  for (;;) {
    const clock = await one(
      sql<ClockRow>`select ${clockColumns} from clocks where case_id = ${caseId} and state in ('running', 'overdue') and fires_at <= ${command.now}
        order by fires_at, id limit 1`,
      tx,
    );
    if (!clock) break;
    await fire(doing, clock);
    fired += 1;
  }
  await saveCase(command, theCase);
  return fired;
}

async function fire(doing: Doing, clock: ClockRow): Promise<void> {
  const { command, theCase } = doing;
  if (clock.state === 'running' && clock.warnAt && !clock.warnedAt && clock.dueAt && command.now < clock.dueAt) return warn(doing, clock);
  switch (clock.purpose) {
    case 'remind':
      await end(doing, clock);
      return sayNow(doing, clock.say ?? '');
    case 'give-up': {
      await end(doing, clock);
      const taken = await takeStep(command, theCase, { kind: 'answer', answer: noAnswer, by: 'system' });
      if (!taken.ok) throw new Error(`giving up ${clock.step} of ${theCase.number}: ${taken.refused.code}`);
      return;
    }
    case 'task':
      await breach(doing, clock);
      return lateTask(doing, clock.subject ?? '');
    case 'deadline':
      await breach(doing, clock);
      return goOnAs(doing, clock);
    case 'silence':
    case 'limit':
      return breach(doing, clock);
    default:
      return never(clock.purpose);
  }
}

async function warn(doing: Doing, clock: ClockRow): Promise<void> {
  const { command, theCase } = doing;
  await sql`update clocks set warned_at = ${command.now}, fires_at = due_at where id = ${clock.id}`.execute(command.tx);
  if (clock.purpose === 'silence') return sayNow(doing, clock.say ?? '');
  await notice(doing, clock, 'clock.warned', theCase.ownerId ? { staffId: theCase.ownerId } : { role: 'lead' });
  await tellOf(command, theCase, { kind: 'clock.warned', data: { clock: clock.name } });
}

/** A request that is missed becomes the complaint (IN-3): the playbook says of which clock, and which complaint. */
async function goOnAs({ command, theCase, playbook }: Doing, clock: ClockRow): Promise<void> {
  const becomes = clock.rung === 0 && !theCase.closedAt ? playbook.clocks[clock.name]?.becomes : undefined;
  if (!becomes) return;
  const gone = await goOnUnder(command, theCase, { target: becomes.playbook, problem: becomes.problem });
  if (!gone.ok) throw new Error(`${theCase.number} can't become ${becomes.playbook}: ${gone.refused.code}`);
}

/** Counts the breach against the step that caused it and climbs the ladder, a rung each time the sweep comes back. */
async function breach(doing: Doing, clock: ClockRow): Promise<void> {
  const { command, theCase } = doing;
  const rung = clock.rung;
  const more = rung + 1 < clock.ladder.length;
  await sql`update clocks set state = 'overdue', breached_at = coalesce(breached_at, ${command.now}), rung = ${rung + 1},
      fires_at = ${more ? new Date(command.now.getTime() + rungEvery) : null}
    where id = ${clock.id}`.execute(command.tx);
  if (rung === 0) {
    theCase.breached += 1;
    await tellOf(command, theCase, { kind: 'clock.breached', data: { clock: clock.name, step: clock.step, purpose: clock.purpose } });
    if (theCase.ownerId) await notice(doing, clock, 'clock.breached', { staffId: theCase.ownerId });
  }
  const role = clock.ladder[rung];
  if (role) {
    await notice(doing, clock, 'clock.breached', { role });
    await tellOf(command, theCase, { kind: 'clock.escalated', data: { clock: clock.name, to: role, rung: rung + 1 } });
  }
}

async function end(doing: Doing, clock: ClockRow): Promise<void> {
  await sql`update clocks set state = 'met', ended_at = ${doing.command.now}, fires_at = null where id = ${clock.id}`.execute(
    doing.command.tx,
  );
}

async function notice(doing: Doing, clock: ClockRow, kind: string, to: { staffId?: string; role?: string }): Promise<void> {
  await sql`insert into notices (id, staff_id, role, case_id, kind, data, at) values (${newId()}, ${to.staffId ?? null}, ${to.role ?? null},
    ${doing.theCase.id}, ${kind}, ${jsonb({ clock: clock.name })}, ${doing.command.now})`.execute(doing.command.tx);
}
