import { z } from 'zod';
import { one, type Reader, sql } from '#platform/db.ts';
import { defaultPace, type Pace } from './plan.ts';

const pace = z.object({
  shipWithinHours: z.int().min(1).max(720).default(defaultPace.shipWithinHours),
  carrierDays: z.int().min(1).max(60).default(defaultPace.carrierDays),
  freightFen: z.int().min(0).default(defaultPace.freightFen),
});

/** The setting `fulfilment`: how fast resends go out and travel, and what a shipment costs. */
export async function paceOf(on: Reader): Promise<Pace> {
  const row = await one(sql<{ value: unknown }>`select value from settings where key = 'fulfilment'`, on);
  return pace.parse(row?.value ?? {});
}
