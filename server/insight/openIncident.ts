import type { Command } from '#platform/command.ts';
import { writeEvents } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { mayOn } from '#staff/contract.ts';
import { changeState, insertIncident, keyOfCause, lockIncident, membersOf } from './incidentStore.ts';
import type { IncidentCause, JoinedRow } from './incidentWire.ts';
import { joinOne, joinNumbers, numbersIn } from './joinCases.ts';
import { liveOf } from './signStore.ts';

type Opened = { id: string; joined: number; rows: JoinedRow[] };

/**
 * Opens a proposed incident with the cases it found, or one by hand with the cases that are named (BA-2). Refuses `not-found`,
 * `incident-not-proposed`, `incident-stands`, `incident-cause`, `cause-unknown`.
 */
export async function openIncident(
  command: Command,
  given: {
    proposal?: string | undefined;
    shopId?: string | undefined;
    title: string;
    cause?: { kind: IncidentCause; key: string } | undefined;
    problem: string;
    cases: string;
  },
): Promise<Result<Opened>> {
  if (given.proposal !== undefined) return openProposal(command, given.proposal, given.title);
  const { shopId, cause } = given;
  if (!shopId || !cause) return refuse('incident-cause', { field: shopId ? 'cause' : 'shopId' });
  if (!mayOn(command.actor, 'incident.work', { shopId })) return refuse('not-found', { field: 'shopId' });
  const key = await keyOfCause(command.tx, shopId, cause);
  if (key === undefined) return refuse('cause-unknown', { field: 'cause' });
  const numbers = numbersIn(given.cases);
  const live = await liveOf(command.tx, { shopId, cause: cause.kind, key, problem: given.problem });
  if (live?.state === 'proposed') return openProposal(command, live.id, given.title, numbers);
  const id = newId(command.now.getTime());
  const row = { id, shopId, state: 'open', cause: cause.kind, key, problem: given.problem, title: given.title } as const;
  if (!(await insertIncident(command.tx, { ...row, candidates: [], at: command.now, by: command.actor.id })))
    return refuse('incident-stands');
  const rows = await joinNumbers(command, { id, shopId }, numbers);
  const joined = rows.filter((each) => each.result === 'joined').length;
  await writeEvents(command, [{ kind: 'incident.opened', shopId, data: { incident: id, cause: cause.kind, cases: joined } }]);
  return ok({ id, joined, rows });
}

/** Opens what was proposed: with all that it found, or with the cases that somebody chose for the same cause. */
async function openProposal(command: Command, id: string, title: string, chosen: readonly string[] = []): Promise<Result<Opened>> {
  const incident = await lockIncident(command, id);
  if (!incident) return refuse('not-found');
  if (incident.state !== 'proposed') return refuse('incident-not-proposed');
  await changeState(command, id, { state: 'open', title });
  const rows = await joinNumbers(command, incident, chosen);
  let joined = rows.filter((each) => each.result === 'joined').length;
  if (chosen.length === 0)
    for (const { caseId } of await membersOf(command.tx, incident)) joined += (await joinOne(command, id, caseId)) ? 1 : 0;
  await writeEvents(command, [
    { kind: 'incident.opened', shopId: incident.shopId, data: { incident: id, cause: incident.cause, cases: joined } },
  ]);
  return ok({ id, joined, rows });
}
