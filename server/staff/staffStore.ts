import { all, one, type Reader, sql, type Tx } from '#platform/db.ts';
import { kept, type Kept } from '#platform/kept.ts';
import type { Lang } from '#platform/actor.ts';
import type { StaffRole } from './roles.ts';

/** A member of staff as stored; shops and teams as ids. */
export interface StaffRow {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: StaffRole;
  readonly lang: Lang;
  readonly allShops: boolean;
  readonly shopIds: string[];
  readonly teamIds: string[];
  readonly password: string | null;
  readonly failed: number;
  readonly lockedUntil: Date | null;
  readonly present: boolean;
  readonly active: boolean;
}

const columns = sql`s.id, s.login, s.name, s.email, s.role, s.lang, s.all_shops as "allShops",
  array(select shop_id::text from staff_shops x where x.staff_id = s.id order by 1) as "shopIds",
  array(select team_id::text from staff_teams x where x.staff_id = s.id order by 1) as "teamIds",
  s.password, s.failed, s.locked_until as "lockedUntil", s.present, s.active`;

const colleagueColumns = sql`s.id, s.name, s.role, s.present, s.all_shops as "allShops",
  array(select shop_id::text from staff_shops x where x.staff_id = s.id order by 1) as "shopIds",
  array(select team_id::text from staff_teams x where x.staff_id = s.id order by 1) as "teamIds"`;

export async function anyStaff(on: Reader): Promise<boolean> {
  return (await one(sql<{ found: boolean }>`select exists (select from staff) as found`, on))?.found ?? false;
}

/** Until the end of the transaction nobody else makes the first administrator. */
export async function lockFirstAdministrator(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('amends first administrator'))`.execute(tx);
}

export async function listStaff(on: Reader): Promise<StaffRow[]> {
  return all(sql<StaffRow>`select ${columns} from staff s order by s.active desc, s.name, s.id`, on);
}

export async function staffById(on: Reader, id: string): Promise<StaffRow | undefined> {
  return one(sql<StaffRow>`select ${columns} from staff s where s.id = ${id}`, on);
}

/** A person as every request needs them; kept in the process until somebody changes a person. */
export type Colleague = Pick<StaffRow, 'id' | 'name' | 'role' | 'lang' | 'allShops' | 'shopIds' | 'teamIds' | 'active'>;

export const colleagueById: Kept<Colleague | undefined> = kept(['staff', 'staff_shops', 'staff_teams'], (on, id) =>
  one(
    sql<Colleague>`select s.id, s.name, s.role, s.lang, s.all_shops as "allShops", s.active,
        array(select shop_id::text from staff_shops x where x.staff_id = s.id) as "shopIds",
        array(select team_id::text from staff_teams x where x.staff_id = s.id) as "teamIds"
      from staff s where s.id = ${id}`,
    on,
  ),
);

/** The name that colleagues and letters call a person by. */
export async function nameOfStaff(on: Reader, id: string): Promise<string | undefined> {
  return (await colleagueById(on, id))?.name;
}

/** Locks the row: two tries at once are counted one after the other. */
export async function lockStaffByLogin(tx: Tx, login: string): Promise<StaffRow | undefined> {
  return one(sql<StaffRow>`select ${columns} from staff s where s.login = ${login} for update`, tx);
}

export async function lockStaffById(tx: Tx, id: string): Promise<StaffRow | undefined> {
  return one(sql<StaffRow>`select ${columns} from staff s where s.id = ${id} for update`, tx);
}

/** False when the login is taken. */
export async function insertStaff(
  tx: Tx,
  row: Omit<StaffRow, 'failed' | 'lockedUntil' | 'present' | 'active'>,
  now: Date,
): Promise<boolean> {
  const made = await sql`insert into staff (id, login, name, email, role, lang, all_shops, password, created_at)
    values (${row.id}, ${row.login}, ${row.name}, ${row.email}, ${row.role}, ${row.lang}, ${row.allShops}, ${row.password}, ${now})
    on conflict (login) do nothing`.execute(tx);
  if (made.numAffectedRows === 0n) return false;
  await saveMemberships(tx, row);
  return true;
}

export async function updateStaff(tx: Tx, row: StaffRow): Promise<void> {
  await sql`update staff set name = ${row.name}, email = ${row.email}, role = ${row.role}, lang = ${row.lang}, all_shops = ${row.allShops},
    password = ${row.password}, failed = ${row.failed}, locked_until = ${row.lockedUntil}, present = ${row.present}, active = ${row.active}
    where id = ${row.id}`.execute(tx);
}

export async function saveMemberships(tx: Tx, row: { id: string; shopIds: readonly string[]; teamIds: readonly string[] }): Promise<void> {
  await sql`delete from staff_shops where staff_id = ${row.id}`.execute(tx);
  await sql`delete from staff_teams where staff_id = ${row.id}`.execute(tx);
  await sql`insert into staff_shops (staff_id, shop_id) select ${row.id}, x from unnest(${[...row.shopIds]}::uuid[]) x on conflict do nothing`.execute(
    tx,
  );
  await sql`insert into staff_teams (staff_id, team_id) select ${row.id}, x from unnest(${[...row.teamIds]}::uuid[]) x on conflict do nothing`.execute(
    tx,
  );
}

export async function saveTries(tx: Tx, id: string, failed: number, lockedUntil: Date | null): Promise<void> {
  await sql`update staff set failed = ${failed}, locked_until = ${lockedUntil} where id = ${id}`.execute(tx);
}

/** A member of staff without sign-in particulars: for assigning, mentioning and naming. */
export interface ColleagueRow {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly present: boolean;
  readonly allShops: boolean;
  readonly shopIds: string[];
  readonly teamIds: string[];
}

/** Active people who share a shop with these. */
export async function colleaguesIn(on: Reader, shopIds: readonly string[] | 'all'): Promise<ColleagueRow[]> {
  const where =
    shopIds === 'all'
      ? sql`true`
      : sql`(s.all_shops or exists (select from staff_shops x where x.staff_id = s.id and x.shop_id = any(${[...shopIds]}::uuid[])))`;
  return all(sql<ColleagueRow>`select ${colleagueColumns} from staff s where s.active and ${where} order by s.name, s.id`, on);
}

/** Names by id, of former staff too; an unknown id is left out. */
export async function namesOf(on: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await all(sql<{ id: string; name: string }>`select id, name from staff where id = any(${[...new Set(ids)]}::uuid[])`, on);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Ids among these that are no shop (or team), so that a refusal can name them. */
export async function unknownShops(on: Reader, ids: readonly string[]): Promise<string[]> {
  const rows = await all(
    sql<{ id: string }>`select x::text as id from unnest(${[...ids]}::uuid[]) x where not exists (select from shops where id = x)`,
    on,
  );
  return rows.map((row) => row.id);
}

export async function unknownTeams(on: Reader, ids: readonly string[]): Promise<string[]> {
  const rows = await all(
    sql<{ id: string }>`select x::text as id from unnest(${[...ids]}::uuid[]) x where not exists (select from teams where id = x)`,
    on,
  );
  return rows.map((row) => row.id);
}

/** Active administrators but for this one; the last one is never switched off. */
export async function otherAdministrators(tx: Tx, id: string): Promise<number> {
  const rows = await all(sql`select id from staff where role = 'administrator' and active and id <> ${id} order by id for update`, tx);
  return rows.length;
}

export async function shopNames(
  on: Reader,
  ids: readonly string[] | 'all',
): Promise<{ id: string; code: string; name: string; nameEn: string }[]> {
  const which = ids === 'all' ? sql`true` : sql`id = any(${[...ids]}::uuid[])`;
  return all(sql`select id, code, name, name_en as "nameEn" from shops where active and ${which} order by code`, on);
}

/** A team, named in both languages. */
export interface TeamRow {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
}

/** All teams, by name. */
export async function listTeams(on: Reader): Promise<TeamRow[]> {
  return all(sql<TeamRow>`select id, name, name_en as "nameEn" from teams order by name`, on);
}

/** Makes or renames a team; false when another team has the name. */
export async function saveTeam(tx: Tx, row: TeamRow): Promise<boolean> {
  const taken = await one(sql`select id from teams where name = ${row.name} and id <> ${row.id}`, tx);
  if (taken) return false;
  await sql`insert into teams (id, name, name_en) values (${row.id}, ${row.name}, ${row.nameEn})
    on conflict (id) do update set name = excluded.name, name_en = excluded.name_en`.execute(tx);
  return true;
}
