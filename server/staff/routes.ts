import { command, read, type Route } from '#platform/module.ts';
import { ok, refuse } from '#platform/result.ts';
import { allKeys, createKey, revokeKey } from './apiKeys.ts';
import { calendarOf, setDay, setYear } from './calendar.ts';
import { changeMe, changePassword } from './changeMe.ts';
import { createFirstAdministrator, setPassword } from './invitations.ts';
import { presentMe, presentPerson } from './me.ts';
import { changePerson, invite, newPasswordLink } from './people.ts';
import { shopsOf } from './scope.ts';
import { signIn, signOut } from './signIn.ts';
import { colleaguesIn, listStaff, listTeams, staffById } from './staffStore.ts';
import { createTeam, renameTeam } from './teams.ts';
import * as calendarWire from './calendarWire.ts';
import * as wire from './wire.ts';

export const staffRoutes: readonly Route[] = [
  command(wire.signInRoute, (asked) => signIn(asked, asked.body)),
  command(wire.signOutRoute, (asked) => signOut(asked)),
  command(wire.firstAdministratorRoute, (asked) => createFirstAdministrator(asked, asked.body)),
  command(wire.setPasswordRoute, (asked) => setPassword(asked, asked.body)),
  read(wire.meRoute, async (asked) => {
    const row = await staffById(asked.db, asked.actor.id);
    return row ? ok(await presentMe(asked.db, asked.house.config, row)) : refuse('not-signed-in');
  }),
  command(wire.changeMeRoute, (asked) => changeMe(asked, asked.body)),
  command(wire.changePasswordRoute, (asked) => changePassword(asked, asked.body)),

  read(wire.listStaffRoute, async (asked) => ok({ items: (await listStaff(asked.db)).map((row) => presentPerson(row, asked.now)) })),
  command(wire.inviteRoute, (asked) => invite(asked, asked.body)),
  command(wire.changeStaffRoute, (asked) => changePerson(asked, asked.params.staffId, asked.body)),
  command(wire.newLinkRoute, (asked) => newPasswordLink(asked, asked.params.staffId)),
  read(wire.colleaguesRoute, async (asked) => ok({ items: await colleaguesIn(asked.db, shopsOf(asked.actor, 'case.read')) })),

  read(wire.listTeamsRoute, async (asked) => ok({ items: await listTeams(asked.db) })),
  command(wire.createTeamRoute, (asked) => createTeam(asked, asked.body)),
  command(wire.changeTeamRoute, (asked) => renameTeam(asked, asked.params.teamId, asked.body)),

  read(wire.listKeysRoute, async (asked) => ok({ items: await allKeys(asked.db) })),
  command(wire.createKeyRoute, (asked) => createKey(asked, asked.body)),
  command(wire.revokeKeyRoute, (asked) => revokeKey(asked, asked.params.keyId)),

  read(calendarWire.readCalendarRoute, async (asked) => ok(await calendarOf(asked.db, asked.query.year, asked.query.shopId ?? null))),
  command(calendarWire.setDayRoute, (asked) => setDay(asked, asked.params.day, asked.body)),
  command(calendarWire.setYearRoute, (asked) => setYear(asked, asked.params.year, asked.body)),
];
