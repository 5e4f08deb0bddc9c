import { checkShares } from '#liability/contract.ts';
import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { changeState, incidentById, type IncidentRow, lockIncident, saveFinding } from './incidentStore.ts';
import type { IncidentFinding } from './incidentWire.ts';

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

/** Locks an incident that is open. Refuses `not-found`, `incident-not-open`. */
export async function lockOpen(command: Command, id: string): Promise<Result<IncidentRow>> {
  const incident = await lockIncident(command, id);
  if (!incident) return refuse('not-found');
  return incident.state === 'open' ? ok(incident) : refuse('incident-not-open');
}

/** Reads an incident that the actor works on. Refuses `not-found`. */
export async function readIncident(on: Reader, actor: Actor, id: string): Promise<Result<IncidentRow>> {
  const incident = await incidentById(on, actor, id);
  return incident ? ok(incident) : refuse('not-found');
}
