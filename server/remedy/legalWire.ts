import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { freeText, id, instant, route, someText } from '#platform/wire.ts';

/** What makes a case a matter of law (RE-12). */
export const legalFlags = ['statutory-multiple', 'lawyer-letter', 'regulator-report'] as const;
/** What is decided of it: offers as the policy has them, only with somebody's approval, or none by the desk. */
export const legalDecisions = ['offer-by-policy', 'offer-with-approval', 'no-offer'] as const;

const casePath = z.object({ caseId: id });
const words = (zh: string, en: string) => ({ zh, en });

export const legalRoutes = {
  legal: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/legal-reviews',
    summary: words('法务审查', 'Legal reviews of a case'),
    permission: 'case.read',
    params: casePath,
    answer: z.object({
      /** Facts, never labels: what was raised and what stood then. */
      items: z.array(
        z.object({
          id,
          flags: z.array(z.enum(legalFlags)),
          note: z.string(),
          state: z.enum(['open', 'decided']),
          evidence: z.int(),
          hash: z.string(),
          /** What stood when it was raised still stands as it was frozen. */
          intact: z.boolean(),
          by: z.string().nullable(),
          at: instant,
          decision: z.enum(legalDecisions).nullable(),
          reason: z.string().nullable(),
          decider: z.string().nullable(),
          decidedAt: instant.nullable(),
        }),
      ),
      /** The reader may decide the one that is open. */
      mayDecide: z.boolean(),
    }),
  }),
  flag: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/legal-flags',
    summary: words('标记法定倍数、律师函或监管来函', 'Raise a statutory multiple, a lawyer’s letter or a regulator’s report'),
    permission: 'case.note',
    changes: 'case',
    params: casePath,
    body: z.object({ flags: z.array(z.enum(legalFlags)).min(1).max(3), note: freeText(2000).default('') }),
    answer: changedCase.extend({ reviewId: id }),
  }),
  decide: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/legal-decisions',
    summary: words('记录法务意见', 'Decide a legal review'),
    permission: 'remedy.approve',
    changes: 'case',
    params: casePath,
    body: z.object({ reviewId: id, decision: z.enum(legalDecisions), reason: someText(4000) }),
    answer: changedCase,
  }),
} as const;
