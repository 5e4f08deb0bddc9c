import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { freeText, id, instant, listOf, listQuery, route } from '#platform/wire.ts';

const casePath = z.object({ caseId: id });
const code = z.string().trim().min(1).max(80);

/** Work lists (工单列表). `role`: at a step that service can't answer and the reader's role can. `due-soon`: the nearest clock falls within four hours; `customer` … `order-pending`: whom the case waits for. */
export const workLists = [
  'mine',
  'team',
  'role',
  'unassigned',
  'due-soon',
  'overdue',
  'customer',
  'warehouse',
  'carrier',
  'order-pending',
  'all',
] as const;
/** A work list by name. */
export type WorkList = (typeof workLists)[number];

export const workItem = z.object({
  caseId: id,
  number: z.string(),
  version: z.int(),
  /** Nearest of all running clocks; null while every clock rests or none runs. */
  due: z.object({ clock: z.string(), title: z.string(), at: instant, overdue: z.boolean(), soon: z.boolean() }).nullable(),
  /** Why nothing runs: its clocks rest. */
  paused: z.boolean(),
  kind: z.string(),
  problem: z.string(),
  playbook: z.string(),
  summary: z.string(),
  shop: z.object({ id, name: z.string(), platform: z.string() }),
  channel: z.string(),
  orderId: id.nullable(),
  /** First and last four of the order number. */
  orderTail: z.string().nullable(),
  stage: z.string(),
  step: z.string(),
  stepTitle: z.string(),
  waitingFor: z.string().nullable(),
  round: z.int(),
  owner: z.object({ id, name: z.string() }).nullable(),
  team: z.object({ id, name: z.string() }).nullable(),
  receivedAt: instant,
  flags: z.object({
    hurried: z.int(),
    fast: z.boolean(),
    breached: z.int(),
    priority: z.int(),
    /** Breaks the rules of the trade (代签收、擅自投站、虚假签收). */
    regulatoryRisk: z.boolean(),
    lang: z.enum(['zh', 'en']),
    orderPending: z.boolean(),
  }),
});
/** A case as a row of a work list. */
export type WorkItem = z.output<typeof workItem>;

export const workFilter = z.object({
  list: z.enum(workLists).default('mine'),
  shopId: id.optional(),
  platform: z.string().max(20).optional(),
  /** A reason code or the upper part of one: `missing` takes in `missing.gift`. */
  problem: z.string().max(80).optional(),
  stage: z.string().max(30).optional(),
  /** A person's id, or `none`. */
  owner: z.union([id, z.literal('none')]).optional(),
  warehouseId: id.optional(),
  carrierId: id.optional(),
  q: z.string().trim().max(200).optional(),
});
/** What narrows a work list. */
export type WorkFilter = z.output<typeof workFilter>;

export const count = z.object({ n: z.int(), capped: z.boolean() });

export const conditionTick = z.object({ holds: z.boolean(), note: freeText(500).optional() });

export const materialView = z.object({
  id,
  material: z.string(),
  title: z.string(),
  optional: z.boolean(),
  state: z.enum(['asked', 'received', 'satisfied', 'waived']),
  note: z.string().nullable(),
  askedAt: instant,
  receivedAt: instant.nullable(),
});
/** A material as the desk shows it. */
export type MaterialView = z.output<typeof materialView>;

export const reviewView = z.object({
  id,
  round: z.int(),
  answer: z.string(),
  ticks: z.array(
    z.object({
      condition: z.string(),
      title: z.string(),
      holds: z.boolean(),
      byFacts: z.boolean().nullable(),
      note: z.string().nullable(),
    }),
  ),
  reason: z.string().nullable(),
  by: z.string(),
  byRule: z.boolean(),
  at: instant,
});
/** A review as the desk shows it. */
export type ReviewView = z.output<typeof reviewView>;

export const triageRoutes = {
  /** The order-match act of the step (VE-1, VE-2): `answer` is one of the step's own answers; `orderId` attaches the order it is about. */
  matchOrder: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/order-matches',
    summary: { zh: '核对订单', en: 'Check the order' },
    permission: 'triage.review',
    changes: 'case',
    params: casePath,
    body: z.object({ answer: code, orderId: id.optional(), reason: freeText(2000).optional() }),
    answer: changedCase,
  }),
  /**
   * The review act (VE-4): every condition of the step ticked or refused, each refusal with its own note. `materials`: what
   * to ask for when the answer is to ask; left out: all that is missing (VE-6).
   */
  review: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/reviews',
    summary: { zh: '受理审核', en: 'Review a case' },
    permission: 'triage.review',
    changes: 'case',
    params: casePath,
    body: z.object({
      answer: code,
      ticks: z.record(z.string().max(60), conditionTick).default({}),
      reason: freeText(2000).optional(),
      materials: z
        .array(z.object({ material: code, note: freeText(500).optional() }))
        .max(30)
        .optional(),
    }),
    answer: changedCase,
  }),
  reviews: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/reviews',
    summary: { zh: '审核记录', en: 'Reviews of a case' },
    permission: 'case.read',
    params: casePath,
    answer: z.object({ items: z.array(reviewView) }),
  }),
  materials: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/materials',
    summary: { zh: '凭证材料清单', en: 'Materials of a case' },
    permission: 'case.read',
    params: casePath,
    answer: z.object({
      /** The playbook's checklist with what is there (VE-6). */
      checklist: z.array(
        z.object({ material: z.string(), title: z.string(), optional: z.boolean(), satisfied: z.boolean(), given: z.int() }),
      ),
      complete: z.boolean(),
      asked: z.array(materialView),
    }),
  }),
  /** What came by chat or counter, entered by the agent; ends the waiting when the case waits for materials. */
  receiveMaterials: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/materials',
    summary: { zh: '登记收到的材料', en: 'Record materials that came' },
    permission: 'triage.ask-materials',
    changes: 'case',
    params: casePath,
    body: z.object({
      items: z
        .array(z.object({ material: code, fileIds: z.array(id).max(30).default([]), text: freeText(2000).optional() }))
        .max(30)
        .default([]),
      fileIds: z.array(id).max(30).default([]),
      text: freeText(4000).optional(),
      /** False: something came, but not all of it; the case goes on waiting. */
      complete: z.boolean().default(true),
    }),
    answer: changedCase,
  }),
  take: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/takes',
    summary: { zh: '领单', en: 'Take a case' },
    permission: 'case.take',
    changes: 'case',
    params: casePath,
    answer: changedCase,
  }),
  release: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/releases',
    summary: { zh: '放回待领', en: 'Give a case back' },
    permission: 'case.take',
    changes: 'case',
    params: casePath,
    answer: changedCase,
  }),
  assign: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/assignments',
    summary: { zh: '派单、转交', en: 'Assign or transfer a case' },
    permission: 'case.assign',
    changes: 'case',
    params: casePath,
    body: z.object({ ownerId: id.nullable().optional(), teamId: id.nullable().optional(), reason: freeText(500).optional() }),
    answer: changedCase,
  }),
  /** The unassigned case whose clock is nearest, now the caller's; two callers never get the same (PE-6). `case` null: nothing is left. */
  takeNext: route({
    method: 'POST',
    path: '/api/v1/work/next',
    summary: { zh: '领取下一单', en: 'Take the next case' },
    permission: 'case.take',
    answer: z.object({ case: changedCase.nullable() }),
  }),
  work: route({
    method: 'GET',
    path: '/api/v1/work',
    summary: { zh: '工单列表', en: 'Work list' },
    permission: 'case.read',
    query: listQuery.extend(workFilter.shape),
    answer: listOf(workItem),
  }),
  counts: route({
    method: 'GET',
    path: '/api/v1/work/counts',
    summary: { zh: '各列表数量', en: 'Counts of the work lists' },
    permission: 'case.read',
    query: z.object({ shopId: id.optional() }),
    answer: z.object({ counts: z.record(z.enum(workLists), count) }),
  }),
  /** One box for anything that can be copied (OR-2); says what it took the input for. `open`: a number that means exactly one case. */
  search: route({
    method: 'GET',
    path: '/api/v1/search',
    summary: { zh: '搜索', en: 'Search' },
    permission: 'case.read',
    query: z.object({ q: z.string().trim().min(1).max(5000) }),
    answer: z.object({
      took: z.array(z.object({ kind: z.string(), value: z.string(), carrier: z.string().optional() })),
      open: z.object({ caseId: id }).nullable(),
      cases: z.array(
        z.object({
          caseId: id,
          number: z.string(),
          problem: z.string(),
          summary: z.string(),
          shop: z.string(),
          orderNo: z.string().nullable(),
          stage: z.string(),
          outcome: z.string().nullable(),
          receivedAt: instant,
          /** Which of the things recognised found it. */
          by: z.string(),
        }),
      ),
      orders: z.array(
        z.object({
          orderId: id,
          shopId: id,
          shop: z.string(),
          orderNo: z.string(),
          state: z.string(),
          placedAt: instant.nullable(),
          nick: z.string().nullable(),
          titles: z.array(z.string()),
          by: z.string(),
        }),
      ),
    }),
  }),
} as const;
