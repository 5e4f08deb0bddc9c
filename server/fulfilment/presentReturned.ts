import type { Actor } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { may } from '#staff/contract.ts';
import { type ArrivalRow, arrivalsOf } from './arrivalStore.ts';
import { candidatesFor } from './returnedMatch.ts';
import { inspectionsOf, type ReturnedRow, type SoughtRow } from './returnedStore.ts';
import { lookedFor, toBeFetched } from './returnedStates.ts';
import type { ArrivalView, ReturnedView } from './returnedWire.ts';

/** Rows of the board with what their reader may do. */
export async function presentReturned(on: Reader, rows: readonly ReturnedRow[], actor: Actor): Promise<ReturnedView[]> {
  const ids = rows.map((row) => row.id);
  const inspections = new Map((await inspectionsOf(on, ids)).map((each) => [each.returnedId, each]));
  const photos = new Map((await arrivalsOf(on, ids)).map((each) => [each.returnedId, each.files]));
  const work = may(actor, 'fulfilment.work');
  return rows.map((row) => {
    const inspection = inspections.get(row.id);
    const open = lookedFor.includes(row.state);
    return {
      id: row.id,
      caseId: row.caseId,
      caseNumber: row.caseNumber,
      orderNo: row.orderNo,
      round: row.round,
      wayBack: row.wayBack,
      goods: row.goods.map(({ code, name, quantity }) => ({ code, name, quantity })),
      state: row.state,
      dueAt: row.dueAt.toISOString(),
      carrier: row.carrierName,
      waybill: row.waybill,
      pickup: row.pickupAt ? { from: row.pickupAt.toISOString(), until: row.pickupUntil?.toISOString() ?? null } : null,
      missed: { times: row.pickupFails, why: row.pickupWhy, wish: row.pickupWish },
      receivedAt: row.receivedAt?.toISOString() ?? null,
      weightG: row.weightG,
      inspection: inspection
        ? {
            grade: inspection.grade,
            lines: [...inspection.lines],
            note: inspection.note,
            by: inspection.by,
            at: inspection.at.toISOString(),
          }
        : null,
      freight: { mostFen: row.freightMostFen, laidOutFen: row.freightFen, paidFen: row.freightPaidFen },
      photos: [...(photos.get(row.id) ?? [])],
      may: [
        ...(work && toBeFetched(row) ? (['book', 'own-shipment'] as const) : []),
        ...(work && toBeFetched(row) && row.pickupAt !== null ? (['miss'] as const) : []),
        ...(work && open ? (['announce', 'give-up'] as const) : []),
        ...(work && row.state === 'received' ? (['inspect'] as const) : []),
        ...(may(actor, 'fulfilment.recall') && row.freightMostFen > 0 && row.freightFen === null ? (['freight'] as const) : []),
      ],
    };
  });
}

/** Unmatched arrivals, each with who could have sent it. */
export function presentArrivals(rows: readonly ArrivalRow[], sought: readonly SoughtRow[]): ArrivalView[] {
  const known = new Map(sought.map((each) => [each.id, each]));
  return rows.map((row) => ({
    id: row.id,
    shopId: row.shopId,
    waybill: row.waybill,
    carrier: row.carrierName,
    phoneTail: row.phoneTail,
    words: row.words,
    weightG: row.weightG,
    photos: [...row.files],
    state: row.state,
    at: row.at.toISOString(),
    by: row.by,
    candidates: candidatesFor(row, sought)
      .slice(0, 5)
      .map(({ id, by }) => {
        const each = known.get(id);
        return {
          returnedId: id,
          caseNumber: each?.caseNumber ?? '',
          orderNo: each?.orderNo ?? null,
          goods: each?.goods[0] ?? '',
          by: [...by],
        };
      }),
  }));
}
