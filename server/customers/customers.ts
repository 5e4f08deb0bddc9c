import type { Actor, Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { maskName } from '#platform/text.ts';
import {
  blankCustomer,
  customerById,
  type CustomerRow,
  type HandleRow,
  handlesOf,
  saveHandle,
  sumOfPoints,
  updateCustomer,
  writeAccess,
} from './customersStore.ts';
import { faultOf, type Handle, maskHandle, tidyHandle } from './handles.ts';
import { heldCustomers } from './retention.ts';
import type { Customer, Revealed } from './wire.ts';

/** Whether an actor's action reaches a person: people have no shop, their cases have; so the case stage answers (main.ts wires it). */
export type ReachesCustomer = (on: Reader, actor: Actor, action: string, customerId: string) => Promise<boolean>;

/** The person with everything masked. Null: no such person. */
export async function presentCustomer(on: Reader, id: string, now: Date): Promise<Customer | null> {
  const row = await customerById(on, id);
  if (!row) return null;
  const handles = await handlesOf(on, row.id);
  return {
    id: row.id,
    name: row.name === null ? null : maskName(row.name),
    lang: row.lang,
    preferred: row.preferred,
    erased: row.erasedAt !== null,
    points: await sumOfPoints(on, row.id),
    handles: handles.map((handle) => ({ ...detailsOf(handle, now), shown: maskHandle(handle) })),
  };
}

/** Shows a person's name and handles in clear; each time is logged with its reason (OR-5). Refuses: not-found, customer-erased. */
export async function revealCustomer(command: Command, id: string, why: string): Promise<Result<Revealed>> {
  const known = await existing(command, id);
  if (!known.ok) return known;
  await writeAccess(command, { act: 'reveal', subject: 'customer', subjectId: known.value.id, why });
  const handles = await handlesOf(command.tx, known.value.id);
  return ok({
    id: known.value.id,
    name: known.value.name,
    handles: handles.map((handle) => ({ ...detailsOf(handle, command.now), shown: plainHandle(handle) })),
  });
}

/** Changes name, language or the channel on which results are told (TA-1). Refuses: not-found, customer-erased. */
export async function changeCustomer(
  command: Command,
  id: string,
  given: { name?: string | undefined; lang?: Lang | undefined; preferred?: string | undefined },
): Promise<Result<Customer>> {
  const known = await existing(command, id);
  if (!known.ok) return known;
  const { value: row } = known;
  await updateCustomer(command.tx, {
    id: row.id,
    name: given.name ?? row.name,
    lang: given.lang ?? row.lang,
    preferred: given.preferred ?? row.preferred,
  });
  await writeEvents(command, [{ kind: 'customer.changed', data: { customerId: row.id, fields: Object.keys(given) } }]);
  return shown(command, row.id);
}

/** Adds a way to reach the person (IN-2); one that is known stays once. Refuses: not-found, customer-erased, wrong-phone, wrong-email. */
export async function addHandle(command: Command, id: string, handle: Handle): Promise<Result<Customer>> {
  const fault = faultOf(handle);
  if (fault) return refuse(fault, { field: 'value' });
  const known = await existing(command, id);
  if (!known.ok) return known;
  const added = await saveHandle(command, known.value.id, tidyHandle(handle));
  if (added) await writeEvents(command, [{ kind: 'customer.handle-added', data: { customerId: known.value.id, handle: handle.kind } }]);
  return shown(command, known.value.id);
}

/** Erases the person by law: name and handles are blanked, points and events stay; other stages blank theirs on `customer.erased`. Refuses: not-found, legal-hold. */
export async function eraseCustomer(command: Command, id: string, why: string): Promise<Result<Record<string, never>>> {
  const row = await customerById(command.tx, id);
  if (!row) return refuse('not-found');
  if (row.erasedAt !== null) return ok({});
  if ((await heldCustomers(command.tx)).includes(row.id)) return refuse('legal-hold');
  await blankCustomer(command.tx, row.id, command.now);
  await writeAccess(command, { act: 'erase', subject: 'customer', subjectId: row.id, why });
  await writeEvents(command, [{ kind: 'customer.erased', data: { customerId: row.id } }]);
  return ok({});
}

async function existing(command: Command, id: string): Promise<Result<CustomerRow>> {
  const row = await customerById(command.tx, id);
  if (!row) return refuse('not-found');
  return row.erasedAt === null ? ok(row) : refuse('customer-erased');
}

async function shown(command: Command, id: string): Promise<Result<Customer>> {
  const customer = await presentCustomer(command.tx, id, command.now);
  return customer ? ok(customer) : refuse('not-found');
}

function detailsOf(handle: HandleRow, now: Date) {
  const { id, kind, platform, hours, second } = handle;
  return {
    id,
    kind,
    platform,
    hours,
    second,
    expiresAt: handle.expiresAt?.toISOString() ?? null,
    expired: handle.expiresAt !== null && handle.expiresAt <= now,
  };
}

function plainHandle(handle: HandleRow): string {
  return handle.extension === null ? handle.value : `${handle.value}-${handle.extension}`;
}
