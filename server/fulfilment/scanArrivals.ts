import { systemActor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import type { House } from '#platform/module.ts';
import { arriveResend } from './endResend.ts';
import { arrivedByScan } from './taskListStore.ts';

/** Goods whose parcel the imports say was signed for have arrived, without anybody saying so (FU-6). Answers how many. */
export async function scanArrivals(house: House): Promise<number> {
  const signed = await arrivedByScan(house.db, 100);
  for (const { id } of signed) {
    const moved = await inTransaction(house.db, (tx) =>
      arriveResend({ tx, now: house.clock.now(), actor: systemActor, cause: 'sweep:arrivals' }, id),
    );
    if (!moved.ok) throw new Error(`arrival of ${id}: ${moved.refused.code}`);
  }
  if (signed.length > 0) house.wake();
  return signed.length;
}
