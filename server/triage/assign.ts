import { saveCase, type TheCase, tellOf } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { mayOn } from '#staff/contract.ts';
import { canOwn, insertNotice, isTeam, nameOfStaff } from './triageStore.ts';

/** Takes a case (领单). Taking one's own again changes nothing. Refusals: `already-taken` (data.owner), `case-closed`, `only-staff`. */
export async function takeCase(command: Command, theCase: TheCase, how: 'taken' | 'next' = 'taken'): Promise<Result<TheCase>> {
  if (command.actor.kind !== 'staff') return refuse('only-staff');
  if (theCase.closedAt) return refuse('case-closed', { data: { number: theCase.number } });
  if (theCase.ownerId === command.actor.id) return ok(theCase);
  if (theCase.ownerId) return refuse('already-taken', { data: { owner: await nameOfStaff(command.tx, theCase.ownerId) } });
  return hand(command, theCase, { ownerId: command.actor.id, teamId: theCase.teamId ?? command.actor.teamIds[0] ?? null, how });
}

/** Gives a case back to those who may take it. Refusals: `not-yours`, for somebody who may not assign either. */
export async function releaseCase(command: Command, theCase: TheCase): Promise<Result<TheCase>> {
  if (theCase.ownerId === null) return ok(theCase);
  const own = command.actor.kind === 'staff' && theCase.ownerId === command.actor.id;
  if (!own && !mayOn(command.actor, 'case.assign', theCase)) return refuse('not-yours');
  return hand(command, theCase, { ownerId: null, teamId: theCase.teamId, how: 'released' });
}

/**
 * Assigns or transfers a case (VE-7, PE-6): to a person who works for its shop, to a team, or to nobody. The new owner gets
 * a notice. Refusals: `cannot-own`, `no-such-team`, `case-closed`, `nothing-to-assign`.
 */
export async function assignCase(
  command: Command,
  theCase: TheCase,
  given: { ownerId?: string | null | undefined; teamId?: string | null | undefined; reason?: string | undefined },
): Promise<Result<TheCase>> {
  if (theCase.closedAt) return refuse('case-closed', { data: { number: theCase.number } });
  if (given.ownerId === undefined && given.teamId === undefined) return refuse('nothing-to-assign', { field: 'ownerId' });
  if (given.ownerId && !(await canOwn(command.tx, given.ownerId, theCase.shopId))) return refuse('cannot-own', { field: 'ownerId' });
  if (given.teamId && !(await isTeam(command.tx, given.teamId))) return refuse('no-such-team', { field: 'teamId' });
  const ownerId = given.ownerId === undefined ? theCase.ownerId : given.ownerId;
  const teamId = given.teamId === undefined ? theCase.teamId : given.teamId;
  if (ownerId === theCase.ownerId && teamId === theCase.teamId) return ok(theCase);
  if (ownerId && ownerId !== theCase.ownerId && ownerId !== command.actor.id)
    await insertNotice(command, {
      staffId: ownerId,
      caseId: theCase.id,
      kind: 'case.assigned',
      data: given.reason ? { reason: given.reason } : {},
    });
  return hand(command, theCase, { ownerId, teamId, how: 'assigned' });
}

async function hand(
  command: Command,
  theCase: TheCase,
  to: { ownerId: string | null; teamId: string | null; how: 'taken' | 'next' | 'released' | 'assigned' },
): Promise<Result<TheCase>> {
  const before = theCase.ownerId;
  theCase.ownerId = to.ownerId;
  theCase.teamId = to.teamId;
  await tellOf(command, theCase, { kind: 'case.assigned', data: { owner: to.ownerId, team: to.teamId, before, how: to.how } });
  await saveCase(command, theCase);
  return ok(theCase);
}
