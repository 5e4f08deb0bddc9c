import { holdCase, tellOf, type TheCase } from '#case/contract.ts';
import { checkShares } from '#liability/contract.ts';
import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { mayOn } from '#staff/contract.ts';
import {
  casesByNumbers,
  changeState,
  incidentById,
  insertIncident,
  type IncidentRow,
  lockIncident,
  membersOf,
  putIn,
  saveFinding,
  takeOut,
} from './incidentStore.ts';
import type { IncidentCause, IncidentFinding } from './incidentWire.ts';

/** Opens a proposed incident with the cases it found, or one by hand. Refuses `not-found`, `incident-not-proposed`, `incident-stands`, `incident-cause`. */
export async function openIncident(
  command: Command,
  given: {
    proposal?: string | undefined;
    shopId?: string | undefined;
    title: string;
    cause?: { kind: IncidentCause; key: string } | undefined;
    problem: string;
  },
): Promise<Result<{ id: string; joined: number }>> {
  if (given.proposal !== undefined) return openProposal(command, given.proposal, given.title);
  const { shopId, cause } = given;
  if (!shopId || !cause) return refuse('incident-cause', { field: shopId ? 'cause' : 'shopId' });
  if (!mayOn(command.actor, 'incident.work', { shopId })) return refuse('not-found', { field: 'shopId' });
  const id = newId(command.now.getTime());
  const row = { id, shopId, state: 'open', cause: cause.kind, key: cause.key, problem: given.problem, title: given.title } as const;
  if (!(await insertIncident(command.tx, { ...row, candidates: [], at: command.now, by: command.actor.id })))
    return refuse('incident-stands');
  await writeEvents(command, [{ kind: 'incident.opened', shopId, data: { incident: id, cause: cause.kind, cases: 0 } }]);
  return ok({ id, joined: 0 });
}

async function openProposal(command: Command, id: string, title: string): Promise<Result<{ id: string; joined: number }>> {
  const incident = await lockIncident(command, id);
  if (!incident) return refuse('not-found');
  if (incident.state !== 'proposed') return refuse('incident-not-proposed');
  await changeState(command, id, { state: 'open', title });
  let joined = 0;
  for (const { caseId } of await membersOf(command.tx, incident)) joined += (await joinOne(command, id, caseId)) ? 1 : 0;
  await writeEvents(command, [
    { kind: 'incident.opened', shopId: incident.shopId, data: { incident: id, cause: incident.cause, cases: joined } },
  ]);
  return ok({ id, joined });
}

/** Says that a proposal is none; the same cases aren't proposed again. Refuses `not-found`, `incident-not-proposed`. */
export async function dismissIncident(command: Command, id: string, reason: string): Promise<Result<{ id: string }>> {
  const incident = await lockIncident(command, id);
  if (!incident) return refuse('not-found');
  if (incident.state !== 'proposed') return refuse('incident-not-proposed');
  await changeState(command, id, { state: 'dismissed', reason });
  await writeEvents(command, [{ kind: 'incident.dismissed', shopId: incident.shopId, data: { incident: id } }]);
  return ok({ id });
}

/** Ends an incident; its cases go on by themselves. Refuses `not-found`, `incident-not-open`, `incident-busy` while a remedy waits or runs. */
export async function settleIncident(command: Command, id: string): Promise<Result<{ id: string }>> {
  const incident = await lockOpen(command, id);
  if (!incident.ok) return incident;
  if (incident.value.remedy === 'waiting' || incident.value.remedy === 'running') return refuse('incident-busy');
  await changeState(command, id, { state: 'settled' });
  await writeEvents(command, [{ kind: 'incident.settled', shopId: incident.value.shopId, data: { incident: id } }]);
  return ok({ id });
}

/** One finding and liability for all cases; each gets its own rows when the remedy is carried out. Refuses `not-found`, `incident-not-open`, `incident-busy`, what `checkShares` refuses (`own-liability`, LI-5). */
export async function findForAll(command: Command, id: string, finding: IncidentFinding): Promise<Result<{ id: string }>> {
  const incident = await lockOpen(command, id);
  if (!incident.ok) return incident;
  if (incident.value.remedy === 'waiting' || incident.value.remedy === 'running') return refuse('incident-busy');
  const shares = checkShares(finding.shares, command.actor);
  if (!shares.ok) return shares;
  await saveFinding(command, id, finding);
  await writeEvents(command, [
    {
      kind: 'incident.found',
      shopId: incident.value.shopId,
      data: {
        incident: id,
        cause: finding.cause,
        shares: finding.shares.map(({ party, id: thing, percent }) => ({ party, id: thing, percent })),
      },
    },
  ]);
  return ok({ id });
}

/** Whether somebody bears a share of the incident's liability (LI-5): they decide nothing of it. */
export function isNamed(finding: IncidentFinding | null, actor: Actor): boolean {
  return actor.kind === 'staff' && (finding?.shares ?? []).some((share) => share.party === 'staff' && share.id === actor.id);
}

export interface JoinedRow {
  readonly number: string;
  readonly result: 'joined' | 'already' | 'elsewhere' | 'closed' | 'unknown';
}

/** Joins all open cases that a pasted list names by case, order or waybill number; says of each number what came of it (BA-1, BA-2). */
export async function joinList(command: Command, id: string, text: string): Promise<Result<{ joined: number; rows: JoinedRow[] }>> {
  const incident = await lockOpen(command, id);
  if (!incident.ok) return incident;
  const numbers = numbersIn(text);
  if (numbers.length === 0) return refuse('no-numbers', { field: 'text' });
  const found = await casesByNumbers(command.tx, incident.value.shopId, numbers);
  const rows: JoinedRow[] = [];
  for (const number of numbers) {
    const cases = found.filter((each) => each.number === number);
    const open = cases.filter((each) => !each.closed);
    let result: JoinedRow['result'] = cases.length === 0 ? 'unknown' : open.length === 0 ? 'closed' : 'already';
    for (const each of open) {
      if (each.incidentId !== null && each.incidentId !== id) result = 'elsewhere';
      else if (each.incidentId === null && (await joinOne(command, id, each.caseId))) result = 'joined';
    }
    rows.push({ number, result });
  }
  return ok({ joined: rows.filter((row) => row.result === 'joined').length, rows });
}

/** Numbers of a pasted list, each once, at most 1,000. */
export function numbersIn(text: string): string[] {
  const runs =
    text
      .normalize('NFKC')
      .toUpperCase()
      .match(/[A-Z]{0,6}[-A-Z0-9]*\d[-A-Z0-9]{4,}/g) ?? [];
  return [...new Set(runs)].slice(0, 1000);
}

/** Puts one case into an open incident of its shop, or takes it out (null). The case must be locked. Refuses `not-found`, `incident-not-open`, `in-other-incident`. */
export async function joinCase(command: Command, theCase: TheCase, incidentId: string | null): Promise<Result<TheCase>> {
  if (incidentId === null) {
    const left = await takeOut(command, theCase.id);
    if (left) await tellOf(command, theCase, { kind: 'incident.left', data: { incident: left } });
    return ok(theCase);
  }
  const incident = await readIncident(command.tx, command.actor, incidentId);
  if (!incident.ok) return incident;
  if (incident.value.state !== 'open') return refuse('incident-not-open');
  if (incident.value.shopId !== theCase.shopId) return refuse('not-found', { field: 'incidentId' });
  if (!(await putIn(command, incidentId, theCase.id))) return refuse('in-other-incident');
  await tellOf(command, theCase, { kind: 'incident.joined', data: { incident: incidentId, n: incident.value.n } });
  return ok(theCase);
}

/** One of many: without a new version, since nothing that anybody decides on has changed. */
async function joinOne(command: Command, incidentId: string, caseId: string): Promise<boolean> {
  const held = await holdCase(command, caseId, 'incident.work');
  if (!held.ok || held.value.closedAt || !(await putIn(command, incidentId, caseId))) return false;
  await tellOf(command, held.value, { kind: 'incident.joined', data: { incident: incidentId } });
  return true;
}

async function lockOpen(command: Command, id: string): Promise<Result<IncidentRow>> {
  const incident = await lockIncident(command, id);
  if (!incident) return refuse('not-found');
  return incident.state === 'open' ? ok(incident) : refuse('incident-not-open');
}

/** Reads an incident that the actor works on. Refuses `not-found`. */
export async function readIncident(on: Reader, actor: Actor, id: string): Promise<Result<IncidentRow>> {
  const incident = await incidentById(on, actor, id);
  return incident ? ok(incident) : refuse('not-found');
}
