import type { ContactFacts } from '#commerce/contract.ts';
import { addHandle, customerById, faultOf, findOrCreateCustomer, type Handle, handlesOf } from '#customers/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Place } from './findOrder.ts';
import type { Registration } from './wire.ts';

/** The order's contact as handles: what the platform gives and isn't masked (OR-5). */
export function handlesOfOrder(contact: ContactFacts | undefined, platform: string): Handle[] {
  if (!contact) return [];
  const handles: Handle[] = [];
  if (contact.buyerId) handles.push({ kind: 'buyer-id', value: contact.buyerId, platform });
  if (contact.nick && !contact.nick.includes('*')) handles.push({ kind: 'nick', value: contact.nick, platform });
  if (contact.phone && contact.phoneKind === 'real') handles.push({ kind: 'phone', value: contact.phone });
  if (contact.phone && contact.phoneKind === 'virtual')
    handles.push({ kind: 'virtual-phone', value: contact.phone, extension: contact.extension, expiresAt: contact.phoneExpiresAt });
  return handles;
}

/** What the complainant gave: handles, and the two contact fields as typed, with the hours that suit (IN-2). */
export function handlesGiven(given: Registration, platform: string): Handle[] {
  const hours = typeof given.fields['contactHours'] === 'string' ? given.fields['contactHours'] : null;
  const typed = [given.fields['contact'], given.fields['secondContact']].map((text, at) =>
    typeof text === 'string' && text !== '' ? [{ ...handleOf(text, platform), second: at === 1 }] : [],
  );
  const told: Handle[] = given.handles.map((each) => ({
    kind: each.kind,
    value: each.value,
    platform,
    ...(each.extension ? { extension: each.extension } : {}),
  }));
  return [...told, ...typed.flat()].map((handle) => ({ ...handle, ...(hours ? { hours } : {}) }));
}

/** The person who reports, with what is known and need not be asked again (IN-7). */
export interface Reporter {
  readonly customerId: string;
  readonly name: string | null;
  readonly contact: string | null;
}

/** The person who reports: named by id, known by a handle, or new. Refuses `wrong-phone`, `wrong-email`, and `not-found` for an id that is nobody's. */
export async function whoReports(
  command: Command,
  given: Registration,
  { shop, order }: Pick<Place, 'shop' | 'order'>,
): Promise<Result<Reporter>> {
  for (const [at, handle] of given.handles.entries()) {
    const fault = faultOf(handle);
    if (fault) return refuse(fault, { field: `handles.${at}.value` });
  }
  const contact = order?.contact ?? undefined;
  const own = handlesGiven(given, shop.platform);
  const name = given.fields['contactName'];
  const named = typeof name === 'string' && name !== '' ? name : null;
  if (given.customerId) return knownPerson(command, given.customerId, own);
  const handles = [...handlesOfOrder(contact, shop.platform), ...own];
  const found = await findOrCreateCustomer(command, { name: named ?? contact?.receiver ?? null, lang: given.lang ?? shop.lang, handles });
  const before = found.created || named ? undefined : await customerById(command.tx, found.customerId);
  return ok({
    customerId: found.customerId,
    name: before?.name ?? contact?.receiver ?? contact?.nick ?? null,
    contact: contact?.phone ?? contact?.nick ?? handles[0]?.value ?? null,
  });
}

async function knownPerson(command: Command, customerId: string, own: readonly Handle[]): Promise<Result<Reporter>> {
  const person = await customerById(command.tx, customerId);
  if (!person) return refuse('not-found', { field: 'customerId' });
  for (const handle of own) {
    const added = await addHandle(command, customerId, handle);
    if (!added.ok) return added;
  }
  const [first] = await handlesOf(command.tx, person.id);
  return ok({ customerId: person.id, name: person.name, contact: first?.value ?? null });
}

function handleOf(text: string, platform: string): Handle {
  if (text.includes('@')) return { kind: 'email', value: text };
  if (/^[+\d][\d\s()-]{5,}(转\d{1,6})?$/.test(text.trim())) {
    const isVirtual = /^1\d{10}\s*(-|转)\s*\d{1,6}$/.test(text.trim());
    return { kind: isVirtual ? 'virtual-phone' : 'phone', value: text };
  }
  return { kind: 'nick', value: text, platform };
}
