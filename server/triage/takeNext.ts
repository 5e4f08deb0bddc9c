import { lockCase, type TheCase } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { takeCase } from './assign.ts';
import { candidates, claimOne } from './workStore.ts';

/** As many are looked at before the next page: colleagues who press the key at once hold one row each. */
const page = 25;
const longestSearch = 8;

/**
 * The next case for the caller (PE-6): first one of a buyer whose other case the caller has, then one that its customer hurried, then
 * the nearest clock among those that nobody has and that wait for us. Two callers never get the same: rows held by another are skipped. Null when
 * nothing is left. Refuses `only-staff`.
 */
export async function takeNext(command: Command): Promise<Result<TheCase | null>> {
  if (command.actor.kind !== 'staff') return refuse('only-staff');
  for (let pages = 0; pages < longestSearch; pages += 1) {
    const ids = await candidates(command, page, pages * page);
    if (ids.length === 0) return ok(null);
    const id = await claimOne(command, ids);
    if (!id) continue;
    const locked = await lockCase(command, id, null, 'case.take');
    return locked.ok ? takeCase(command, locked.value, 'next') : locked;
  }
  return ok(null);
}
