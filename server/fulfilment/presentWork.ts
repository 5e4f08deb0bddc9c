import type { Actor, Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { listCarriers } from '#commerce/contract.ts';
import { isChangeable, parcelsOfTask } from './askParty.ts';
import { inquiryKinds } from './kindWork.ts';
import { presentTasks } from './presentTask.ts';
import type { TaskRow } from './tasksStore.ts';
import type { WorkView } from './wire.ts';
import { groupOf } from './workStore.ts';

/** Rows of the work board; those that ask a carrier come with the order's parcels as they stand (FU-3). */
export async function presentWork(
  on: Reader,
  rows: readonly (TaskRow & { dueAt: Date })[],
  reading: { actor: Actor; lang: Lang; carrierApi: boolean },
): Promise<WorkView[]> {
  const views = await presentTasks(on, rows, reading);
  const carriers = rows.some((row) => inquiryKinds.includes(row.kind)) ? await listCarriers(on) : [];
  return Promise.all(
    rows.map(async (row, i): Promise<WorkView> => {
      const view = views[i];
      if (!view) throw new Error(`task ${row.key} was not presented`);
      const parcels = inquiryKinds.includes(row.kind) ? await parcelsOfTask(on, row) : [];
      return {
        ...view,
        group: groupOf(row.kind),
        dueAt: row.dueAt.toISOString(),
        carrierApi: reading.carrierApi,
        parcels: parcels.map((parcel) => {
          const carrier = carriers.find((each) => each.id === parcel.carrierId);
          return {
            waybill: parcel.waybill,
            carrier: (reading.lang === 'zh' ? carrier?.name : carrier?.nameEn) ?? parcel.carrierName,
            state: parcel.state,
            changeable: isChangeable(parcel),
            scanAt: parcel.scanAt?.toISOString() ?? null,
            scanText: parcel.scanText,
            scanPlace: parcel.scanPlace,
          };
        }),
      };
    }),
  );
}
