import { z } from 'zod';
import { freeText, id, listOf, listQuery, route, someText } from '#platform/wire.ts';
import { fileLayouts } from './layoutWire.ts';
import {
  taskStates,
  fileFormats,
  accounts,
  intentStates,
  taskView,
  resendView,
  exportView,
  ledgerEntry,
  moneyView,
  differenceKinds,
  reconciliationView,
  intentView,
} from './viewWire.ts';

export {
  accounts,
  failureReasons,
  fileFormats,
  intentStates,
  moneyView,
  taskKinds,
  taskStates,
  units,
  type TaskView,
  type ResendView,
  type ImportView,
} from './viewWire.ts';
export { fileLayouts, layoutFields, layoutRoutes, type ResendLayout } from './layoutWire.ts';
export { deliveryRoutes, type DeliveryView, doorReasons } from './deliveryWire.ts';
export { askWays, askWishes, invoiceKinds, refusalReasons, workGroups, workRoutes, type WorkView } from './workWire.ts';

const casePath = z.object({ caseId: id });
const words = (zh: string, en: string) => ({ zh, en });

export const fulfilmentRoutes = {
  tasks: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/tasks',
    summary: words('执行任务', 'Tasks of carrying out'),
    permission: 'fulfilment.read',
    params: casePath,
    answer: z.object({ items: z.array(taskView) }),
  }),
  money: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/money',
    summary: words('已给过的钱与本单成本', 'Money given before and cost of this case'),
    permission: 'ledger.read',
    params: casePath,
    answer: moneyView,
  }),
  resends: route({
    method: 'GET',
    path: '/api/v1/resends',
    summary: words('补发看板（承诺时间近的在前）', 'Resend board, nearest promise first'),
    permission: 'fulfilment.read',
    query: listQuery.extend({
      state: z.enum([...taskStates, 'late']).optional(),
      shopId: id.optional(),
      warehouseId: id.optional(),
      q: freeText(100).optional(),
    }),
    answer: listOf(resendView).extend({ tabs: z.record(z.string(), z.object({ n: z.int(), capped: z.boolean() })) }),
  }),
  exportResends: route({
    method: 'POST',
    path: '/api/v1/resends/exports',
    summary: words('导出给仓库', 'Export for the warehouse'),
    permission: 'fulfilment.work',
    /** Without `ids`: every open row (of the warehouse). Rows sent before go into a file again only when named. */
    body: z.object({
      layout: z.enum(fileLayouts).default('generic'),
      layoutId: id.optional(),
      format: z.enum(fileFormats).default('xlsx'),
      ids: z.array(id).min(1).max(500).optional(),
      warehouseId: id.optional(),
    }),
    answer: exportView,
    limit: 60,
  }),
  ledger: route({
    method: 'GET',
    path: '/api/v1/ledger',
    summary: words('赔付台账', 'Ledger'),
    permission: 'ledger.read',
    query: listQuery.extend({
      shopId: id.optional(),
      caseId: id.optional(),
      account: z.enum(accounts).optional(),
      party: freeText(100).optional(),
    }),
    answer: listOf(ledgerEntry),
  }),
  reconciliation: route({
    method: 'GET',
    path: '/api/v1/reconciliation',
    summary: words('对账', 'Reconciliation'),
    permission: 'ledger.read',
    answer: reconciliationView,
    limit: 30,
  }),
  tickOff: route({
    method: 'POST',
    path: '/api/v1/reconciliation/ticks',
    summary: words('核销一条对账差异', 'Tick a difference off'),
    permission: 'payout.check',
    /** As it was seen; it counts again once its figures change. Refuses `no-such-difference`. */
    body: z.object({
      what: z.enum(differenceKinds),
      key: z.string().min(1).max(200),
      ours: z.int(),
      ledger: z.int(),
      partner: z.int(),
      why: someText(500),
    }),
    answer: z.object({ what: z.string(), key: z.string() }),
  }),
  intents: route({
    method: 'GET',
    path: '/api/v1/intents',
    summary: words('待办指令（结果不明、待人工）', 'Intents that are uncertain or need a person'),
    permission: 'ledger.read',
    query: listQuery.extend({ state: z.enum(intentStates).default('uncertain') }),
    answer: listOf(intentView),
  }),
  resolveIntent: route({
    method: 'POST',
    path: '/api/v1/intents/:intentId/resolutions',
    summary: words('人工认定是否已发生', 'A person says whether it happened'),
    permission: 'case.move',
    params: z.object({ intentId: id }),
    body: z.object({ happened: z.enum(['yes', 'no']), note: someText(500) }),
    answer: z.object({ id, state: z.enum(intentStates) }),
  }),
} as const;

/**
 * Routes that carry files or come from the partner. `download`: the exported file. `upload`: the body is the file itself
 * (CSV in UTF-8 or GB18030, or XLSX, up to 5 MB), `?name=` its name; answers importView. `callback`: the payment partner's,
 * `interceptCallback`: that of the carriers' partner.
 */
export const fulfilmentFiles = {
  download: '/api/v1/resends/exports/:exportId/file',
  upload: '/api/v1/resends/imports',
  callback: '/partner/payment/callback',
  interceptCallback: '/partner/intercept/callback',
} as const;
