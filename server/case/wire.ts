import { z } from 'zod';
import { freeText, id, instant, listOf, listQuery, route, someText } from '#platform/wire.ts';
import { changedCase, playbookRoutes } from './playbookWire.ts';

const casePath = z.object({ caseId: id });
const version = z.int();

export const clockView = z.object({
  id,
  name: z.string(),
  title: z.string(),
  purpose: z.enum(['deadline', 'remind', 'give-up', 'limit', 'silence', 'task']),
  state: z.enum(['running', 'paused', 'overdue', 'met', 'dropped']),
  mayPause: z.boolean(),
  startedAt: instant,
  dueAt: instant.nullable(),
  endedAt: instant.nullable(),
  breached: z.boolean(),
  source: z.string(),
  /** Why it falls when it falls, line by line, in the reader's language (CL-5). */
  why: z.array(z.string()),
  unpublishedYears: z.array(z.int()),
});

export const answerView = z.object({
  answer: z.string(),
  label: z.string(),
  /** Key 1–4 on the desk. */
  key: z.int().nullable(),
  needsReason: z.boolean(),
  /** False when the step's typed act produces it. */
  direct: z.boolean(),
});

export const stepView = z.object({
  step: z.string(),
  title: z.string(),
  stage: z.string(),
  ask: z.string().nullable(),
  help: z.string().nullable(),
  script: z.string().nullable(),
  act: z.string().nullable(),
  waitsFor: z.string().nullable(),
  conditions: z.array(z.object({ id: z.string(), title: z.string(), ticked: z.boolean().nullable() })),
  answers: z.array(answerView),
  shows: z.array(z.string()),
  by: z.array(z.string()),
  /** Whether this reader may answer it. */
  mine: z.boolean(),
  /** Operations or the executive decide now; opinions stand beside the decision (RE-8). */
  escalated: z.boolean(),
});

export const caseView = z.object({
  id,
  number: z.string(),
  version,
  shop: z.object({ id, name: z.string(), platform: z.string() }),
  playbook: z.object({ name: z.string(), title: z.string(), version: z.int() }),
  kind: z.string(),
  problem: z.string(),
  channel: z.string(),
  wish: z.string().nullable(),
  summary: z.string(),
  stage: z.string(),
  waitingFor: z.string().nullable(),
  round: z.int(),
  priority: z.int(),
  /** Breaks the rules of the trade, as its playbook says; for us, never for the customer. */
  regulatoryRisk: z.boolean(),
  hurried: z.int(),
  fast: z.boolean(),
  owner: z.object({ id, name: z.string() }).nullable(),
  team: z.object({ id, name: z.string() }).nullable(),
  orderId: id.nullable(),
  orderNo: z.string().nullable(),
  customerId: id.nullable(),
  receivedAt: instant,
  closedAt: instant.nullable(),
  outcome: z.string().nullable(),
  appealUntil: instant.nullable(),
  mergedInto: z.string().nullable(),
  nearest: z.object({ name: z.string(), dueAt: instant }).nullable(),
  current: stepView.nullable(),
  fastLane: z.object({ offered: z.boolean(), title: z.string(), failing: z.array(z.string()) }).nullable(),
  journey: z.array(
    z.object({
      step: z.string(),
      title: z.string(),
      stage: z.string(),
      round: z.int(),
      enteredAt: instant,
      leftAt: instant.nullable(),
      answer: z.string().nullable(),
      label: z.string().nullable(),
      by: z.string().nullable(),
      byRule: z.boolean(),
      reason: z.string().nullable(),
    }),
  ),
  /** The steps to come when all goes its usual way, by this case's own playbook; empty once it is closed. */
  ahead: z.array(z.object({ step: z.string(), stage: z.string(), title: z.string() })),
  clocks: z.array(clockView),
  /** Actions that this reader's role allows on this case; the screen never derives them again. */
  may: z.array(z.string()),
});
export type CaseView = z.output<typeof caseView>;

export { type Changed, changedCase } from './playbookWire.ts';

/** Moves that exist at every step; merging has a route of its own, which needs the other case (intake). */
export const moves = z.enum(['withdraw', 'escalate', 're-kind', 'leave']);

export const caseRoutes = {
  read: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId',
    summary: { zh: '查看工单', en: 'Read a case' },
    permission: 'case.read',
    params: casePath,
    answer: caseView,
  }),
  timeline: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/timeline',
    summary: { zh: '工单时间线', en: 'Timeline of a case' },
    permission: 'case.read',
    params: casePath,
    query: z.object({ after: z.coerce.number().int().min(0).default(0) }),
    answer: z.object({
      items: z.array(
        z.object({
          id: z.int(),
          at: instant,
          kind: z.string(),
          actor: z.string(),
          actorKind: z.string(),
          version: z.int().nullable(),
          data: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  }),
  answer: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/answers',
    summary: { zh: '回答当前步骤', en: 'Answer the current step' },
    permission: 'case.answer',
    changes: 'case',
    params: casePath,
    body: z.object({ step: z.string().max(60), answer: z.string().max(60), reason: freeText(2000).optional() }),
    answer: changedCase,
  }),
  move: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/moves',
    summary: { zh: '撤销、升级、改类型或离开流程', en: 'Withdraw, escalate, re-kind or leave the playbook' },
    permission: 'case.answer',
    changes: 'case',
    params: casePath,
    body: z.object({
      move: moves,
      reason: someText(2000),
      /** For re-kind: the playbook, and the problem when it knows several. */
      target: z.string().max(60).optional(),
      problem: z.string().max(60).optional(),
    }),
    answer: changedCase,
  }),
  reopen: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/reopenings',
    summary: { zh: '重新打开', en: 'Reopen' },
    permission: 'case.answer',
    changes: 'case',
    params: casePath,
    /** With another order number a case is taken up again through intake (`/order-number`). */
    body: z.object({ because: z.literal('customer') }),
    answer: changedCase,
  }),
  fastLane: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/fast-lane',
    summary: { zh: '极速处理：一次确认走完各步骤', en: 'Fast lane: one confirmation walks the steps' },
    permission: 'case.answer',
    changes: 'case',
    params: casePath,
    body: z.object({ remedy: z.string().max(40).optional() }),
    answer: changedCase,
  }),
  note: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/notes',
    summary: { zh: '写内部备注', en: 'Write an internal note' },
    permission: 'case.note',
    params: casePath,
    /** `opinion`: on an escalated case, beside the decision (RE-8). */
    body: z.object({ body: someText(5000), mentions: z.array(id).max(20).default([]), opinion: z.boolean().default(false) }),
    answer: z.object({ id, at: instant }),
  }),
  notes: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/notes',
    summary: { zh: '内部备注', en: 'Internal notes' },
    permission: 'case.read',
    params: casePath,
    answer: z.object({ items: z.array(z.object({ id, by: z.string(), body: z.string(), step: z.string().nullable(), at: instant })) }),
  }),
  link: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/links',
    summary: { zh: '生成客户链接', en: "Make the customer's link" },
    permission: 'message.send',
    params: casePath,
    answer: z.object({ url: z.string(), expiresAt: instant }),
  }),
  chart: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/chart',
    summary: { zh: '流程图（点亮本单路径）', en: 'Flow chart with the path of this case' },
    permission: 'case.read',
    params: casePath,
    answer: z.object({ svg: z.string() }),
  }),
  ...playbookRoutes,
  notices: route({
    method: 'GET',
    path: '/api/v1/notices',
    summary: { zh: '我的提醒', en: 'My notices' },
    permission: 'signed-in',
    query: listQuery,
    answer: listOf(
      z.object({
        id,
        kind: z.string(),
        caseId: id.nullable(),
        number: z.string().nullable(),
        data: z.record(z.string(), z.unknown()),
        at: instant,
      }),
    ),
  }),
  noticeSeen: route({
    method: 'POST',
    path: '/api/v1/notices/:id/seen',
    summary: { zh: '标记提醒已读', en: 'Mark a notice as seen' },
    permission: 'signed-in',
    params: z.object({ id }),
  }),
} as const;
