import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { freeText, id, route, someText } from '#platform/wire.ts';
import { commonView, finding, incidentCauses, incidentItem, incidentStates, incidentView, joinedRow, previewView } from './incidentWire.ts';

const words = (zh: string, en: string) => ({ zh, en });
const incidentPath = z.object({ incidentId: id });
const settings = z.object({ hours: z.int().min(1).max(720), cases: z.int().min(2).max(1000) });
const joinedAnswer = { joined: z.int(), rows: z.array(joinedRow) };
const remedyBody = z.object({ key: someText(60), message: freeText(1000).default('') });

export const insightRoutes = {
  board: route({
    method: 'GET',
    path: '/api/v1/incidents',
    summary: words('事件看板', 'Incidents'),
    permission: 'incident.work',
    query: z.object({ state: z.enum(incidentStates).optional() }),
    answer: z.object({
      items: z.array(incidentItem),
      counts: z.record(z.string(), z.int()),
      settings: settings.extend({ example: z.boolean() }),
    }),
  }),
  putSettings: route({
    method: 'PUT',
    path: '/api/v1/incident-settings',
    summary: words('设置事件识别条件', 'Set when an incident is proposed'),
    permission: 'incident.work',
    body: settings,
    answer: settings,
  }),
  read: route({
    method: 'GET',
    path: '/api/v1/incidents/:incidentId',
    summary: words('事件', 'An incident'),
    permission: 'incident.work',
    params: incidentPath,
    answer: incidentView,
  }),
  /** Opens one by hand, or a proposed one with what was found. Refuses `incident-stands`. */
  open: route({
    method: 'POST',
    path: '/api/v1/incidents',
    summary: words('立为事件', 'Open an incident'),
    permission: 'incident.work',
    body: z.object({
      proposal: id.optional(),
      shopId: id.optional(),
      title: someText(200),
      /** Key: of goods their code or id, of a warehouse or carrier its id, else its name. */
      cause: z.object({ kind: z.enum(incidentCauses), key: someText(200) }).optional(),
      problem: freeText(80).default('*'),
      /** Case, order or waybill numbers of cases that join at once. */
      cases: freeText(100_000).default(''),
    }),
    answer: z.object({ id, ...joinedAnswer }),
  }),
  /** What chosen cases have in common, so that a person needn't look it up to open an incident. */
  common: route({
    method: 'POST',
    path: '/api/v1/incident-signs',
    summary: words('所选工单的共同点', 'What chosen cases have in common'),
    permission: 'incident.work',
    changes: 'nothing',
    body: z.object({ cases: z.array(id).min(1).max(1000) }),
    answer: commonView,
  }),
  dismiss: route({
    method: 'POST',
    path: '/api/v1/incidents/:incidentId/dismiss',
    summary: words('不立为事件', 'Dismiss a proposed incident'),
    permission: 'incident.work',
    params: incidentPath,
    body: z.object({ reason: someText(500) }),
    answer: z.object({ id }),
  }),
  settle: route({
    method: 'POST',
    path: '/api/v1/incidents/:incidentId/settle',
    summary: words('事件办结', 'Settle an incident'),
    permission: 'incident.work',
    params: incidentPath,
    body: z.object({}),
    answer: z.object({ id }),
  }),
  joinList: route({
    method: 'POST',
    path: '/api/v1/incidents/:incidentId/cases',
    summary: words('按清单加入工单', 'Join cases by a pasted list'),
    permission: 'incident.work',
    params: incidentPath,
    /** Case, order or waybill numbers, anything between them. */
    body: z.object({ text: someText(100_000) }),
    answer: z.object(joinedAnswer),
  }),
  leave: route({
    method: 'POST',
    path: '/api/v1/incidents/:incidentId/departures',
    summary: words('将工单移出事件', 'Take cases out of an incident'),
    permission: 'incident.work',
    params: incidentPath,
    body: z.object({ cases: z.array(id).min(1).max(1000) }),
    answer: z.object({ left: z.int() }),
  }),
  find: route({
    method: 'PUT',
    path: '/api/v1/incidents/:incidentId/finding',
    summary: words('事件结论与定责', 'One finding and liability for all cases'),
    permission: 'incident.work',
    params: incidentPath,
    body: finding,
    answer: z.object({ id }),
  }),
  preview: route({
    method: 'POST',
    path: '/api/v1/incidents/:incidentId/preview',
    summary: words('预览统一方案', 'Preview one remedy for all'),
    permission: 'incident.work',
    changes: 'nothing',
    params: incidentPath,
    body: remedyBody.pick({ key: true }),
    answer: previewView,
  }),
  submit: route({
    method: 'POST',
    path: '/api/v1/incidents/:incidentId/remedies',
    summary: words('提交统一方案审批', 'Hand one remedy for all in for approval'),
    permission: 'incident.work',
    params: incidentPath,
    body: remedyBody,
    answer: z.object({ id, cases: z.int(), sumFen: z.int() }),
  }),
  decide: route({
    method: 'POST',
    path: '/api/v1/incident-remedies/:remedyId/decision',
    summary: words('审批统一方案', 'Approve one remedy for all, or hand it back'),
    permission: 'remedy.approve',
    params: z.object({ remedyId: id }),
    body: z.object({ answer: z.enum(['approved', 'returned']), reason: freeText(1000).default('') }),
    answer: z.object({ id, state: z.string() }),
  }),
  repeat: route({
    method: 'POST',
    path: '/api/v1/incident-remedies/:remedyId/repeat',
    summary: words('重试失败的行', 'Try failed rows again'),
    permission: 'incident.work',
    params: z.object({ remedyId: id }),
    body: z.object({}),
    answer: z.object({ id, again: z.int() }),
  }),
  failures: route({
    method: 'GET',
    path: '/api/v1/incident-remedies/:remedyId/failures',
    summary: words('失败行（CSV）', 'Failed rows as CSV'),
    permission: 'incident.work',
    params: z.object({ remedyId: id }),
    answer: z.object({ name: z.string(), csv: z.string() }),
  }),
  ofCase: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/incident',
    summary: words('工单所属事件', 'The incident of a case'),
    permission: 'case.read',
    params: z.object({ caseId: id }),
    answer: z.object({
      incident: incidentItem.nullable(),
      others: z.array(z.object({ caseId: id, number: z.string() })),
      /** Open incidents of the shop that it could join. */
      open: z.array(z.object({ id, n: z.int(), title: z.string() })),
    }),
  }),
  join: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/incident',
    summary: words('加入或退出事件', 'Join or leave an incident'),
    permission: 'incident.work',
    changes: 'case',
    params: z.object({ caseId: id }),
    /** Null: leaves. */
    body: z.object({ incidentId: id.nullable() }),
    answer: changedCase,
  }),
} as const;
