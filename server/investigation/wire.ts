import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { id, instant, freeText, listOf, listQuery, route, someText } from '#platform/wire.ts';

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

const sentence = z.object({ questionId: id, caseId: id, caseNumber: z.string(), waybill: z.string(), text: z.string() });

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
  sheet: route({
    method: 'GET',
    path: '/api/v1/questions/sheet',
    summary: words('按快递或仓库汇总协查', 'Open questions of a party as one sheet of text'),
    permission: 'case.read',
    query: z.object({ party, placeId: id.optional() }),
    /** `text`: one question per line, columns by tab, fit for a group chat or a spreadsheet. */
    answer: z.object({
      text: z.string(),
      rows: z.array(
        z.object({ questionId: id, caseNumber: z.string(), waybill: z.string(), problem: z.string(), wish: z.string(), dueAt: instant }),
      ),
    }),
  }),
  readPasted: route({
    method: 'POST',
    path: '/api/v1/questions/pasted-answers/readings',
    summary: words('识别粘贴的协查回复', 'Find the cases in pasted answers'),
    permission: 'investigation.reply',
    changes: 'nothing',
    body: z.object({ text: someText(50_000), party: party.optional(), placeId: id.optional() }),
    answer: z.object({
      matched: z.array(sentence),
      /** Lines without a waybill of an open question, to be asked about. */
      unmatched: z.array(z.string()),
      /** Open questions of the party that the text doesn't answer. */
      unanswered: z.array(z.object({ questionId: id, caseNumber: z.string(), waybill: z.string() })),
    }),
  }),
  takePasted: route({
    method: 'POST',
    path: '/api/v1/questions/pasted-answers',
    summary: words('批量录入协查回复', 'Record several answers'),
    permission: 'investigation.reply',
    body: z.object({
      items: z
        .array(z.object({ questionId: id, text: someText(5000) }))
        .min(1)
        .max(200),
    }),
    answer: z.object({ answered: z.int(), refused: z.array(z.object({ questionId: id, code: z.string() })) }),
  }),
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
