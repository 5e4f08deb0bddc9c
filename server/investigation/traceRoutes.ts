import { readCase } from '#case/contract.ts';
import { carrierById, listCarriers } from '#commerce/contract.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok, refuse } from '#platform/result.ts';
import { tracedParcels } from './confirmLost.ts';
import { daysWithoutScan, lostByTerms } from './trace.ts';
import { lostOf, saveTerms, termsOf } from './traceStore.ts';
import { traceRoutes as wire } from './traceWire.ts';

export const traceRoutes: readonly Route[] = [
  read(wire.trace, async ({ db, actor, params, now }) => {
    const found = await readCase(db, actor, params.caseId);
    if (!found.ok) return found;
    const lost = await lostOf(db, found.value.id);
    const parcels = await tracedParcels(db, found.value.orderId, now);
    return ok({
      items: parcels.map((parcel) => {
        const confirmed = lost.find((row) => row.parcelId === parcel.id);
        const { lostAfterDays, sourceZh, sourceEn, verified } = parcel.terms ?? {
          lostAfterDays: 0,
          sourceZh: '',
          sourceEn: '',
          verified: false,
        };
        return {
          id: parcel.id,
          waybill: parcel.waybill,
          state: parcel.state,
          scanAt: parcel.scanAt?.toISOString() ?? null,
          daysWithoutScan: daysWithoutScan(parcel, now),
          terms: parcel.terms ? { lostAfterDays, sourceZh, sourceEn, verified } : null,
          lostByTerms: lostByTerms(parcel, now),
          confirmed: confirmed
            ? { basis: confirmed.basis, days: confirmed.days, source: confirmed.source, at: confirmed.at.toISOString() }
            : null,
        };
      }),
    });
  }),
  read(wire.terms, async ({ db, now }) => {
    const carriers = new Map((await listCarriers(db)).map((carrier) => [carrier.id, carrier]));
    const rows = await termsOf(db, [...carriers.keys()], now);
    return ok({
      items: rows.map((row) => ({
        ...row,
        code: carriers.get(row.carrierId)?.code ?? '',
        name: carriers.get(row.carrierId)?.name ?? '',
        changedAt: row.changedAt.toISOString(),
      })),
    });
  }),
  command(wire.putTerms, async (asked) => {
    if (!(await carrierById(asked.tx, asked.params.carrierId))) return refuse('not-found');
    await saveTerms(asked, asked.params.carrierId, asked.body);
    return ok({ ...asked.body, carrierId: asked.params.carrierId });
  }),
];
