import type { Actor, Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';

/** While `from` is away, `to` approves with their authority. */
export interface DelegationRow {
  readonly id: string;
  readonly fromId: string;
  readonly from: string;
  readonly toId: string;
  readonly to: string;
  readonly fromAt: Date;
  readonly untilAt: Date;
  readonly note: string;
}

const columns = sql`d.id, d.from_id as "fromId", f.name as from, d.to_id as "toId", t.name as to, d.from_at as "fromAt", d.until_at as "untilAt", d.note`;
const from = sql`approval_delegations d join staff f on f.id = d.from_id join staff t on t.id = d.to_id`;

/** Delegations that run or are to come, the nearest first. */
export function delegationsFrom(on: Reader, now: Date): Promise<DelegationRow[]> {
  return all(
    sql<DelegationRow>`select ${columns} from ${from} where d.ended_at is null and d.until_at > ${now} order by d.from_at, d.id limit 200`,
    on,
  );
}

export function delegationById(on: Reader, id: string): Promise<DelegationRow | undefined> {
  return one(sql<DelegationRow>`select ${columns} from ${from} where d.id = ${id} and d.ended_at is null`, on);
}

type StaffActor = Extract<Actor, { kind: 'staff' }>;

/** The absent people whose authority somebody holds in a shop at this moment, as actors. */
export async function actorsBehind(on: Reader, to: StaffActor, shopId: string, now: Date): Promise<StaffActor[]> {
  const rows = await all(
    sql<{
      id: string;
      role: string;
      lang: Lang;
    }>`select s.id, s.role, s.lang from approval_delegations d join staff s on s.id = d.from_id and s.active
      where d.to_id = ${to.id} and d.ended_at is null and d.from_at <= ${now} and d.until_at > ${now}
        and (s.all_shops or exists (select from staff_shops x where x.staff_id = s.id and x.shop_id = ${shopId}))`,
    on,
  );
  return rows.map(({ id, role, lang }) => ({ kind: 'staff', id, role, lang, shopIds: [shopId], teamIds: [], sessionId: '' }));
}

/** Who approves in a shop (null: anywhere), with what a letter needs. `roles`: those that may approve at all. */
export function approversIn(
  on: Reader,
  shopId: string | null,
  roles: readonly string[],
): Promise<{ id: string; name: string; role: string; lang: Lang; email: string | null }[]> {
  return all(
    sql<{
      id: string;
      name: string;
      role: string;
      lang: Lang;
      email: string | null;
    }>`select s.id, s.name, s.role, s.lang, s.email from staff s
      where s.active and s.role = any(${[...roles]}) and (${shopId}::uuid is null or s.all_shops or exists (select from staff_shops x where x.staff_id = s.id and x.shop_id = ${shopId})) order by s.id`,
    on,
  );
}

export function roleOfStaff(on: Reader, id: string): Promise<{ role: string } | undefined> {
  return one(sql<{ role: string }>`select role from staff where id = ${id} and active`, on);
}

export async function insertDelegation(
  command: Command,
  made: { fromId: string; toId: string; fromAt: Date; untilAt: Date; note: string },
): Promise<string> {
  const id = newId(command.now.getTime());
  await sql`insert into approval_delegations (id, from_id, to_id, from_at, until_at, note, made_at, made_by)
    values (${id}, ${made.fromId}, ${made.toId}, ${made.fromAt}, ${made.untilAt}, ${made.note}, ${command.now}, ${`${command.actor.kind}:${command.actor.id}`})`.execute(
    command.tx,
  );
  return id;
}

export async function endDelegation(command: Command, id: string): Promise<void> {
  await sql`update approval_delegations set ended_at = ${command.now} where id = ${id} and ended_at is null`.execute(command.tx);
}
