import { loadFacts, type TheCase } from '#case/contract.ts';
import { orderForCase } from '#commerce/contract.ts';
import { day } from '#platform/clock.ts';
import type { Reader } from '#platform/db.ts';
import type { LiabilityFacts } from './byRule.ts';
import { historyOf } from './liabilityStore.ts';

/** How far back a warehouse's or carrier's history counts. */
const historyDays = 90;

/** What the rules look at, read for one case. */
export async function liabilityFacts(on: Reader, theCase: TheCase, now: Date): Promise<LiabilityFacts> {
  const facts = await loadFacts(on, theCase, ['partsValue', 'weightDiffers'], now);
  const parcels = theCase.orderId ? ((await orderForCase(on, theCase.orderId))?.parcels ?? []) : [];
  const warehouseId = onlyOne(parcels.map((parcel) => parcel.warehouseId));
  const carrierId = onlyOne(parcels.map((parcel) => parcel.carrierId));
  const since = new Date(now.getTime() - historyDays * day);
  const weighed = parcels.some((parcel) => parcel.weightG !== null && parcel.weightExpectedG !== null);
  return {
    problem: theCase.problem,
    // Not knowing the value must not let a rule decide alone.
    valueFen: typeof facts['partsValue'] === 'number' ? facts['partsValue'] : Number.MAX_SAFE_INTEGER,
    weight: facts['weightDiffers'] === true ? 'lighter' : weighed ? 'as-due' : 'unknown',
    scans: parcels.some((parcel) => parcel.state === 'problem' || parcel.state === 'returned' || parcel.state === 'lost')
      ? 'problem'
      : 'clean',
    warehouseId,
    carrierId,
    warehouseHistory: warehouseId === null ? 0 : await historyOf(on, 'warehouse', warehouseId, theCase.problem, since),
    carrierHistory: carrierId === null ? 0 : await historyOf(on, 'carrier', carrierId, theCase.problem, since),
  };
}

function onlyOne(ids: readonly (string | null)[]): string | null {
  const distinct = [...new Set(ids.filter((id) => id !== null))];
  return distinct.length === 1 ? (distinct[0] ?? null) : null;
}
