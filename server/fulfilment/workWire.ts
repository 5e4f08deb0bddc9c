import { z } from 'zod';
import { freeText, id, instant, listOf, listQuery, route, someText } from '#platform/wire.ts';
import { taskStates, taskView } from './viewWire.ts';

const words = (zh: string, en: string) => ({ zh, en });
const taskPath = z.object({ taskId: id });
const moved = z.object({ id, state: z.enum(taskStates), caseId: id, stage: z.string() });
const waybill = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z-]{6,40}$/);

/** What the work board is sorted into. */
export const workGroups = ['carrier', 'listing', 'invoice', 'follow-up', 'payout', 'coupon'] as const;
/** How a carrier or warehouse is asked: by its interface, with a sheet, or on the phone. */
export const askWays = ['carrier-api', 'sheet', 'phone'] as const;
/** What it is asked for; words in docs/glossary.md (拦截退回, 改址). */
export const askWishes = ['change-address', 'return-to-branch', 'return-to-sender'] as const;
/** Why a carrier or warehouse didn't do it. */
export const refusalReasons = ['refused-by-carrier', 'too-late', 'undeliverable', 'other'] as const;
export const invoiceKinds = ['normal', 'red-letter'] as const;

/** A parcel of the order as it stands, shown before anybody asks for a change (FU-3). */
export const parcelStand = z.object({
  waybill: z.string(),
  carrier: z.string().nullable(),
  state: z.string(),
  /** Still under way: a carrier can stop or turn it. */
  changeable: z.boolean(),
  scanAt: instant.nullable(),
  scanText: z.string().nullable(),
  scanPlace: z.string().nullable(),
});

/** A row of the work board: what somebody has to do and report, payouts that wait, coupons that couldn't be given. */
export const workView = taskView.extend({
  caseId: id,
  caseNumber: z.string(),
  shop: z.object({ id, name: z.string() }),
  group: z.enum(workGroups),
  dueAt: instant,
  parcels: z.array(parcelStand),
  /** Whether the carrier's interface is set up; where not it is asked by sheet or phone. */
  carrierApi: z.boolean(),
});
export type WorkView = z.output<typeof workView>;

export const couponPool = z.object({
  id,
  code: z.string(),
  name: z.string(),
  shop: z.object({ id, name: z.string() }).nullable(),
  validUntil: instant.nullable(),
  lowMark: z.int(),
  active: z.boolean(),
  left: z.int(),
  given: z.int(),
});

export const workRoutes = {
  work: route({
    method: 'GET',
    path: '/api/v1/tasks',
    summary: words('待办看板（期限近的在前）', 'Work board, nearest deadline first'),
    permission: 'fulfilment.read',
    query: listQuery.extend({
      group: z.enum(workGroups).optional(),
      party: freeText(30).optional(),
      shopId: id.optional(),
      /** Only what is late; only what the reader has taken on. */
      late: z.enum(['yes']).optional(),
      mine: z.enum(['yes']).optional(),
    }),
    answer: listOf(workView).extend({ groups: z.record(z.string(), z.object({ n: z.int(), capped: z.boolean() })) }),
  }),
  ask: route({
    method: 'POST',
    path: '/api/v1/tasks/:taskId/askings',
    summary: words('请快递或仓库办理', 'Ask the carrier or warehouse'),
    permission: 'fulfilment.report',
    params: taskPath,
    /** `waybill`: which parcel; absent: the one that shipped last. */
    body: z.object({ by: z.enum(askWays), wanted: z.enum(askWishes).default('change-address'), waybill: waybill.optional() }),
    answer: moved,
  }),
  confirm: route({
    method: 'POST',
    path: '/api/v1/tasks/:taskId/confirmations',
    summary: words('快递或仓库已确认', 'The carrier or warehouse has confirmed it'),
    permission: 'fulfilment.report',
    params: taskPath,
    /** `note`: who confirmed it and how. `carrier`, `waybill`: of a delivery that was arranged anew, its new number. */
    body: z.object({ note: someText(500), carrier: freeText(60).optional(), waybill: waybill.optional() }),
    answer: moved,
  }),
  refuse: route({
    method: 'POST',
    path: '/api/v1/tasks/:taskId/refusals',
    summary: words('快递或仓库未能办理', 'The carrier or warehouse could not do it'),
    permission: 'fulfilment.report',
    params: taskPath,
    body: z.object({ reason: z.enum(refusalReasons), note: freeText(500).optional() }),
    answer: moved,
  }),
  report: route({
    method: 'POST',
    path: '/api/v1/tasks/:taskId/reports',
    summary: words('回报办理结果', 'Report what was done'),
    permission: 'fulfilment.report',
    params: taskPath,
    /**
     * Of an invoice that was issued: its number and kind, of a red-letter one the number that cancels the wrong one; the files that
     * the customer gets (picture, PDF or OFD), or that it goes out on paper.
     */
    body: z.object({
      outcome: z.enum(['done', 'failed']),
      note: someText(1000),
      invoiceNo: freeText(40).optional(),
      invoiceKind: z.enum(invoiceKinds).optional(),
      redLetterNo: freeText(40).optional(),
      onPaper: z.boolean().default(false),
      files: z.array(id).max(5).optional(),
    }),
    answer: moved,
  }),
  assign: route({
    method: 'POST',
    path: '/api/v1/tasks/:taskId/assignments',
    summary: words('指派任务', 'Assign a task'),
    permission: 'fulfilment.report',
    params: taskPath,
    /** Null: nobody in particular. Goods are assigned to whoever brings them (FU-13). */
    body: z.object({ staffId: id.nullable() }),
    answer: moved,
  }),
  deliverers: route({
    method: 'GET',
    path: '/api/v1/deliverers',
    summary: words('可配送的人员', 'Who can bring goods'),
    permission: 'fulfilment.work',
    query: z.object({ shopId: id }),
    answer: z.object({ items: z.array(z.object({ id, name: z.string() })) }),
  }),
  pools: route({
    method: 'GET',
    path: '/api/v1/coupon-pools',
    summary: words('优惠券池', 'Coupon pools'),
    permission: 'fulfilment.read',
    answer: z.object({ items: z.array(couponPool) }),
  }),
  savePool: route({
    method: 'POST',
    path: '/api/v1/coupon-pools',
    summary: words('新建或修改优惠券池', 'Save a coupon pool'),
    permission: 'remedy.policy-edit',
    /** The same code (of the same shop) again changes the pool. */
    body: z.object({
      code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/),
      name: someText(60),
      nameEn: someText(60),
      shopId: id.nullable().default(null),
      validUntil: instant.nullable().default(null),
      lowMark: z.int().min(0).max(100_000).default(20),
      active: z.boolean().default(true),
    }),
    answer: z.object({ id }),
  }),
  addCodes: route({
    method: 'POST',
    path: '/api/v1/coupon-pools/:poolId/codes',
    summary: words('导入券码（CSV）', 'Import codes from a CSV'),
    permission: 'remedy.policy-edit',
    params: z.object({ poolId: id }),
    /** Text of the file: one code in the first column of each line; a header line is passed over. */
    body: z.object({ csv: z.string().min(1).max(900_000) }),
    answer: z.object({ added: z.int(), known: z.int(), refused: z.array(z.object({ line: z.int() })) }),
    limit: 30,
  }),
} as const;
