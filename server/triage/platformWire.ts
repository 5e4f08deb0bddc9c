import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { id, instant, route, someText } from '#platform/wire.ts';

/** Kinds of a platform's after-sale order. */
export const platformKinds = ['refund-unshipped', 'refund-only', 'return', 'exchange', 'reship', 'repair', 'platform-steps-in'] as const;
const platforms = z.enum(['taobao', 'pdd', 'douyin', 'jd', 'own', 'store']);
const words = (zh: string, en: string) => ({ zh, en });
const casePath = z.object({ caseId: id });

export const platformLimit = z.object({
  id,
  platform: platforms,
  kind: z.enum(platformKinds),
  /** From the application to the platform's own decision. */
  hours: z.int(),
  source: z.string(),
  /** False: an example that nobody has checked against the platform's page. */
  verified: z.boolean(),
  validFrom: instant,
  /** Whether it is the one that counts now. */
  inForce: z.boolean(),
});
export type PlatformLimit = z.output<typeof platformLimit>;

export const platformSale = z.object({
  id,
  number: z.string(),
  platform: z.string(),
  kind: z.enum(platformKinds),
  appliedAt: instant,
  dueAt: instant.nullable(),
  settledAt: instant.nullable(),
  source: z.string().nullable(),
  verified: z.boolean(),
});

export const platformRoutes = {
  limits: route({
    method: 'GET',
    path: '/api/v1/platform-limits',
    summary: words('平台售后时限', "Platforms' limits of after-sale orders"),
    permission: 'remedy.policy-read',
    answer: z.object({ items: z.array(platformLimit) }),
  }),
  addLimit: route({
    method: 'POST',
    path: '/api/v1/platform-limits',
    summary: words('设置平台售后时限', "Set a platform's limit"),
    permission: 'remedy.policy-edit',
    /** A limit is never changed: a further one counts from its date. */
    body: z.object({
      platform: platforms,
      kind: z.enum(platformKinds),
      hours: z.int().min(1).max(2160),
      source: someText(300),
      verified: z.boolean(),
      validFrom: instant.optional(),
    }),
    answer: platformLimit,
  }),
  sales: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/platform-sales',
    summary: words('平台售后单', "The platform's after-sale orders of a case"),
    permission: 'case.read',
    params: casePath,
    answer: z.object({ items: z.array(platformSale) }),
  }),
  addSale: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/platform-sales',
    summary: words('登记平台售后单', "Enter a platform's after-sale order"),
    permission: 'case.answer',
    changes: 'case',
    params: casePath,
    body: z.object({
      number: z
        .string()
        .trim()
        .regex(/^[0-9A-Za-z-]{6,40}$/),
      kind: z.enum(platformKinds),
      appliedAt: instant,
    }),
    answer: changedCase,
  }),
  settleSale: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/platform-sales/:saleId/settlements',
    summary: words('平台售后单已处理', "A platform's after-sale order is settled"),
    permission: 'case.answer',
    changes: 'case',
    params: casePath.extend({ saleId: id }),
    body: z.object({}),
    answer: changedCase,
  }),
} as const;
