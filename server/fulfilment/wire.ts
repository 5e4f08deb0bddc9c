import { z } from 'zod';
import { fen, freeText, id, instant, listOf, listQuery, route, someText } from '#platform/wire.ts';

export const taskKinds = ['resend', 'exchange', 'refund', 'points', 'explanation', 'follow-up'] as const;
/** Goods go open → sent-to-warehouse → shipped → arrived; what is handed over at the counter, money, points and follow-ups are `done`. */
export const taskStates = ['open', 'sent-to-warehouse', 'shipped', 'arrived', 'done', 'failed', 'recalled'] as const;
/** Why goods couldn't be sent or didn't come. */
export const failureReasons = ['no-stock', 'discontinued', 'cancelled-by-warehouse', 'undeliverable', 'lost', 'returned', 'other'] as const;
export const fileLayouts = ['generic', 'wangdiantong'] as const;
export const fileFormats = ['csv', 'xlsx'] as const;
export const units = ['fen', 'points'] as const;
export const accounts = ['remedy-cost', 'payable-to-customer', 'payment-partner', 'points-issued', 'parts-cost', 'freight'] as const;
export const intentStates = ['ready', 'calling', 'waiting', 'done', 'refused', 'uncertain', 'needs-person', 'recalled'] as const;

const time = instant.nullable();
const named = z.object({ id, name: z.string() });

/** One task of carrying a chosen remedy out. All words are in the reader's language. */
export const taskView = z.object({
  id,
  /** Our key: what the warehouse finds in the remark, or the payment partner's out_request_no. */
  key: z.string(),
  kind: z.enum(taskKinds),
  state: z.enum(taskStates),
  /** E.g. "补发 螺丝 ×2" or "退款 ¥8.00". */
  title: z.string(),
  /** State in words, e.g. "已寄出 顺丰 SF123" or "¥8.00 原路退回，预计 1–3 个工作日到账，以银行为准". */
  progress: z.string(),
  round: z.int(),
  partCode: z.string().nullable(),
  partName: z.string().nullable(),
  quantity: z.int().nullable(),
  amountFen: z.int().nullable(),
  points: z.int().nullable(),
  orderNo: z.string().nullable(),
  warehouse: named.nullable(),
  carrier: z.string().nullable(),
  waybill: z.string().nullable(),
  lastScan: z.object({ at: time, text: z.string().nullable(), place: z.string().nullable() }).nullable(),
  /** By when the warehouse should have shipped it. */
  shipBy: time,
  /** What was reported on a follow-up, or noted with a failure or recall; for colleagues. */
  note: z.string().nullable(),
  /** Promised arrival; of a follow-up when its answer is due. */
  promisedAt: time,
  late: z.boolean(),
  lateWhy: z.string().nullable(),
  failure: z.object({ code: z.string(), words: z.string() }).nullable(),
  createdAt: instant,
  sentAt: time,
  shippedAt: time,
  settledAt: time,
  /** Of an exchange: what the customer sends back. */
  goodsBack: z.enum(['none', 'awaited', 'received']),
  /** Of a refund: how the payment partner stands. */
  payment: z.object({ intentId: id, state: z.enum(intentStates), fault: z.string().nullable(), attempts: z.int() }).nullable(),
  /** What this reader may do with it now: ship, fail, arrive, hand-over, recall, take-back, report. */
  may: z.array(z.string()),
});
export type TaskView = z.output<typeof taskView>;

/** A row of the resend board: resends, exchanges, and what logistics is to follow up. */
export const resendView = taskView.extend({ caseId: id, caseNumber: z.string(), shop: named });
export type ResendView = z.output<typeof resendView>;

const resendPath = z.object({ resendId: id });
const casePath = z.object({ caseId: id });

export const exportView = z.object({ id, count: z.int(), layout: z.enum(fileLayouts), format: z.enum(fileFormats), file: z.string() });
/** What an imported file did; the same file again is all `unchanged`. */
export const importView = z.object({
  id,
  rows: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.array(z.object({ line: z.int(), key: z.string(), code: z.string(), words: z.string() })),
});
export type ImportView = z.output<typeof importView>;

/** `party`: its name; `partyKey`: what the list is filtered by, e.g. `warehouse:<id>`. */
export const ledgerLine = z.object({
  account: z.enum(accounts),
  party: z.string().nullable(),
  partyKey: z.string().nullable(),
  unit: z.enum(units),
  debit: z.int(),
  credit: z.int(),
});
export const ledgerEntry = z.object({
  id,
  at: instant,
  kind: z.string(),
  key: z.string(),
  caseId: id.nullable(),
  caseNumber: z.string().nullable(),
  lines: z.array(ledgerLine),
});

/** Money of a case (RE-13): what was given before, what this case costs, who bears it. Amounts in fen. */
export const moneyView = z.object({
  orderPaidFen: z.int().nullable(),
  insurance: z.object({ freight: z.boolean().nullable(), insuredFen: z.int().nullable(), platformGuarantee: z.boolean().nullable() }),
  /** Platform refunds, and what we gave in this and earlier cases of the same order; newest first. */
  given: z.array(
    z.object({
      what: z.enum(['platform-refund', 'refund', 'points', 'resend', 'exchange']),
      state: z.string(),
      amountFen: z.int().nullable(),
      points: z.int().nullable(),
      title: z.string(),
      at: time,
      caseId: id.nullable(),
      caseNumber: z.string().nullable(),
    }),
  ),
  /** Refunds on the platform and ours that are done or on their way. */
  givenFen: z.int(),
  /** What this case costs by plan and as booked; points apart. `netFen`: booked less what was recovered. */
  cost: z.object({ expectedFen: z.int(), realFen: z.int(), recoveredFen: z.int(), netFen: z.int(), points: z.int() }),
  byParty: z.array(z.object({ party: z.string(), partyKey: z.string(), fen: z.int(), points: z.int() })),
});

export const reconciliationView = z.object({
  at: instant,
  balanced: z.boolean(),
  refunds: z.object({ n: z.int(), intentFen: z.int(), ledgerFen: z.int(), partnerFen: z.int() }),
  points: z.object({ n: z.int(), taskPoints: z.int(), ledgerPoints: z.int(), grantedPoints: z.int() }),
  differences: z.array(
    z.object({
      what: z.enum(['refund', 'points', 'entry', 'contradiction']),
      key: z.string(),
      caseId: id.nullable(),
      caseNumber: z.string().nullable(),
      ours: z.int(),
      ledger: z.int(),
      partner: z.int(),
      words: z.string(),
    }),
  ),
});

export const intentView = z.object({
  id,
  key: z.string(),
  kind: z.string(),
  state: z.enum(intentStates),
  fault: z.string().nullable(),
  /** What that means and what to do, in the reader's language. */
  words: z.string(),
  attempts: z.int(),
  caseId: id.nullable(),
  caseNumber: z.string().nullable(),
  amountFen: z.int().nullable(),
  createdAt: instant,
  changedAt: instant,
  /** Whether a person may say what happened now. */
  resolvable: z.boolean(),
});

const words = (zh: string, en: string) => ({ zh, en });
const moved = z.object({ id, state: z.enum(taskStates), caseId: id, stage: z.string() });

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
      format: z.enum(fileFormats).default('xlsx'),
      ids: z.array(id).min(1).max(500).optional(),
      warehouseId: id.optional(),
    }),
    answer: exportView,
    limit: 60,
  }),
  ship: route({
    method: 'POST',
    path: '/api/v1/resends/:resendId/shipments',
    summary: words('登记快递单号', 'Enter the tracking number'),
    permission: 'fulfilment.work',
    params: resendPath,
    /** `carrier`: a carrier's code or name. A number entered before is corrected by entering another. */
    body: z.object({
      carrier: someText(60),
      waybill: z
        .string()
        .trim()
        .regex(/^[0-9A-Za-z-]{6,40}$/),
      freightFen: fen.optional(),
    }),
    answer: moved,
  }),
  fail: route({
    method: 'POST',
    path: '/api/v1/resends/:resendId/failures',
    summary: words('无法补发', "Can't be sent"),
    permission: 'fulfilment.work',
    params: resendPath,
    body: z.object({ reason: z.enum(failureReasons), note: freeText(500).optional() }),
    answer: moved,
  }),
  arrive: route({
    method: 'POST',
    path: '/api/v1/resends/:resendId/arrivals',
    summary: words('已送达', 'It has arrived'),
    permission: 'fulfilment.work',
    params: resendPath,
    answer: moved,
  }),
  handOver: route({
    method: 'POST',
    path: '/api/v1/resends/:resendId/hand-overs',
    summary: words('柜台当面交付', 'Handed over at the counter'),
    permission: 'fulfilment.work',
    params: resendPath,
    answer: moved,
  }),
  takeBack: route({
    method: 'POST',
    path: '/api/v1/resends/:resendId/returns',
    summary: words('已收到退回的商品', 'The returned goods are here'),
    permission: 'fulfilment.work',
    params: resendPath,
    answer: moved,
  }),
  recall: route({
    method: 'POST',
    path: '/api/v1/tasks/:taskId/recalls',
    summary: words('撤回任务', 'Recall a task'),
    permission: 'fulfilment.recall',
    params: z.object({ taskId: id }),
    body: z.object({ reason: someText(500) }),
    answer: moved,
  }),
  report: route({
    method: 'POST',
    path: '/api/v1/tasks/:taskId/reports',
    summary: words('回报跟进结果', 'Report on a follow-up'),
    permission: 'fulfilment.work',
    params: z.object({ taskId: id }),
    body: z.object({ outcome: z.enum(['done', 'failed']), note: someText(1000) }),
    answer: moved,
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
 * (CSV in UTF-8 or GB18030, or XLSX, up to 5 MB), `?name=` its name; answers importView. `callback`: the payment partner's.
 */
export const fulfilmentFiles = {
  download: '/api/v1/resends/exports/:exportId/file',
  upload: '/api/v1/resends/imports',
  callback: '/partner/payment/callback',
} as const;
