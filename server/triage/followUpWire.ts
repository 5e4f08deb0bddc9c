import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { freeText, id, instant, route, someText } from '#platform/wire.ts';

const words = (zh: string, en: string) => ({ zh, en });
const casePath = z.object({ caseId: id });

export const followUpView = z.object({
  id,
  dueAt: instant,
  what: z.string(),
  state: z.enum(['planned', 'done', 'dropped']),
  result: z.string(),
  plannedBy: z.string(),
  doneBy: z.string().nullable(),
  doneAt: instant.nullable(),
});

export const dedicationView = z.object({
  id,
  /** Of the customer with all orders, or of this order. */
  of: z.enum(['customer', 'order']),
  owner: z.object({ id, name: z.string() }).nullable(),
  team: z.object({ id, name: z.string() }).nullable(),
  reason: z.string(),
  until: instant.nullable(),
});

export const followUpRoutes = {
  read: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/follow-ups',
    summary: words('跟进计划与专属跟进', 'Follow-up plan, and who owns this customer'),
    permission: 'case.read',
    params: casePath,
    answer: z.object({ items: z.array(followUpView), dedicated: dedicationView.nullable() }),
  }),
  plan: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/follow-ups',
    summary: words('制定跟进计划', 'Make a follow-up plan'),
    permission: 'case.answer',
    changes: 'case',
    params: casePath,
    /** The customer is told the dates; each date is a task of the owner with a clock (TA-4). */
    body: z.object({
      items: z
        .array(z.object({ dueAt: instant, what: someText(500) }))
        .min(1)
        .max(10),
    }),
    answer: changedCase,
  }),
  report: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/follow-ups/:followUpId/reports',
    summary: words('回报跟进', 'Report on a follow-up date'),
    permission: 'case.answer',
    changes: 'case',
    params: casePath.extend({ followUpId: id }),
    body: z.object({ outcome: z.enum(['done', 'dropped']), result: someText(1000) }),
    answer: changedCase,
  }),
  dedicate: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/dedications',
    summary: words('指定专属跟进', 'Let one person or team own the follow-up'),
    permission: 'case.assign',
    changes: 'case',
    params: casePath,
    /** Their later cases go to the same person or team by themselves, until then or until it is ended (FU-7). */
    body: z.object({
      of: z.enum(['customer', 'order']),
      staffId: id.optional(),
      teamId: id.optional(),
      reason: someText(300),
      until: instant.optional(),
    }),
    answer: changedCase,
  }),
  release: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/dedications/:dedicationId/endings',
    summary: words('结束专属跟进', 'End a dedicated follow-up'),
    permission: 'case.assign',
    changes: 'case',
    params: casePath.extend({ dedicationId: id }),
    body: z.object({ reason: freeText(300).default('') }),
    answer: changedCase,
  }),
} as const;
