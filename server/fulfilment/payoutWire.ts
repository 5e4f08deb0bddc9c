import { z } from 'zod';
import { freeText, id, instant, listOf, listQuery, route, someText } from '#platform/wire.ts';

const words = (zh: string, en: string) => ({ zh, en });

/** States of one payment, see payoutStates.ts. */
export const payoutStates = ['waiting-payee', 'ready', 'in-batch', 'sent', 'paid', 'failed', 'recalled'] as const;
export const batchStates = ['in-check', 'approved', 'returned', 'sent', 'settled'] as const;
/** Where money goes when the platform can't take it back: Alipay, WeChat or a bank account. */
export const payeeWays = ['alipay', 'wechat', 'bank'] as const;
/** Why a payment didn't arrive, as the result file says; `bounced`: it had been paid, and the bank gave it back (退票). */
export const payoutFailures = ['name-mismatch', 'account-wrong', 'over-limit', 'bounced', 'other'] as const;
/** What is known of the same goods before money leaves (RE-13); `over-paid` needs the checker's reason. */
export const payoutWarnings = [
  'over-paid',
  'platform-refunded',
  'given-before',
  'goods-sent',
  'freight-insured',
  'carrier-insured',
  'carrier-paid',
  'bounced',
  'no-order',
] as const;
/** Layouts of the file that goes out; `alipay` is an example until somebody compared it with the account's own template. */
export const payoutLayouts = ['generic', 'alipay'] as const;

/** Who is to be paid, as it is typed. `bank`: of a bank account only. */
export const payeeGiven = z.object({
  way: z.enum(payeeWays),
  name: someText(60),
  account: someText(80),
  bank: freeText(60).default(''),
});

const bothSides = z.object({ id, name: z.string() });

/** One payment. Amounts in fen; payee only masked. */
export const payoutView = z.object({
  /** The task's own id. */
  id,
  key: z.string(),
  caseId: id,
  caseNumber: z.string(),
  shop: bothSides,
  orderNo: z.string().nullable(),
  title: z.string(),
  state: z.enum(payoutStates),
  amountFen: z.int(),
  payee: z
    .object({ way: z.enum(payeeWays), name: z.string(), account: z.string(), by: z.enum(['customer', 'staff']), at: instant })
    .nullable(),
  failure: z.object({ code: z.enum(payoutFailures), words: z.string(), note: z.string() }).nullable(),
  theirNo: z.string().nullable(),
  /** The batch that it is in, or was in last. */
  batch: z.object({ id, number: z.string() }).nullable(),
  /** What was given for the same goods: paid for the order, by the platform, by us besides this, by the carrier or insurance to us. */
  given: z.object({ paidFen: z.int().nullable(), platformFen: z.int(), oursFen: z.int(), carrierFen: z.int() }),
  warnings: z.array(z.object({ code: z.enum(payoutWarnings), fen: z.int().nullable() })),
  openedAt: instant,
  changedAt: instant,
  paidAt: instant.nullable(),
  late: z.boolean(),
  may: z.array(z.enum(['payee', 'retry', 'reveal', 'batch', 'bounce'])),
});
export type PayoutView = z.output<typeof payoutView>;

export const batchView = z.object({
  id,
  number: z.string(),
  state: z.enum(batchStates),
  madeBy: z.string(),
  madeAt: instant,
  checkedBy: z.string().nullable(),
  checkedAt: instant.nullable(),
  note: z.string().nullable(),
  override: z.string().nullable(),
  layout: z.enum(payoutLayouts).nullable(),
  downloads: z.int(),
  n: z.int(),
  totalFen: z.int(),
  paidFen: z.int(),
  failedFen: z.int(),
  waitingFen: z.int(),
  /** The reader made it, and so doesn't check it. */
  own: z.boolean(),
  may: z.array(z.enum(['approve', 'return', 'send', 'download'])),
});
export type BatchView = z.output<typeof batchView>;

const payoutPath = z.object({ payoutId: id });
const batchPath = z.object({ batchId: id });
const payoutMoved = z.object({ id, state: z.enum(payoutStates) });
const batchMoved = z.object({ id, number: z.string(), state: z.enum(batchStates) });

export const payoutRoutes = {
  list: route({
    method: 'GET',
    path: '/api/v1/payouts',
    summary: words('打款（等得最久的在前）', 'Payouts, the longest waiting first'),
    permission: 'ledger.read',
    query: listQuery.extend({ state: z.enum(payoutStates).optional(), shopId: id.optional(), caseId: id.optional() }),
    answer: listOf(payoutView).extend({
      tabs: z.record(z.string(), z.object({ n: z.int(), capped: z.boolean() })),
      /** Of all that match, fen. */
      sumFen: z.int(),
    }),
  }),
  givePayee: route({
    method: 'POST',
    path: '/api/v1/payouts/:payoutId/payees',
    summary: words('登记或更正收款账户', 'Enter or correct the payee'),
    permission: 'case.answer',
    params: payoutPath,
    /** Refuses `payee-account-form` (a phone or mail for Alipay, 12–30 digits for a bank), `payee-bank-missing`, `payout-has-begun`. */
    body: payeeGiven,
    answer: payoutMoved,
    answerKept: false,
  }),
  revealPayee: route({
    method: 'POST',
    path: '/api/v1/payouts/:payoutId/reveals',
    summary: words('查看收款账户明文', 'Reveal the payee'),
    permission: 'payout.check',
    params: payoutPath,
    body: z.object({ why: someText(200) }),
    answer: payeeGiven,
    answerKept: false,
    limit: 60,
  }),
  retry: route({
    method: 'POST',
    path: '/api/v1/payouts/:payoutId/retries',
    summary: words('账户无误，重新打款', 'Pay again to the same payee'),
    permission: 'payout.make',
    params: payoutPath,
    /** Refuses `payee-to-correct` where the payee was the reason, `payout-has-begun`. */
    answer: payoutMoved,
  }),
  bounce: route({
    method: 'POST',
    path: '/api/v1/payouts/:payoutId/bounces',
    summary: words('登记银行退票', 'The bank gave a payment back'),
    permission: 'payout.check',
    params: payoutPath,
    /** `reason`: what the bank's statement says. Refuses `payout-not-paid`; the same again changes nothing. */
    body: z.object({ reason: someText(200) }),
    answer: payoutMoved,
  }),
  batches: route({
    method: 'GET',
    path: '/api/v1/payout-batches',
    summary: words('打款批次（新的在前）', 'Batches of payouts, newest first'),
    permission: 'payout.check',
    query: listQuery.extend({ state: z.enum(batchStates).optional() }),
    answer: listOf(batchView),
  }),
  batch: route({
    method: 'GET',
    path: '/api/v1/payout-batches/:batchId',
    summary: words('一个批次', 'One batch'),
    permission: 'payout.check',
    params: batchPath,
    answer: batchView.extend({
      rows: z.array(
        z.object({ position: z.int(), rowKey: z.string(), outcome: z.string(), why: z.string().nullable(), payout: payoutView }),
      ),
    }),
  }),
  makeBatch: route({
    method: 'POST',
    path: '/api/v1/payout-batches',
    summary: words('制单：汇成批次', 'Make a batch'),
    permission: 'payout.make',
    /** `seen`: the maker has seen what was given for the same goods (RE-13). Refuses `payout-not-ready`. */
    body: z.object({ ids: z.array(id).min(1).max(200), seen: z.literal(true) }),
    answer: batchMoved,
  }),
  checkBatch: route({
    method: 'POST',
    path: '/api/v1/payout-batches/:batchId/checks',
    summary: words('复核：通过或退回', 'Check a batch: approve or return it'),
    permission: 'payout.check',
    params: batchPath,
    /** `reason`: why it is returned; or why more goes out than was paid. Refuses `own-batch`, `no-such-move`, `reason-required`, `over-paid`. */
    body: z.object({ answer: z.enum(['approved', 'returned']), reason: freeText(500).default('') }),
    answer: batchMoved,
  }),
  sendBatch: route({
    method: 'POST',
    path: '/api/v1/payout-batches/:batchId/files',
    summary: words('生成打款文件', 'Make the file of a batch'),
    permission: 'payout.make',
    params: batchPath,
    /** From now on its rows count as sent. Refuses `no-such-move` unless approved, `payee-missing`. */
    body: z.object({ layout: z.enum(payoutLayouts).default('generic'), format: z.enum(['csv', 'xlsx']).default('xlsx') }),
    answer: batchMoved.extend({ file: z.string() }),
  }),
} as const;

/** What came of a result file. */
export const payoutResultView = z.object({
  id,
  rows: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.array(z.object({ line: z.int(), key: z.string(), code: z.string(), words: z.string() })),
});
export type PayoutResultView = z.output<typeof payoutResultView>;

/** `download`: a batch's file, written down each time. `results`: the body is the file (CSV or XLSX, up to 5 MB), `?name=` its name; answers payoutResultView. */
export const payoutFiles = {
  download: '/api/v1/payout-batches/:batchId/file',
  results: '/api/v1/payout-results',
} as const;
