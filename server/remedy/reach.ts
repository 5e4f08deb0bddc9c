import { calendarOf } from '#case/contract.ts';
import type { Actor } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { instantOf, localDayOf } from '#platform/localTime.ts';
import { reachOf } from './authorityStore.ts';
import type { Reach } from './limits.ts';

/** How far somebody may go on a case at this moment; a day is the shop's (RE-7). */
export async function reachNow(
  on: Reader,
  actor: Actor,
  theCase: { readonly id: string; readonly shopId: string },
  now: Date,
): Promise<Reach> {
  const { zone } = await calendarOf(on, theCase.shopId);
  return reachOf(on, actor, theCase, instantOf(localDayOf(now, zone), '00:00', zone));
}
