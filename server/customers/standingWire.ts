import { z } from 'zod';
import { id, instant, route, someText } from '#platform/wire.ts';

const words = (zh: string, en: string) => ({ zh, en });

/** Standings for cash on delivery (RE-6): free, told that it may be limited, limited. */
export const codStandings = ['good', 'warned', 'limited'] as const;
/** Where a person stands for cash on delivery. */
export type CodStanding = (typeof codStandings)[number];
/** What changed it: a step of a case, a person, or credit that recovered. */
export const standingReasons = ['case', 'by-hand', 'recovered'] as const;

/** When credit has recovered: after so many cash-on-delivery orders that were accepted, or after so many days. */
export const recovery = z.object({ orders: z.int().min(1).max(50), days: z.int().min(1).max(3650) });
export type Recovery = z.output<typeof recovery>;

export const standingAnswer = z.object({
  customerId: id,
  standing: z.enum(codStandings),
  /** Since when; null: it never was anything else. */
  since: instant.nullable(),
  /** When it becomes good by itself at the latest; null when it is. */
  liftsAt: instant.nullable(),
  recovery,
  history: z.array(
    z.object({
      standing: z.enum(codStandings),
      because: z.enum(standingReasons),
      caseId: id.nullable(),
      why: z.string().nullable(),
      by: z.string().nullable(),
      at: instant,
    }),
  ),
});
/** A person's standing with its history. */
export type StandingAnswer = z.output<typeof standingAnswer>;

const params = z.object({ customerId: id });

export const readStandingRoute = route({
  method: 'GET',
  path: '/api/v1/customers/:customerId/standing',
  summary: words('货到付款信用及变更记录', 'Standing for cash on delivery, with its history'),
  permission: 'customer.read',
  params,
  answer: standingAnswer,
});
export const changeStandingRoute = route({
  method: 'POST',
  path: '/api/v1/customers/:customerId/standing',
  summary: words('提醒、限制或恢复货到付款', 'Warn about, limit or restore cash on delivery'),
  permission: 'standing.manage',
  params,
  body: z.object({ change: z.enum(['warn', 'limit', 'lift']), why: someText(200) }),
  answer: standingAnswer,
});
export const readRecoveryRoute = route({
  method: 'GET',
  path: '/api/v1/settings/cod-standing',
  summary: words('货到付款信用恢复条件', 'When credit for cash on delivery recovers'),
  permission: 'customer.read',
  answer: recovery,
});
export const setRecoveryRoute = route({
  method: 'PUT',
  path: '/api/v1/settings/cod-standing',
  summary: words('设置货到付款信用恢复条件', 'Set when credit for cash on delivery recovers'),
  permission: 'settings.manage',
  body: recovery,
  answer: recovery,
});
