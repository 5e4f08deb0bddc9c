import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { insertPoints, pointsEntry, sumOfPoints } from './customersStore.ts';

/**
 * Grants (or, below 0, takes back) points exactly once per key (FU-5); a repeat changes nothing and answers `granted: false`.
 * The same key for another person or number is a bug and throws.
 */
export async function grantPoints(
  command: Command,
  grant: { customerId: string; points: number; key: string; caseId: string | null },
): Promise<{ granted: boolean; balance: number }> {
  const granted = await insertPoints(command, grant);
  if (granted) {
    const caseId = grant.caseId === null ? {} : { caseId: grant.caseId };
    await writeEvents(command, [
      { kind: 'customer.points-granted', ...caseId, data: { customerId: grant.customerId, points: grant.points } },
    ]);
  } else {
    const before = await pointsEntry(command.tx, grant.key);
    if (before?.customerId !== grant.customerId || before.points !== grant.points)
      throw new Error(`points key ${grant.key} was used for another grant`);
  }
  return { granted, balance: await sumOfPoints(command.tx, grant.customerId) };
}

/** A person's points now. */
export async function pointsBalance(on: Reader, customerId: string): Promise<number> {
  return sumOfPoints(on, customerId);
}
