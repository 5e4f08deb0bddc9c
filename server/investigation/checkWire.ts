import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { freeText, id, instant, route } from '#platform/wire.ts';

const words = (zh: string, en: string) => ({ zh, en });
const casePath = z.object({ caseId: id });
const tick = z.object({ holds: z.boolean(), evidence: freeText(500).default('') });

/** What new shipping information must be before it is used (FU-8). */
export const informationTicks = ['asked', 'complete', 'deliverable', 'confirmed'] as const;
/** A field of the shipping information; the same list as commerce keeps. */
export const checkedFields = ['address', 'receiver', 'phone', 'method', 'delivery-time'] as const;
const verdicts = ['verified', 'not-verified'] as const;

export const checkRoutes = {
  check: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/information-checks',
    summary: words('核实新的邮寄信息', 'Verify new shipping information'),
    permission: 'investigation.find',
    changes: 'case',
    params: casePath,
    /** Each tick that holds says what shows it; one that doesn't says what is missing. `reason`: for the customer, when one fails. */
    body: z.object({
      field: z.enum(checkedFields).optional(),
      ticks: z.object({ asked: tick, complete: tick, deliverable: tick, confirmed: tick }),
      reason: freeText(1000).optional(),
    }),
    answer: changedCase.extend({ checkId: id, verdict: z.enum(verdicts) }),
  }),
  checks: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/information-checks',
    summary: words('邮寄信息核实记录', 'Checks of new shipping information'),
    permission: 'case.read',
    params: casePath,
    answer: z.object({
      items: z.array(
        z.object({
          id,
          field: z.enum(checkedFields).nullable(),
          verdict: z.enum(verdicts),
          ticks: z.record(z.string(), z.object({ holds: z.boolean(), evidence: z.string() })),
          by: z.string().nullable(),
          at: instant,
        }),
      ),
    }),
  }),
} as const;
