import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { day } from '#platform/clock.ts';
import type { Reader } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { may, shopsOf } from '#staff/contract.ts';
import { approversIn, delegationById, endDelegation, insertDelegation, roleOfStaff } from './delegationStore.ts';
import { approvingRoles } from './policyColumns.ts';

/** Nobody is away longer than this without saying so again. */
const longest = 92 * day;

/**
 * Lets somebody else, who may approve offers as well, approve with one's own authority for a time. Refuses `delegate-cannot`,
 * `delegate-self`, `delegation-times`.
 */
export async function delegateApprovals(
  command: Command,
  given: { toId: string; fromAt: Date; untilAt: Date; note: string },
): Promise<Result<{ id: string }>> {
  const { actor, now } = command;
  if (actor.id === given.toId) return refuse('delegate-self', { field: 'toId' });
  const to = await roleOfStaff(command.tx, given.toId);
  if (!to || !approvingRoles.some((role) => role === to.role)) return refuse('delegate-cannot', { field: 'toId' });
  if (given.untilAt <= now || given.untilAt <= given.fromAt || given.untilAt.getTime() - given.fromAt.getTime() > longest)
    return refuse('delegation-times', { field: 'untilAt' });
  const id = await insertDelegation(command, { ...given, fromId: actor.id });
  await writeEvents(command, [
    { kind: 'approval.delegated', data: { delegation: id, from: actor.id, to: given.toId, until: given.untilAt.toISOString() } },
  ]);
  return ok({ id });
}

/** Ends a delegation before its time: one's own, or anybody's by who keeps the policies. Refuses `not-found`. */
export async function endOwnDelegation(command: Command, id: string): Promise<Result<{ id: string }>> {
  const found = await delegationById(command.tx, id);
  if (!found || (found.fromId !== command.actor.id && !may(command.actor, 'remedy.policy-edit'))) return refuse('not-found');
  await endDelegation(command, id);
  await writeEvents(command, [{ kind: 'approval.delegation-ended', data: { delegation: id } }]);
  return ok({ id });
}

/** Who can be asked to stand in: approvers of the shops that the person approves for. */
export async function peopleFor(on: Reader, actor: Actor): Promise<{ id: string; name: string }[]> {
  const shops = shopsOf(actor, 'remedy.approve');
  const rows =
    shops === 'all'
      ? await approversIn(on, null, approvingRoles)
      : (await Promise.all(shops.map((shop) => approversIn(on, shop, approvingRoles)))).flat();
  const people = new Map(rows.filter((row) => row.id !== actor.id).map(({ id, name }) => [id, { id, name }]));
  return [...people.values()];
}
