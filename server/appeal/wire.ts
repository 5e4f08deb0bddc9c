import { z } from 'zod';
import { changedCase, clockView } from '#case/wire.ts';
import { freeText, id, instant, route, someText } from '#platform/wire.ts';

const casePath = z.object({ caseId: id });
const words = (zh: string, en: string) => ({ zh, en });
const files = z.array(id).max(30).default([]);

/** A thing that the first decision rested on, or that was brought for the appeal. `id` is its row or file. */
export const evidenceView = z.object({
  kind: z.enum(['file', 'material', 'question', 'finding', 'liability', 'offer', 'words']),
  id,
  /** Name of the file; the desk serves it by `id`. */
  file: z.string().nullable(),
  words: z.string().nullable(),
  round: z.int(),
  at: instant,
});

/** An appeal of the customer (复核, TA-3): what was decided first, on which evidence, what is new, who reviews it. */
export const appealView = z.object({
  id,
  level: z.int(),
  levels: z.int(),
  round: z.int(),
  state: z.enum(['open', 'decided']),
  reason: z.string(),
  filedAt: instant,
  filedBy: z.enum(['customer', 'staff', 'key', 'system']),
  first: z.object({
    outcome: z.string(),
    step: z.string(),
    stepTitle: z.string(),
    answer: z.string(),
    label: z.string(),
    reason: z.string().nullable(),
    by: z.string().nullable(),
    at: instant.nullable(),
    /** Names of those who decided something before: none of them may decide the appeal. */
    deciders: z.array(z.string()),
  }),
  evidence: z.array(evidenceView),
  /** SHA-256 over the frozen list; `intact`: it still comes out the same. */
  hash: z.string(),
  intact: z.boolean(),
  added: z.array(evidenceView),
  reviewer: z.object({ id, name: z.string() }).nullable(),
  /** Whether this reader may decide it: holds the right and has decided nothing before. */
  mine: z.boolean(),
  clocks: z.array(clockView),
  answers: z.array(z.object({ answer: z.string(), label: z.string() })),
  /** Of one that waits: what a changed outcome would do to money. Fen. */
  effect: z
    .object({
      /** What the customer has, or will have, from this case. */
      given: z.array(z.object({ remedy: z.string(), fen: z.int().nullable(), points: z.int().nullable() })),
      givenFen: z.int(),
      /** Of it not paid yet: recalled when the outcome changes, unless the partner has begun. */
      openFen: z.int(),
      /** What the policy permits now; `moreFen`: still due after what was given; null: no money. */
      options: z.array(z.object({ key: z.string(), title: z.string(), moreFen: z.int().nullable() })),
    })
    .nullable(),
  decision: z.object({ answer: z.string(), label: z.string(), reasons: z.string(), by: z.string().nullable(), at: instant }).nullable(),
});
/** An appeal as the desk shows it: what was decided before, what was filed, and the outcome (TA-3). */
export type AppealView = z.output<typeof appealView>;

/** Appeals of the whole house as a list, and how they end (TA-3, LI-5). */
const appealItem = z.object({
  id,
  caseId: id,
  caseNumber: z.string(),
  shop: z.string(),
  problem: z.string(),
  playbook: z.string(),
  level: z.int(),
  filedAt: instant,
  state: z.enum(['waiting', 'decided', 'over']),
  dueAt: instant.nullable(),
  overdue: z.boolean(),
  reviewer: z.string().nullable(),
  /** The reader decided something in the case before, or the complaint is about them: somebody else reviews it. */
  bars: z.enum(['decided-before', 'subject']).nullable(),
  label: z.string().nullable(),
  decider: z.string().nullable(),
  decidedAt: instant.nullable(),
});
export type AppealItem = z.output<typeof appealItem>;
const rate = z.object({ name: z.string(), decided: z.int(), kept: z.int(), changed: z.int(), partly: z.int() });
export type AppealRate = z.output<typeof rate>;
export const appealTabs = ['waiting', 'due', 'decided'] as const;

export const appealRoutes = {
  list: route({
    method: 'GET',
    path: '/api/v1/appeals',
    summary: words('复核列表', 'Appeals'),
    permission: 'appeal.decide',
    query: z.object({ tab: z.enum(appealTabs).default('waiting') }),
    answer: z.object({
      items: z.array(appealItem),
      counts: z.object({ waiting: z.int(), due: z.int(), decided: z.int() }),
      /** Of the decided ones of 90 days. */
      byPlaybook: z.array(rate),
      byReviewer: z.array(rate),
    }),
  }),
  read: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/appeals',
    summary: words('复核记录', 'Appeals of a case'),
    permission: 'case.read',
    params: casePath,
    answer: z.object({
      items: z.array(appealView),
      /** Whether a further appeal can be filed now, and why not. `outside`: what the customer can still do elsewhere. */
      admissible: z.object({
        may: z.boolean(),
        why: z.string().nullable(),
        until: instant.nullable(),
        level: z.int(),
        levels: z.int(),
        outside: z.string().nullable(),
      }),
    }),
  }),
  file: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/appeals',
    summary: words('申请复核', 'File an appeal'),
    permission: 'appeal.file',
    changes: 'case',
    params: casePath,
    /** Refuses `appeal-too-late`, `appeals-exhausted`, `appeal-not-allowed`, `not-ended`. */
    body: z.object({ reason: someText(5000), files }),
    answer: changedCase.extend({ appealId: id }),
  }),
  addEvidence: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/appeals/evidence',
    summary: words('为复核补充证据', 'Add evidence to the appeal'),
    permission: 'appeal.file',
    params: casePath,
    body: z.object({ words: freeText(5000).default(''), files }),
    answer: z.object({ added: z.int() }),
  }),
  decide: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/appeal-decisions',
    summary: words('作出复核结论', 'Decide the appeal'),
    permission: 'appeal.decide',
    changes: 'case',
    params: casePath,
    /** `answer`: one of the current step's answers. Refuses `another-person` for whoever decided before. */
    body: z.object({ answer: z.string().max(60), reasons: someText(5000) }),
    answer: changedCase.extend({ decisionId: id }),
  }),
} as const;
