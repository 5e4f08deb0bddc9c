import type { Command } from '#platform/command.ts';
import { all, jsonb, later, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { Duration } from './duration.ts';
import type { Effect, Position } from './effects.ts';
import type { TheCase } from './theCase.ts';
import type { Outcome } from './vocabulary.ts';

/** One step that a case was in; `leftAt` null: it is there now. */
export interface JourneyRow {
  readonly id: string;
  readonly seq: number;
  readonly round: number;
  readonly step: string;
  readonly stage: string;
  readonly cameFrom: string | null;
  readonly enteredAt: Date;
  readonly leftAt: Date | null;
  readonly answer: string | null;
  readonly byRole: string | null;
  readonly byKind: string | null;
  readonly byId: string | null;
  readonly byRule: boolean;
  readonly reason: string | null;
  readonly tellEvery: Duration | null;
}

const columns = sql`id, seq, round, step, stage, came_from as "cameFrom", entered_at as "enteredAt", left_at as "leftAt", answer,
  by_role as "byRole", by_kind as "byKind", by_id as "byId", by_rule as "byRule", reason, tell_every as "tellEvery"`;

/** Every step that the case was in, in order. */
export function journeyOf(on: Reader, caseId: string): Promise<JourneyRow[]> {
  return all(sql<JourneyRow>`select ${columns} from journey_steps where case_id = ${caseId} order by seq`, on);
}

/** The step that the case is in, or undefined once it ended. */
export function currentStep(on: Reader, caseId: string): Promise<JourneyRow | undefined> {
  return one(sql<JourneyRow>`select ${columns} from journey_steps where case_id = ${caseId} and left_at is null`, on);
}

/** Where the case stands, in the interpreter's terms. */
export async function positionOf(on: Reader, theCase: TheCase): Promise<Position> {
  const journey = await journeyOf(on, theCase.id);
  // A case that was re-kinded began anew: how often steps of its former playbook were answered limits nothing here.
  const rows = journey.slice(journey.findLastIndex((row) => row.answer === 're-kind') + 1);
  const visits: Record<string, number> = {};
  for (const row of rows) if (row.answer) visits[`${row.step}.${row.answer}`] = (visits[`${row.step}.${row.answer}`] ?? 0) + 1;
  const cameFrom = rows.at(-1)?.cameFrom;
  return {
    step: theCase.step,
    round: theCase.round,
    visits,
    appeals: theCase.appeals,
    ...(cameFrom ? { cameFrom } : {}),
    ...(theCase.outcome ? { ended: theCase.outcome as Outcome } : {}),
    ...(theCase.endedBy ? { endedBy: theCase.endedBy } : {}),
  };
}

/** Opens a journey row for the step that was entered; `first`: the case has none yet. */
export function enterRow(
  command: Command,
  theCase: TheCase,
  effect: Extract<Effect, { effect: 'enterStep' }>,
  first: boolean,
): Promise<void> {
  const seq = first ? sql`1` : sql`(select coalesce(max(seq), 0) + 1 from journey_steps where case_id = ${theCase.id})`;
  return later(
    command.tx,
    sql`insert into journey_steps (id, case_id, seq, round, step, stage, came_from, entered_at, tell_every)
    values (${newId()}, ${theCase.id}, ${seq}, ${theCase.round},
      ${effect.step}, ${effect.stage}, ${effect.cameFrom ?? null}, ${command.now}, ${jsonb(effect.tellEvery)})`,
  );
}

/** Closes the open journey row with its answer; nothing is open when a case is taken up again after its end. */
export async function leaveRow(
  command: Command,
  theCase: TheCase,
  left: { answer: string; role: string; rule: boolean; reason?: string },
): Promise<void> {
  await later(
    command.tx,
    sql`update journey_steps set left_at = ${command.now}, answer = ${left.answer}, by_role = ${left.role}, by_kind = ${command.actor.kind},
      by_id = ${command.actor.id}, by_rule = ${left.rule}, reason = ${left.reason ?? null}
    where case_id = ${theCase.id} and left_at is null`,
  );
}

/** A step whose `when` didn't hold: entered and left in the same moment. */
export async function passRow(command: Command, theCase: TheCase, step: string, stage: string): Promise<void> {
  await later(
    command.tx,
    sql`insert into journey_steps (id, case_id, seq, round, step, stage, entered_at, left_at, answer, by_role, by_kind, by_id, by_rule)
    values (${newId()}, ${theCase.id}, (select coalesce(max(seq), 0) + 1 from journey_steps where case_id = ${theCase.id}), ${theCase.round},
      ${step}, ${stage}, ${command.now}, ${command.now}, 'passed', 'system', 'system', 'system', true)`,
  );
}

/** Whether this member of staff has decided anything in the case so far (TA-3, LI-5: another person must decide an appeal). */
export async function hasDecided(on: Reader, caseId: string, staffId: string, at?: string): Promise<boolean> {
  const row = await one(
    sql<{
      found: boolean;
    }>`select exists (select 1 from journey_steps where case_id = ${caseId} and by_kind = 'staff' and by_id = ${staffId}
      and stage in ('review', 'liability', 'remedy', 'approval', 'appeal', 'closure') and not (stage = 'approval' and ${at ?? ''} = 'approval')) as found`,
    on,
  );
  return row?.found ?? false;
}
