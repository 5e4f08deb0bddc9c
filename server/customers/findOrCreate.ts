import type { Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { writeEvents } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import { customerById, insertCustomer, insertHandle, lockHandles, personWithAny, saveHandle, updateCustomer } from './customersStore.ts';
import { type Handle, type HandleKind, recognises, type TidyHandle, tidyHandle } from './handles.ts';

/** What says most about who somebody is comes first. */
const strength: readonly HandleKind[] = ['buyer-id', 'phone', 'email', 'nick', 'virtual-phone'];

/** Who reported, as far as is known. */
export interface Contact {
  readonly name: string | null;
  readonly lang: Lang;
  readonly handles: readonly Handle[];
  /** Channel on which results are told (TA-1); `portal` when absent. */
  readonly preferred?: string;
}

/**
 * The person behind a contact: known by any handle, else made (IN-2, IN-7). New handles are added to a known person; a name
 * is filled in, never overwritten. Two people who turn out to be one are merged by hand, not here.
 */
export async function findOrCreateCustomer(command: Command, contact: Contact): Promise<{ customerId: string; created: boolean }> {
  const handles = contact.handles.map(tidyHandle).filter((handle) => handle.value !== '');
  const telling = handles
    .filter((handle) => recognises(handle, command.now))
    .sort((a, b) => strength.indexOf(a.kind) - strength.indexOf(b.kind));
  await lockHandles(command.tx, telling);
  const known = await personWithAny(command.tx, telling, command.now);
  const customerId = known ?? newId();
  if (known === undefined) {
    await insertCustomer(command, { id: customerId, name: contact.name, lang: contact.lang, preferred: contact.preferred ?? 'portal' });
    await writeEvents(command, [{ kind: 'customer.added', data: { customerId } }]);
    await addHandles(command, customerId, handles);
  } else {
    await fillIn(command, known, contact);
    for (const handle of handles) await saveHandle(command, customerId, handle);
  }
  return { customerId, created: known === undefined };
}

/** A handle that was given twice (by the order and by the person) is added once, and what the second adds is kept. */
async function addHandles(command: Command, customerId: string, handles: readonly TidyHandle[]): Promise<void> {
  const added = new Set<string>();
  for (const each of handles) {
    const key = [each.kind, each.platform, each.value, each.extension ?? ''].join('\n');
    await (added.has(key) ? saveHandle(command, customerId, each) : insertHandle(command, customerId, each));
    added.add(key);
  }
}

async function fillIn(command: Command, id: string, contact: Contact): Promise<void> {
  const row = await customerById(command.tx, id);
  if (!row || (row.name !== null && contact.preferred === undefined)) return;
  await updateCustomer(command.tx, { ...row, name: row.name ?? contact.name, preferred: contact.preferred ?? row.preferred });
}
