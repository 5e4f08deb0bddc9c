import { z } from 'zod';
import { id, route } from '#platform/wire.ts';
import { time } from './answerWire.ts';
import { parcelStates } from './givenWire.ts';

const words = (zh: string, en: string) => ({ zh, en });
const parcelPath = z.object({ parcelId: id });

export const trackingRoutes = {
  scans: route({
    method: 'GET',
    path: '/api/v1/parcels/:parcelId/scans',
    summary: words('包裹轨迹', 'Tracking of a parcel'),
    permission: 'order.read',
    params: parcelPath,
    answer: z.object({
      state: z.enum(parcelStates),
      /** The newest first. */
      items: z.array(z.object({ at: z.string(), place: z.string().nullable(), text: z.string() })),
      askedAt: time,
      /** When it may be asked for again; null: now. */
      nextAt: time,
      /** Why the last question brought nothing: a code of `trackingFaults`. */
      fault: z.string().nullable(),
      /** Whether a tracking source is set up. */
      live: z.boolean(),
    }),
  }),
  pull: route({
    method: 'POST',
    path: '/api/v1/parcels/:parcelId/pulls',
    summary: words('立即查询轨迹', 'Ask for the tracking now'),
    permission: 'investigation.ask',
    params: parcelPath,
    answer: z.object({ asked: z.literal(true), nextAt: z.string() }),
    limit: 60,
  }),
} as const;

/** The tracking source's callback. */
export const trackingFiles = { callback: '/partner/tracking/callback' } as const;
