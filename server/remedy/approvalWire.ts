import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { freeText, id, instant, route, someText } from '#platform/wire.ts';

const casePath = z.object({ caseId: id });
const words = (zh: string, en: string) => ({ zh, en });

/** An offer that waits for approval, or what became of it, as approvers read it. */
export const approvalView = z.object({
  id,
  caseId: id,
  caseNumber: z.string(),
  caseVersion: z.int(),
  shop: z.string(),
  state: z.enum(['waiting', 'approved', 'returned', 'dropped']),
  offerId: id,
  /** Each option as the customer would read it, with the row that allowed it. */
  options: z.array(
    z.object({ title: z.string(), details: z.string(), cites: z.string(), fen: z.int().nullable(), points: z.int().nullable() }),
  ),
  /** Why it needs somebody else, in words. */
  why: z.array(z.string()),
  /** The dearest option, and that with what was chosen in the case before; fen. */
  mostFen: z.int(),
  sumFen: z.int(),
  /** Figures of like cases, when it lies far from them (LI-5). */
  outlier: z.string().nullable(),
  /** What the customer would read in front of the options; what the offerer says to the approver. */
  message: z.string(),
  note: z.string(),
  asker: z.string(),
  askedAt: instant,
  /** `own`: offered by the reader; `subject`: the complaint is about them; `above`: above their authority; null: the reader may approve. */
  bars: z.enum(['own', 'subject', 'above', 'role']).nullable(),
  /** Whose authority the reader would use. */
  onBehalfOf: z.string().nullable(),
  decider: z.string().nullable(),
  reason: z.string().nullable(),
  decidedAt: instant.nullable(),
  via: z.string().nullable(),
});
export type ApprovalView = z.output<typeof approvalView>;

const decision = z.object({ answer: z.enum(['approved', 'returned']), reason: freeText(2000).default('') });
const authorityRow = z.object({
  id,
  shopId: id.nullable(),
  role: z.string(),
  remedy: z.string(),
  perCaseFen: z.int().nullable(),
  perDayFen: z.int().nullable(),
  example: z.boolean(),
});
const most = z.int().min(0).max(1_000_000_000_00).nullable();
const delegation = z.object({
  id,
  from: z.string(),
  to: z.string(),
  mine: z.boolean(),
  fromAt: instant,
  untilAt: instant,
  note: z.string(),
});

export const approvalRoutes = {
  queue: route({
    method: 'GET',
    path: '/api/v1/approvals',
    summary: words('待审批方案', 'Offers that wait for approval'),
    permission: 'remedy.approve',
    answer: z.object({ items: z.array(approvalView), count: z.int(), sumFen: z.int() }),
  }),
  ofCase: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/approvals',
    summary: words('工单的方案审批', 'Approvals of a case'),
    permission: 'case.read',
    params: casePath,
    answer: z.object({ items: z.array(approvalView) }),
  }),
  decide: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/approvals',
    summary: words('审批方案', 'Approve an offer or hand it back'),
    permission: 'remedy.approve',
    changes: 'case',
    params: casePath,
    body: decision,
    answer: changedCase,
  }),
  /** Looking at a letter's link changes nothing; the secret is in the body, so that no log holds it. */
  byLink: route({
    method: 'POST',
    path: '/api/v1/approval-links/look',
    summary: words('邮件中的待审批方案', 'The offer behind the link of a letter'),
    permission: 'remedy.approve',
    changes: 'nothing',
    body: z.object({ token: z.string().max(200) }),
    answer: approvalView,
  }),
  decideByLink: route({
    method: 'POST',
    path: '/api/v1/approval-links/decision',
    summary: words('从邮件审批方案', 'Decide over the link of a letter, once'),
    permission: 'remedy.approve',
    body: decision.extend({ token: z.string().max(200) }),
    answer: changedCase,
  }),
  authority: route({
    method: 'GET',
    path: '/api/v1/remedy-authority',
    summary: words('审批权限表', 'Who may grant how much'),
    permission: 'remedy.policy-read',
    answer: z.object({ items: z.array(authorityRow), roles: z.array(z.string()), mayEdit: z.boolean() }),
  }),
  putAuthority: route({
    method: 'POST',
    path: '/api/v1/remedy-authority',
    summary: words('设置审批权限', 'Set how much a role may grant'),
    permission: 'remedy.policy-edit',
    body: z.object({
      shopId: id.nullable().default(null),
      role: z.string().max(40),
      remedy: z.string().max(40),
      perCaseFen: most,
      perDayFen: most,
    }),
    answer: z.object({ id }),
  }),
  dropAuthority: route({
    method: 'POST',
    path: '/api/v1/remedy-authority/:rowId/drop',
    summary: words('删除一行审批权限', 'Take a row out of the authority table'),
    permission: 'remedy.policy-edit',
    params: z.object({ rowId: id }),
    body: z.object({}),
    answer: z.object({ id }),
  }),
  delegations: route({
    method: 'GET',
    path: '/api/v1/approval-delegations',
    summary: words('审批委托', 'Who approves for whom'),
    permission: 'remedy.approve',
    answer: z.object({ items: z.array(delegation), people: z.array(z.object({ id, name: z.string() })) }),
  }),
  delegate: route({
    method: 'POST',
    path: '/api/v1/approval-delegations',
    summary: words('委托他人审批', 'Let somebody else approve while away'),
    permission: 'remedy.approve',
    body: z.object({ toId: id, fromAt: instant, untilAt: instant, note: someText(300).or(z.literal('')).default('') }),
    answer: z.object({ id }),
  }),
  endDelegation: route({
    method: 'POST',
    path: '/api/v1/approval-delegations/:delegationId/end',
    summary: words('结束审批委托', 'End a delegation'),
    permission: 'remedy.approve',
    params: z.object({ delegationId: id }),
    body: z.object({}),
    answer: z.object({ id }),
  }),
} as const;
