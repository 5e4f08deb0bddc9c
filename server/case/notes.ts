import type { Command } from '#platform/command.ts';
import { all, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { playbookOf } from './playbooks.ts';
import { tellOf, type TheCase } from './theCase.ts';

/** A word among colleagues. */
export interface NoteRow {
  readonly id: string;
  readonly by: string;
  readonly body: string;
  /** The step at which it was given as an opinion on an escalated case (RE-8); null: an ordinary note. */
  readonly step: string | null;
  readonly at: Date;
}

/**
 * Keeps a note among colleagues and tells whom it mentions. As an opinion it stands beside the decision on an escalated case, with
 * who gave it and when (RE-8). Refuses `not-allowed` and, as an opinion where nothing is escalated, `not-escalated`.
 */
export async function writeNote(
  command: Command,
  theCase: TheCase,
  given: { body: string; mentions: readonly string[]; opinion: boolean },
): Promise<Result<{ id: string; at: string }>> {
  const { actor, tx, now } = command;
  if (actor.kind !== 'staff') return refuse('not-allowed');
  if (given.opinion && !(await isEscalated(tx, theCase))) return refuse('not-escalated', { field: 'opinion' });
  const id = newId();
  await sql`insert into notes (id, case_id, staff_id, body, mentions, step, at)
    values (${id}, ${theCase.id}, ${actor.id}, ${given.body}, ${[...given.mentions]}, ${given.opinion ? theCase.step : null}, ${now})`.execute(
    tx,
  );
  const notice = given.opinion ? 'opinion.asked' : 'note.mention';
  for (const staffId of given.mentions)
    await sql`insert into notices (id, staff_id, case_id, kind, at) select ${newId()}, id, ${theCase.id}, ${notice}, ${now} from staff where id = ${staffId}`.execute(
      tx,
    );
  if (given.opinion) await tellOf(command, theCase, { kind: 'opinion.given', data: { note: id, step: theCase.step } });
  else await tellOf(command, theCase, { kind: 'note.written', data: { note: id } });
  return ok({ id, at: now.toISOString() });
}

/** All of a case, the oldest first. */
export function notesOf(on: Reader, caseId: string): Promise<NoteRow[]> {
  return all(
    sql<NoteRow>`select n.id, s.name as by, n.body, n.step, n.at from notes n join staff s on s.id = n.staff_id where n.case_id = ${caseId} order by n.at`,
    on,
  );
}

/** Whether operations or the executive are to decide it now. */
async function isEscalated(on: Reader, theCase: TheCase): Promise<boolean> {
  return theCase.closedAt === null && (await playbookOf(on, theCase.playbookVersionId)).escalateTo === theCase.step;
}
