import { holdCase, tellOf, type TheCase } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { mayOn } from '#staff/contract.ts';
import type { JoinedRow } from './incidentWire.ts';
import { casesByNumbers, putIn, takeOut } from './joinStore.ts';
import { lockOpen, readIncident } from './workIncident.ts';

/** Joins all open cases that a pasted list names by case, order or waybill number; says of each number what came of it (BA-1, BA-2). */
export async function joinList(command: Command, id: string, text: string): Promise<Result<{ joined: number; rows: JoinedRow[] }>> {
  const incident = await lockOpen(command, id);
  if (!incident.ok) return incident;
  const numbers = numbersIn(text);
  if (numbers.length === 0) return refuse('no-numbers', { field: 'text' });
  const rows = await joinNumbers(command, incident.value, numbers);
  return ok({ joined: rows.filter((row) => row.result === 'joined').length, rows });
}

/** Puts the open cases of these numbers into an incident of their shop, and says of each number what came of it. */
export async function joinNumbers(
  command: Command,
  incident: { readonly id: string; readonly shopId: string },
  numbers: readonly string[],
): Promise<JoinedRow[]> {
  const found = await casesByNumbers(command.tx, incident.shopId, numbers);
  const rows: JoinedRow[] = [];
  for (const number of numbers) {
    const cases = found.filter((each) => each.number === number);
    const own = cases.filter((each) => each.shopId === incident.shopId);
    const open = own.filter((each) => !each.closed);
    const known = cases.some((each) => mayOn(command.actor, 'incident.work', { shopId: each.shopId }));
    let result: JoinedRow['result'] = open.length > 0 ? 'already' : own.length > 0 ? 'closed' : known ? 'other-shop' : 'unknown';
    for (const each of open) {
      if (each.incidentId !== null && each.incidentId !== incident.id) result = 'elsewhere';
      else if (each.incidentId === null && (await joinOne(command, incident.id, each.caseId))) result = 'joined';
    }
    rows.push({ number, result });
  }
  return rows;
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

/**
 * Takes many cases out of an open incident; those that aren't in it stay as they are. What was offered to them stands; a remedy
 * that still waits passes them over (`left-incident`). Refuses `not-found`, `incident-not-open`.
 */
export async function leaveIncident(command: Command, id: string, caseIds: readonly string[]): Promise<Result<{ left: number }>> {
  const incident = await lockOpen(command, id);
  if (!incident.ok) return incident;
  let left = 0;
  for (const caseId of new Set(caseIds)) {
    const held = await holdCase(command, caseId, 'incident.work');
    if (!held.ok || !(await takeOut(command, caseId, id))) continue;
    await tellOf(command, held.value, { kind: 'incident.left', data: { incident: id } });
    left += 1;
  }
  return ok({ left });
}

/** One of many: without a new version, since nothing that anybody decides on has changed. */
export async function joinOne(command: Command, incidentId: string, caseId: string): Promise<boolean> {
  const held = await holdCase(command, caseId, 'incident.work');
  if (!held.ok || held.value.closedAt || !(await putIn(command, incidentId, caseId))) return false;
  await tellOf(command, held.value, { kind: 'incident.joined', data: { incident: incidentId } });
  return true;
}
