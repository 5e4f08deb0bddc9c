import type { Command } from '#platform/command.ts';
import { writeEvents } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import type { AskedCommand } from '#platform/module.ts';
import { ok, refuse, type Refused, type Result } from '#platform/result.ts';
import type { Body, RouteSpec } from '#platform/wire.ts';
import { passwordLink } from './invitations.ts';
import { presentPerson } from './me.ts';
import { hashPassword } from './password.ts';
import { deleteSessionsOf } from './sessionStore.ts';
import { shownOnce } from './shownOnce.ts';
import {
  insertStaff,
  lockStaffById,
  otherAdministrators,
  saveMemberships,
  staffById,
  type StaffRow,
  unknownShops,
  unknownTeams,
  updateStaff,
} from './staffStore.ts';
import type { changeStaffRoute, inviteRoute, Person } from './wire.ts';

type Asked = AskedCommand<RouteSpec>;
type Invited = { person: Person; link?: string | undefined };

/** Adds a person, who sets a password by the link. Refuses: login-taken, no-such-shop, no-such-team. */
export async function invite(asked: Asked, given: Body<typeof inviteRoute>): Promise<Result<Invited>> {
  const added = await addPerson(asked, { ...given, password: null });
  return added.ok ? withLink(asked, added.value.id) : added;
}

/** Adds a person; `password` is the plain one (the sample shop's people) or null until the person sets it. Refuses: login-taken, no-such-shop, no-such-team. */
export async function addPerson(
  command: Command,
  given: Body<typeof inviteRoute> & { password: string | null },
): Promise<Result<{ id: string }>> {
  const wrong = await checkMemberships(command, given);
  if (wrong) return wrong;
  const id = newId();
  const password = given.password === null ? null : await hashPassword(given.password);
  if (!(await insertStaff(command.tx, { ...given, id, password }, command.now))) return refuse('login-taken', { field: 'login' });
  await writeEvents(command, [{ kind: 'staff.added', data: { staffId: id, role: given.role } }]);
  return ok({ id });
}

/** Makes a new link for a person who lost theirs, and lifts a lock. */
export async function newPasswordLink(asked: Asked, staffId: string): Promise<Result<Invited>> {
  const row = await lockStaffById(asked.tx, staffId);
  if (!row) return refuse('not-found');
  await updateStaff(asked.tx, { ...row, failed: 0, lockedUntil: null });
  await writeEvents(asked, [{ kind: 'staff.link-made', data: { staffId } }]);
  return withLink(asked, staffId);
}

/** Changes a person. Rights change with the next request; switched off signs out at once. Refuses: last-administrator, no-such-shop, no-such-team. */
export async function changePerson(asked: Asked, staffId: string, given: Body<typeof changeStaffRoute>): Promise<Result<Person>> {
  const row = await lockStaffById(asked.tx, staffId);
  if (!row) return refuse('not-found');
  const wrong = await checkMemberships(asked, { shopIds: given.shopIds ?? [], teamIds: given.teamIds ?? [] });
  if (wrong) return wrong;
  const named = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const changed: StaffRow = { ...row, ...named };
  const leaves = row.role === 'administrator' && row.active && !(changed.role === 'administrator' && changed.active);
  if (leaves && (await otherAdministrators(asked.tx, staffId)) === 0) return refuse('last-administrator');
  await updateStaff(asked.tx, changed);
  await saveMemberships(asked.tx, changed);
  if (!changed.active) await deleteSessionsOf(asked.tx, staffId, null);
  await writeEvents(asked, [{ kind: 'staff.changed', data: { staffId, role: changed.role, active: changed.active } }]);
  return ok(presentPerson(changed, asked.now));
}

async function withLink(asked: Asked, staffId: string): Promise<Result<Invited>> {
  const row = await staffById(asked.tx, staffId);
  if (!row) return refuse('not-found');
  return ok(shownOnce({ person: presentPerson(row, asked.now) }, 'link', await passwordLink(asked, asked.house, staffId)));
}

async function checkMemberships(
  command: Command,
  given: { shopIds: readonly string[]; teamIds: readonly string[] },
): Promise<Refused | null> {
  if ((await unknownShops(command.tx, given.shopIds)).length > 0) return refuse('no-such-shop', { field: 'shopIds' });
  if ((await unknownTeams(command.tx, given.teamIds)).length > 0) return refuse('no-such-team', { field: 'teamIds' });
  return null;
}
