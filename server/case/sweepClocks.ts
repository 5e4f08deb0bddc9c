import { hour } from '#platform/clock.ts';
import { all, inTransaction, jsonb, later, sql, type Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { Command } from '#platform/command.ts';
import type { House } from '#platform/module.ts';
import { systemActor } from '#platform/actor.ts';
import { never } from '#platform/result.ts';
import { type ClockRow, clockColumns } from './clocks.ts';
import { noAnswer } from './effects.ts';
import { takeStep } from './journey.ts';
import { moveCase } from './answerStep.ts';
import { playbookOf } from './playbooks.ts';
import { lockIdleCases, saveCase, tellOf, type TheCase } from './theCase.ts';
import { type Doing, lateTask, sayNow } from './wiring.ts';

/** Due clocks read at once, and how often at most before the worker turns to its other work: deadlines of a day fall together. */
const atOnce = 200;
const mostRounds = 5;
/** Cases that share a transaction: a commit is what firing one clock costs most. None is held longer than 100 ms by it. */
const together = 25;
/** After a breach the next person up the ladder is told after this long (CL-6). */
const rungEvery = 4 * hour;

/**
 * Fires what is due: warnings, breaches, rungs of the ladder, reminders, giving up, late tasks. Reads only due rows of a
 * partial index, so it costs what is due, not what exists. Each case under its lock, some of them in one transaction; two
 * sweepers never fire one clock twice, because the clock is read again under that lock.
 */
export async function sweepClocks(house: House): Promise<number> {
  let fired = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const ids = await dueCases(house);
    let now = 0;
    for (let from = 0; from < ids.length; from += together) now += await fireTogether(house, ids.slice(from, from + together));
    fired += now;
    if (ids.length < atOnce || now === 0) break;
  }
  if (fired > 0) house.wake();
  return fired;
}

/** Cases with due clocks, the longest due first. */
async function dueCases(house: House): Promise<string[]> {
  const rows = await all(
    sql<{ caseId: string }>`select case_id as "caseId" from (select case_id, fires_at from clocks
        where state in ('running', 'overdue') and fires_at <= ${house.clock.now()} order by fires_at limit ${atOnce}) d
      group by case_id order by min(fires_at), case_id`,
    house.db,
  );
  return rows.map((row) => row.caseId);
}

/**
 * A case whose clocks can't fire undoes its group: then each goes by itself, and that one is logged and stays due. Two
 * groups that touch the same rows in different order end the same way.
 */
async function fireTogether(house: House, caseIds: readonly string[]): Promise<number> {
  try {
    return await fireIn(house, caseIds);
  } catch (error) {
    if (caseIds.length > 1) house.log.warn({ category: 'clocks', error: wordsOf(error) }, 'clocks are fired case by case');
    let fired = 0;
    for (const caseId of caseIds) {
      try {
        fired += await fireIn(house, [caseId]);
      } catch (fault) {
        house.log.error({ category: 'clocks', caseId, error: wordsOf(fault) }, 'the clocks of a case could not fire');
      }
    }
    return fired;
  }
}

function fireIn(house: House, caseIds: readonly string[]): Promise<number> {
  const work = async (tx: Tx): Promise<number> => {
    const command = { tx, now: house.clock.now(), actor: systemActor, cause: `sweep:clocks` };
    // Sent together, run in order: clocks are read under the locks. A case that somebody works on is left to the next sweep.
    const [free, due] = await Promise.all([lockIdleCases(tx, caseIds), dueClocks(command, caseIds)]);
    const byCase = Map.groupBy(due, (clock) => clock.caseId);
    let fired = 0;
    for (const theCase of free) fired += await fireClocksOf(command, theCase, byCase.get(theCase.id) ?? []);
    return fired;
  };
  return inTransaction(house.db, work, { often: true });
}

/** Due clocks of these cases, the longest due first. */
function dueClocks({ tx, now }: Command, caseIds: readonly string[]): Promise<ClockRow[]> {
  return all(
    sql<ClockRow>`select ${clockColumns} from clocks where case_id = any(${[...caseIds]}::uuid[]) and state in ('running', 'overdue') and fires_at <= ${now}
      order by fires_at, id`,
    tx,
  );
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}

async function fireClocksOf(command: Command, theCase: TheCase, due: readonly ClockRow[]): Promise<number> {
  const doing: Doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  let fired = 0;
  for (let [clock, next] = due; clock; fired += 1) {
    await fire(doing, clock);
    // Read again each time: firing one (giving up) may end the others.
    [clock, next] = next ? await dueClocks(command, [theCase.id]) : [];
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
      // Nobody swept while there was time: the customer hears from us all the same (TA-9).
      if (clock.rung === 0 && !clock.warnedAt) await sayNow(doing, clock.say ?? '');
      return breach(doing, clock);
    case 'limit':
      return breach(doing, clock);
    default:
      return never(clock.purpose);
  }
}

async function warn(doing: Doing, clock: ClockRow): Promise<void> {
  const { command, theCase } = doing;
  await later(command.tx, sql`update clocks set warned_at = ${command.now}, fires_at = due_at where id = ${clock.id}`);
  if (clock.purpose === 'silence') return sayNow(doing, clock.say ?? '');
  await notice(doing, clock, 'clock.warned', theCase.ownerId ? { staffId: theCase.ownerId } : { role: 'lead' });
  await tellOf(command, theCase, { kind: 'clock.warned', data: { clock: clock.name } });
}

const missed = '超过答复时限，自动转为投诉 / not answered in time: goes on as a complaint';

/** A request that is missed becomes the complaint (IN-3): the playbook says of which clock, and which complaint. */
async function goOnAs({ command, theCase, playbook }: Doing, clock: ClockRow): Promise<void> {
  const becomes = clock.rung === 0 && !theCase.closedAt ? playbook.clocks[clock.name]?.becomes : undefined;
  if (!becomes) return;
  const gone = await moveCase(command, theCase, { move: 're-kind', reason: missed, target: becomes.playbook, problem: becomes.problem });
  if (!gone.ok) throw new Error(`${theCase.number} can't become ${becomes.playbook}: ${gone.refused.code}`);
}

/** Counts the breach against the step that caused it and climbs the ladder, a rung each time the sweep comes back. */
async function breach(doing: Doing, clock: ClockRow): Promise<void> {
  const { command, theCase } = doing;
  const rung = clock.rung;
  const more = rung + 1 < clock.ladder.length;
  await later(
    command.tx,
    sql`update clocks set state = 'overdue', breached_at = coalesce(breached_at, ${command.now}), rung = ${rung + 1},
      fires_at = ${more ? new Date(command.now.getTime() + rungEvery) : null}
    where id = ${clock.id}`,
  );
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

function end({ command }: Doing, clock: ClockRow): Promise<void> {
  return later(command.tx, sql`update clocks set state = 'met', ended_at = ${command.now}, fires_at = null where id = ${clock.id}`);
}

function notice({ command, theCase }: Doing, clock: ClockRow, kind: string, to: { staffId?: string; role?: string }): Promise<void> {
  return later(
    command.tx,
    sql`insert into notices (id, staff_id, role, case_id, kind, data, at) values (${newId()}, ${to.staffId ?? null}, ${to.role ?? null},
      ${theCase.id}, ${kind}, ${jsonb({ clock: clock.name })}, ${command.now})`,
  );
}
