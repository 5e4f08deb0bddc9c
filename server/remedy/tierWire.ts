import { z } from 'zod';
import { bothTexts, bothWords, id, instant, route } from '#platform/wire.ts';

/** Code of a tier, as policies ask for it; `none` is who has none. */
const tierCode = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}$/)
  .refine((code) => code !== 'none', 'none');

export const tierRoutes = {
  tiers: route({
    method: 'GET',
    path: '/api/v1/tiers',
    summary: { zh: '会员等级', en: 'Tiers of customers' },
    permission: 'case.read',
    answer: z.object({
      /** The highest first; `people`: how many have it. */
      items: z.array(z.object({ code: z.string(), words: bothWords, rank: z.int(), people: z.int() })),
      mayEdit: z.boolean(),
    }),
  }),
  putTier: route({
    method: 'PUT',
    path: '/api/v1/tiers/:tier',
    summary: { zh: '新增或修改会员等级', en: 'Add or change a tier' },
    permission: 'remedy.policy-edit',
    params: z.object({ tier: tierCode }),
    body: z.object({ words: bothTexts(20), rank: z.int().min(0).max(99) }),
    answer: z.object({ code: z.string() }),
  }),
  dropTier: route({
    method: 'DELETE',
    path: '/api/v1/tiers/:tier',
    summary: { zh: '删除会员等级', en: 'Remove a tier' },
    permission: 'remedy.policy-edit',
    params: z.object({ tier: tierCode }),
    answer: z.object({ code: z.string() }),
  }),
  ofCase: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/tier',
    summary: { zh: '本单客户的会员等级', en: 'Tier of the customer of a case' },
    permission: 'case.read',
    params: z.object({ caseId: id }),
    /** Null: the customer is in no tier. `by`: who put them there; null: nobody by name. */
    answer: z.object({ tier: z.object({ code: z.string(), words: bothWords, since: instant, by: z.string().nullable() }).nullable() }),
  }),
  putTiers: route({
    method: 'POST',
    path: '/api/v1/customer-tiers',
    summary: { zh: '设置会员等级', en: "Set customers' tiers, which policies may ask for" },
    permission: 'remedy.policy-edit',
    /** Of whom: by id, or by phone or mail as the members list has it. `none` takes somebody off the list. */
    body: z.object({
      items: z
        .array(
          z
            .object({
              customerId: id.optional(),
              handle: z.string().trim().min(3).max(100).optional(),
              tier: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
            })
            .refine((item) => (item.customerId === undefined) !== (item.handle === undefined), 'customerId or handle'),
        )
        .min(1)
        .max(1000),
    }),
    /** How many have the tier now that was given (`none` included); `unknown`: places in the list of who isn't known here. */
    answer: z.object({ kept: z.int(), unknown: z.array(z.int()) }),
  }),
} as const;
