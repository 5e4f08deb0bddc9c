import { z } from 'zod';
import { id, route } from '#platform/wire.ts';

export const tierRoutes = {
  putTiers: route({
    method: 'POST',
    path: '/api/v1/customer-tiers',
    summary: { zh: '设置会员等级', en: "Set customers' tiers, which policies may ask for" },
    permission: 'remedy.policy-edit',
    /** `none` takes somebody off the list. */
    body: z.object({
      items: z
        .array(z.object({ customerId: id, tier: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/) }))
        .min(1)
        .max(1000),
    }),
    /** Customers who aren't known are left out. */
    answer: z.object({ kept: z.int() }),
  }),
} as const;
