import type { Command } from '#platform/command.ts';
import { all, jsonb, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { type CodStanding, type Recovery, recovery, type standingReasons } from './standingWire.ts';

export interface StandingRow {
  readonly standing: CodStanding;
  readonly because: (typeof standingReasons)[number];
  readonly caseId: string | null;
  readonly why: string | null;
  readonly by: string | null;
  readonly at: Date;
}

/** Every change of a person's standing, the newest first. */
export function standingRows(on: Reader, customerId: string): Promise<StandingRow[]> {
  return all(
    sql<StandingRow>`select s.standing, s.because, s.case_id as "caseId", s.why, p.name as by, s.at from cod_standings s
      left join staff p on s.by_kind = 'staff' and p.id::text = s.by_id where s.customer_id = ${customerId} order by s.at desc, s.id desc limit 100`,
    on,
  );
}

/** The standing of today; somebody of whom nothing was ever said is good. */
export async function standingOf(on: Reader, customerId: string): Promise<CodStanding> {
  const row = await one(
    sql<{
      standing: CodStanding;
    }>`select standing from cod_standings where customer_id = ${customerId} order by at desc, id desc limit 1`,
    on,
  );
  return row?.standing ?? 'good';
}

/** Two changes of one person in the same moment come one after the other. */
export async function lockStanding(command: Command, customerId: string): Promise<void> {
  await sql`select id from customers where id = ${customerId} for update`.execute(command.tx);
}

export async function insertStanding(
  command: Command,
  row: { customerId: string; standing: CodStanding; because: StandingRow['because']; caseId: string | null; why: string | null },
): Promise<void> {
  await sql`insert into cod_standings (id, customer_id, standing, because, case_id, why, by_kind, by_id, at)
    values (${newId()}, ${row.customerId}, ${row.standing}, ${row.because}, ${row.caseId}, ${row.why}, ${command.actor.kind}, ${command.actor.id}, ${command.now})`.execute(
    command.tx,
  );
}

/** What somebody wrote about a person who was erased by law. */
export async function blankStandings(command: Command, customerId: string): Promise<void> {
  await sql`update cod_standings set why = null where customer_id = ${customerId}`.execute(command.tx);
}

/**
 * The strictest standing of anybody known by what an order says of its buyer: buyer id or nick on that platform, or the real
 * phone. Good when nobody is.
 */
export async function standingOfBuyer(
  on: Reader,
  buyer: { platform: string; buyerId: string | null; nick: string | null; phone: string | null },
): Promise<CodStanding> {
  const rows = await all(
    sql<{ standing: CodStanding }>`select latest.standing from customer_handles h
      cross join lateral (select s.standing from cod_standings s where s.customer_id = h.customer_id order by s.at desc, s.id desc limit 1) latest
      where (h.kind = 'buyer-id' and h.platform = ${buyer.platform} and h.value = ${buyer.buyerId})
        or (h.kind = 'nick' and h.platform = ${buyer.platform} and h.value = ${buyer.nick})
        or (h.kind = 'phone' and h.value = ${buyer.phone})`,
    on,
  );
  const found = rows.map((row) => row.standing);
  return found.includes('limited') ? 'limited' : found.includes('warned') ? 'warned' : 'good';
}

const key = 'cod-standing';
const usual: Recovery = { orders: 3, days: 180 };

export async function recoveryOf(on: Reader): Promise<Recovery> {
  const row = await one(sql<{ value: unknown }>`select value from settings where key = ${key}`, on);
  return row ? recovery.parse(row.value) : usual;
}

export async function saveRecovery(command: Command, value: Recovery): Promise<void> {
  await sql`insert into settings (key, value, changed_at, changed_by) values (${key}, ${jsonb(value)}, ${command.now}, ${`${command.actor.kind}:${command.actor.id}`})
    on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(
    command.tx,
  );
}
