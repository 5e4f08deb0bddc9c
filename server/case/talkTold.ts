import { systemActor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction, jsonb, sql } from '#platform/db.ts';
import type { StoredEvent } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import type { House } from '#platform/module.ts';
import type { Result } from '#platform/result.ts';
import type { Action } from '#staff/contract.ts';
import { customerTold } from './silence.ts';
import { playbookOf } from './playbooks.ts';
import { readCase, saveCase, type TheCase } from './theCase.ts';

/**
 * Locks a case without a new version. That a letter arrived changes nothing that anybody decides on: with a new version each
 * delivered mail would refuse the form that a customer has just opened.
 */
export async function holdCase(command: Command, id: string, action: Action = 'case.read'): Promise<Result<TheCase>> {
  await sql`select 1 from cases where id = ${id} for update`.execute(command.tx);
  return readCase(command.tx, command.actor, id, action);
}

/** The customer was told: meets the clocks that waited for it and starts the silence clock anew (CL-4, TA-9). The case is held or locked. */
export async function toldOf(
  command: Command,
  theCase: TheCase,
  messages: readonly (string | null)[],
  how: 'delivered' | 'attested' | 'called',
): Promise<void> {
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  for (const message of messages) await customerTold({ command, theCase, playbook }, { message, how });
  await saveCase(command, theCase);
}

/** A message was delivered by its channel, or seen on the portal. */
export function onDelivered(event: StoredEvent, house: House): Promise<void> {
  return inTransaction(house.db, async (tx) => {
    const command: Command = { tx, now: house.clock.now(), actor: systemActor, cause: `event:${event.id}` };
    if (event.caseId === null) return;
    const held = await holdCase(command, event.caseId);
    if (!held.ok) throw new Error(`a message was delivered for case ${event.caseId}, which is not there`);
    const template = event.data['template'];
    await toldOf(command, held.value, [typeof template === 'string' ? template : null], 'delivered');
  });
}

/** Tells the owner, or the leads, that a customer wrote or that a message could not be brought. */
export function noticeMessage(event: StoredEvent, house: House): Promise<void> {
  return inTransaction(house.db, async (tx) => {
    await sql`insert into notices (id, staff_id, role, case_id, kind, data, at)
      select ${newId()}, c.owner_id, case when c.owner_id is null then 'lead' end, c.id, ${event.kind}, ${jsonb({ message: event.data['message'] ?? null, event: event.id })}, ${house.clock.now()}
      from cases c where c.id = ${event.caseId}
        and not exists (select 1 from notices n where n.case_id = c.id and n.kind = ${event.kind} and n.data ->> 'event' = ${String(event.id)})`.execute(
      tx,
    );
  });
}
