import { askTracking, trackingPause } from '#commerce/contract.ts';
import { systemActor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import type { House } from '#platform/module.ts';
import { parcelsToRefresh } from './proofStore.ts';

/** Asked for at once; the source is paid by the question. */
const atOnce = 20;

/** Parcels of open cases are asked for again, each at most every 30 minutes (IV-4). Answers how many were. */
export async function refreshTracking(house: House): Promise<number> {
  if (!house.config.tracking) return 0;
  const now = house.clock.now();
  let asked = 0;
  for (const parcelId of await parcelsToRefresh(house.db, new Date(now.getTime() - trackingPause), atOnce)) {
    const taken = await inTransaction(house.db, (tx) =>
      askTracking({ tx, now, actor: systemActor, cause: 'sweep:tracking' }, house, parcelId),
    );
    if (taken.ok) asked += 1;
  }
  if (asked > 0) house.wake();
  return asked;
}
