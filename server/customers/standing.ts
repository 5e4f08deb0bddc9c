import { day } from '#platform/clock.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { customerById } from './customersStore.ts';
import { insertStanding, lockStanding, recoveryOf, saveRecovery, standingOf, standingRows } from './standingStore.ts';
import type { CodStanding, Recovery, StandingAnswer } from './standingWire.ts';

/** What somebody or something wants of a person's standing for cash on delivery. */
export interface StandingChange {
  readonly customerId: string;
  readonly change: 'warn' | 'limit' | 'lift';
  readonly because: 'case' | 'by-hand' | 'recovered';
  readonly caseId?: string;
  readonly why?: string;
}

const leadsTo: Readonly<Record<StandingChange['change'], CodStanding>> = { warn: 'warned', limit: 'limited', lift: 'good' };

/**
 * Changes where a person stands for cash on delivery (RE-6): a row of its own and an event. A warning never softens a limit, and
 * what is so already changes nothing. Answers whether anything changed.
 */
export async function changeStanding(command: Command, given: StandingChange): Promise<boolean> {
  const person = await customerById(command.tx, given.customerId);
  if (!person) return false;
  await lockStanding(command, person.id);
  const before = await standingOf(command.tx, person.id);
  const standing = leadsTo[given.change];
  if (standing === before || (given.change === 'warn' && before === 'limited')) return false;
  await insertStanding(command, {
    customerId: person.id,
    standing,
    because: given.because,
    caseId: given.caseId ?? null,
    why: given.why ?? null,
  });
  await writeEvents(command, [
    {
      kind: 'customer.standing-changed',
      ...(given.caseId ? { caseId: given.caseId } : {}),
      data: { customerId: person.id, standing, before, because: given.because },
    },
  ]);
  return true;
}

/** The same by a person who answers for it. Refuses `not-found`. */
export async function changeStandingByHand(
  command: Command,
  customerId: string,
  given: { change: StandingChange['change']; why: string },
): Promise<Result<StandingAnswer>> {
  await changeStanding(command, { customerId, because: 'by-hand', ...given });
  return presentStanding(command.tx, customerId);
}

/** Where a person stands and how it came about. Refuses `not-found`. */
export async function presentStanding(on: Reader, customerId: string): Promise<Result<StandingAnswer>> {
  const person = await customerById(on, customerId);
  if (!person) return refuse('not-found');
  const [rows, recovery] = await Promise.all([standingRows(on, person.id), recoveryOf(on)]);
  const newest = rows[0];
  const standing = newest?.standing ?? 'good';
  return ok({
    customerId: person.id,
    standing,
    since: newest?.at.toISOString() ?? null,
    liftsAt: newest && standing !== 'good' ? new Date(newest.at.getTime() + recovery.days * day).toISOString() : null,
    recovery,
    history: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
  });
}

export async function setRecovery(command: Command, value: Recovery): Promise<Result<Recovery>> {
  await saveRecovery(command, value);
  await writeEvents(command, [{ kind: 'standing-recovery.changed', data: { orders: value.orders, days: value.days } }]);
  return ok(value);
}
