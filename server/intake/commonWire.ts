import { z } from 'zod';
import { id, instant, route } from '#platform/wire.ts';

/** What common complaints are measured by: days of price protection from the order, and what of a weight is no difference. */
export const commonSettings = z.object({
  /** Within so many days of the order a price drop is refunded; 0: never. */
  protectionDays: z.int().min(0).max(365).default(15),
  /** Kilograms that may be over or short. */
  toleranceKg: z.number().min(0).max(10).default(0.05),
  /** Or this share of what was ordered, per cent, if it is more; for goods sold by weight only. */
  tolerancePercent: z.number().min(0).max(20).default(1),
});
/** Settings of common complaints. */
export type CommonSettings = z.output<typeof commonSettings>;

/** What was paid for the goods of a case and what they cost today, fen; `nowFen` null: not on sale or unknown. */
const casePrices = z.object({
  lines: z.array(z.object({ title: z.string(), quantity: z.int(), paidFen: z.int(), nowFen: z.int().nullable(), dropFen: z.int() })),
  dropFen: z.int(),
  boughtAt: instant.nullable(),
  /** Until when a report was in time for the difference; null without an order. */
  protectedUntil: instant.nullable(),
  protectionDays: z.int(),
  /** Whether the case was reported in time. */
  inTime: z.boolean(),
});
/** Paid and current prices of a case. */
export type CasePrices = z.output<typeof casePrices>;

const words = (zh: string, en: string) => ({ zh, en });
export const commonSettingsRoutes = {
  read: route({
    method: 'GET',
    path: '/api/v1/settings/common-complaints',
    summary: words('常见投诉设置：价保天数、重量允差', 'Settings of common complaints: price protection, tolerance'),
    permission: 'case.read',
    answer: commonSettings,
  }),
  set: route({
    method: 'PUT',
    path: '/api/v1/settings/common-complaints',
    summary: words('修改常见投诉设置', 'Change the settings of common complaints'),
    permission: 'settings.manage',
    body: commonSettings,
    answer: commonSettings,
  }),
  prices: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/prices',
    summary: words('工单商品的实付价与现价', 'What was paid for the goods of a case, and what they cost today'),
    permission: 'case.read',
    params: z.object({ caseId: id }),
    answer: casePrices,
  }),
} as const;
