import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { freeText, id, instant, route, someText } from '#platform/wire.ts';

const evidence = z.array(id).max(30).default([]);
const casePath = z.object({ caseId: id });
const words = (zh: string, en: string) => ({ zh, en });

export const findingView = z.object({
  id,
  round: z.int(),
  step: z.string(),
  answer: z.string(),
  label: z.string(),
  text: z.string(),
  reason: z.string(),
  lines: z.array(z.object({ lineId: id, finding: z.string() })),
  evidence: z.array(id),
  byRule: z.boolean(),
  by: z.string().nullable(),
  at: instant,
});
export type FindingView = z.output<typeof findingView>;

/** What was found about one line of the case. */
export const lineFindings = [
  'missing',
  'damaged',
  'wrong',
  'in-second-parcel',
  'not-missing',
  'not-damaged',
  'lost',
  'found',
  'delivered',
  'unknown',
] as const;

export const investigationRoutes = {
  find: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/findings',
    summary: words('录入核实结论', 'Record the finding'),
    permission: 'investigation.find',
    changes: 'case',
    params: casePath,
    body: z.object({
      /** One of the current step's answers. */
      answer: z.string().max(60),
      /** For colleagues: what was found and how. */
      text: freeText(5000).default(''),
      /** What the customer is told where the answer needs a reason; without it `text`. */
      reason: freeText(2000).default(''),
      lines: z
        .array(z.object({ lineId: id, finding: z.enum(lineFindings) }))
        .max(100)
        .default([]),
      evidence,
    }),
    answer: changedCase.extend({ findingId: id }),
  }),
  findings: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/findings',
    summary: words('核实结论', 'Findings of a case'),
    permission: 'case.read',
    params: casePath,
    answer: z.object({ items: z.array(findingView) }),
  }),
  extend: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/extensions',
    summary: words('延长核查期限', "Extend the investigation's limit"),
    permission: 'investigation.find',
    changes: 'case',
    params: casePath,
    /** `n` in the unit of the step's own limit (working days for MP), counted from the limit as it stood, or from now when it is over. */
    body: z.object({ reason: someText(1000), n: z.int().min(1).max(20) }),
    answer: changedCase.extend({ dueAt: instant, used: z.int(), max: z.int() }),
  }),
  extensions: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/extensions',
    summary: words('核查延期记录', 'Extensions of a case'),
    permission: 'case.read',
    params: casePath,
    /** `max`: how often the current step may be extended; 0 when it can't. */
    answer: z.object({
      items: z.array(
        z.object({
          id,
          round: z.int(),
          step: z.string(),
          reason: z.string(),
          dueBefore: instant,
          dueAt: instant,
          by: z.string().nullable(),
          at: instant,
        }),
      ),
      used: z.int(),
      max: z.int(),
    }),
  }),
} as const;
