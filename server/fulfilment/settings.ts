import { z } from 'zod';
import { one, type Reader, sql } from '#platform/db.ts';
import { defaultPace, type Pace } from './taskKind.ts';

const pace = z.object({
  shipWithinHours: z.int().min(1).max(720).default(defaultPace.shipWithinHours),
  carrierDays: z.int().min(1).max(60).default(defaultPace.carrierDays),
  freightFen: z.int().min(0).default(defaultPace.freightFen),
  pickUpWithinHours: z.int().min(1).max(240).default(defaultPace.pickUpWithinHours),
});

/** The setting `fulfilment`: how fast goods go out and travel, what a shipment costs, and how soon a warehouse takes over what it was sent. */
export async function paceOf(on: Reader): Promise<Pace> {
  const row = await one(sql<{ value: unknown }>`select value from settings where key = 'fulfilment'`, on);
  return pace.parse(row?.value ?? {});
}

/** Freight of goods that a customer sends instead of a pickup, at most (FU-10): the setting `fulfilment`, `returnFreightMostFen`; 示例: ¥20. Fen. */
export async function returnFreightMost(on: Reader): Promise<number> {
  const row = await one(
    sql<{ fen: string | null }>`select value ->> 'returnFreightMostFen' as fen from settings where key = 'fulfilment'`,
    on,
  );
  return z.coerce
    .number()
    .int()
    .min(0)
    .catch(2_000)
    .parse(row?.fen ?? undefined);
}
