import type { Reader } from '#platform/db.ts';
import type { Config } from '#platform/config.ts';
import { actions, scopeOf } from './roles.ts';
import { listTeams, shopNames, type StaffRow } from './staffStore.ts';
import type { Me, Person } from './wire.ts';

/** The signed-in person with shops, teams and what the role may do. */
export async function presentMe(on: Reader, config: Config, row: StaffRow): Promise<Me> {
  const seesAll = row.allShops || scopeOf(row.role, 'case.read') === 'all';
  const [shops, teams] = [await shopNames(on, seesAll ? 'all' : row.shopIds), await listTeams(on)];
  return {
    id: row.id,
    login: row.login,
    name: row.name,
    role: row.role,
    lang: row.lang,
    present: row.present,
    allShops: seesAll,
    shops,
    teams: teams.filter((team) => row.teamIds.includes(team.id)),
    actions: actions.filter((action) => scopeOf(row.role, action) !== null),
    demo: config.demo,
  };
}

/** A person as the administrator sees them; never the password's hash. */
export function presentPerson(row: StaffRow, now: Date): Person {
  const { id, login, name, email, role, lang, allShops, shopIds, teamIds, present, active } = row;
  const locked = row.lockedUntil !== null && row.lockedUntil > now;
  return {
    id,
    login,
    name,
    email,
    role,
    lang,
    allShops,
    shopIds,
    teamIds,
    present,
    active,
    hasPassword: row.password !== null,
    lockedUntil: locked && row.lockedUntil ? row.lockedUntil.toISOString() : null,
  };
}
