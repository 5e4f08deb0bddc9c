import type { Command } from '#platform/command.ts';
import { jsonb, one, type Reader, sql } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { customerById, writeAccess } from './customersStore.ts';
import type { Retention } from './retentionWire.ts';

/** How long a person's data is kept after the last case of theirs ended, in days; null: until somebody erases it. */
export async function retentionOf(on: Reader): Promise<Retention> {
  const row = await one(sql<{ value: Retention }>`select value from settings where key = 'retention'`, on);
  return row?.value ?? { customerDays: null };
}

export async function setRetention(command: Command, retention: Retention): Promise<Result<Retention>> {
  await save(command, 'retention', retention);
  await writeEvents(command, [{ kind: 'retention.changed', data: { customerDays: retention.customerDays } }]);
  return ok(retention);
}

/** Puts a person's data on legal hold, or lifts it: while it lasts neither a person nor a rule erases it. Refuses `not-found`. */
export async function holdCustomer(
  command: Command,
  id: string,
  given: { held: boolean; why: string },
): Promise<Result<{ held: boolean }>> {
  const row = await customerById(command.tx, id);
  if (!row) return refuse('not-found');
  const held = await heldCustomers(command.tx);
  await save(command, 'legal-hold', given.held ? [...new Set([...held, row.id])] : held.filter((each) => each !== row.id));
  await writeAccess(command, { act: given.held ? 'hold' : 'release', subject: 'customer', subjectId: row.id, why: given.why });
  await writeEvents(command, [{ kind: given.held ? 'customer.held' : 'customer.released', data: { customerId: row.id } }]);
  return ok({ held: given.held });
}

/** The people whose data is on legal hold. */
export async function heldCustomers(on: Reader): Promise<readonly string[]> {
  return (await one(sql<{ value: string[] }>`select value from settings where key = 'legal-hold'`, on))?.value ?? [];
}

async function save(command: Command, key: string, value: unknown): Promise<void> {
  await sql`insert into settings (key, value, changed_at, changed_by) values (${key}, ${jsonb(value)}, ${command.now}, ${`${command.actor.kind}:${command.actor.id}`})
    on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(
    command.tx,
  );
}
