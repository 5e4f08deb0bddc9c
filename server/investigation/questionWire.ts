import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { id, instant, listOf, listQuery, route, someText } from '#platform/wire.ts';

/** Who can be asked (IV-3). With `warehouse`, `carrier` a place of ours answers; the others are departments or outside firms. */
export const questionParties = [
  'warehouse',
  'carrier',
  'branch',
  'logistics',
  'delivery',
  'operations',
  'supplier',
  'store',
  'finance',
  'claims',
] as const;
export const questionStates = ['asked', 'late', 'answered', 'withdrawn'] as const;
const party = z.enum(questionParties);
const evidence = z.array(id).max(30).default([]);
const casePath = z.object({ caseId: id });
const questionPath = z.object({ questionId: id });
const words = (zh: string, en: string) => ({ zh, en });

export const questionView = z.object({
  id,
  caseId: id,
  caseNumber: z.string(),
  round: z.int(),
  /** The task of the playbook that asked; null when a person asked by hand. */
  task: z.string().nullable(),
  party,
  place: z.object({ id, code: z.string(), name: z.string() }).nullable(),
  waybills: z.array(z.string()),
  orderNo: z.string().nullable(),
  ask: z.string(),
  state: z.enum(questionStates),
  askedAt: instant,
  /** Name of who asked; null: the playbook did. */
  askedBy: z.string().nullable(),
  dueAt: instant,
  answer: z.string().nullable(),
  answeredAt: instant.nullable(),
  answeredBy: z.string().nullable(),
  evidence: z.array(id),
  /** One line for the partner's group chat: waybill, problem, wish (IV-8). */
  copyText: z.string(),
  may: z.array(z.enum(['answer', 'withdraw'])),
});
export type QuestionView = z.output<typeof questionView>;

/** Questions to parties: asked, listed, answered, withdrawn (IV-3). */
export const questionRoutes = {
  ask: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/questions',
    summary: words('发起协查', 'Ask a party'),
    permission: 'investigation.ask',
    changes: 'case',
    params: casePath,
    body: z.object({
      party,
      /** Warehouse or carrier; without it the one of the order's parcels. */
      placeId: id.optional(),
      ask: someText(2000),
      within: z
        .object({ n: z.int().min(1).max(240), unit: z.enum(['hours', 'days', 'workingDays']) })
        .default({ n: 1, unit: 'workingDays' }),
    }),
    answer: changedCase.extend({ questionId: id }),
  }),
  questions: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/questions',
    summary: words('本单协查', 'Questions of a case'),
    permission: 'case.read',
    params: casePath,
    answer: z.object({ items: z.array(questionView) }),
  }),
  list: route({
    method: 'GET',
    path: '/api/v1/questions',
    summary: words('协查列表', 'Questions to parties'),
    permission: 'case.read',
    query: listQuery.extend({
      party: party.optional(),
      placeId: id.optional(),
      state: z.enum([...questionStates, 'open']).default('open'),
    }),
    answer: listOf(questionView),
  }),
  answer: route({
    method: 'POST',
    path: '/api/v1/questions/:questionId/answers',
    summary: words('回复协查', 'Answer a question'),
    permission: 'investigation.reply',
    params: questionPath,
    body: z.object({ text: someText(5000), evidence }),
    answer: z.object({ question: questionView, version: z.int() }),
  }),
  withdraw: route({
    method: 'POST',
    path: '/api/v1/questions/:questionId/withdrawals',
    summary: words('撤回协查', 'Withdraw a question'),
    permission: 'investigation.ask',
    params: questionPath,
    answer: z.object({ question: questionView, version: z.int() }),
  }),
} as const;
