import { z } from 'zod';
import { id, instant } from '#platform/wire.ts';
import { fileLayouts } from './layoutWire.ts';

/** Remedies as they are carried out (kinds.ts), a payout by finance, and what a playbook asks to be looked after. */
export const taskKinds = [
  'resend',
  'reship',
  'exchange',
  'return',
  'repair',
  'refund',
  'part-refund',
  'difference',
  'claim-payment',
  'payout',
  'coupon',
  'points',
  'keep-surplus',
  'correct-information',
  'rearrange',
  'reissue-invoice',
  'correct-listing',
  'explanation',
  'follow-up',
] as const;
/**
 * Which of them a kind knows stands in its table (taskStates.ts). Goods: open → sent-to-warehouse → shipped → arrived, handed
 * over: done; a repair is received first. What a carrier is asked for: open → asked → confirmed or refused. All else: open → done.
 */
export const taskStates = [
  'open',
  'sent-to-warehouse',
  'in-repair',
  'at-door',
  'shipped',
  'arrived',
  'asked',
  'confirmed',
  'refused',
  'done',
  'failed',
  'recalled',
] as const;
/** Why goods couldn't be sent or didn't come. */
export const failureReasons = ['no-stock', 'discontinued', 'cancelled-by-warehouse', 'undeliverable', 'lost', 'returned', 'other'] as const;
export const fileFormats = ['csv', 'xlsx'] as const;
export const units = ['fen', 'points'] as const;
export const accounts = [
  'remedy-cost',
  'payable-to-customer',
  'payment-partner',
  'payout-account',
  'cash',
  'points-issued',
  'coupons-issued',
  'parts-cost',
  'freight',
  'recovery-receivable',
  'recovery-income',
  'recovered',
  'written-off',
  'claims-given-up',
] as const;
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
  /** Of work: who has to do it, a party of the playbooks. */
  party: z.string().nullable(),
  /** Who has taken it on, or brings it. */
  owner: named.nullable(),
  /** How a carrier or warehouse was asked, for what, about which parcel (FU-3). */
  asked: z.object({ by: z.string(), wanted: z.string(), parcel: z.string().nullable() }).nullable(),
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
  /** What this reader may do with it now: ship, fail, arrive, hand-over, recall, take-back, report, ask, confirm, refuse, assign. */
  may: z.array(z.string()),
});
export type TaskView = z.output<typeof taskView>;

/** A row of the resend board: resends, exchanges, and what logistics is to follow up. */
export const resendView = taskView.extend({ caseId: id, caseNumber: z.string(), shop: named });
export type ResendView = z.output<typeof resendView>;

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
      what: z.enum(['platform-refund', ...taskKinds]),
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

/** What the reconciliation compares row by row (reconcile.ts). */
export const reconciledKinds = ['refund', 'payout', 'owed', 'cash', 'goods', 'coupon', 'points', 'recovery'] as const;
/** What can differ. */
export const differenceKinds = [...reconciledKinds, 'entry', 'contradiction'] as const;

export const reconciliationView = z.object({
  at: instant,
  /** Everything is equal, or was looked into. */
  balanced: z.boolean(),
  mayTick: z.boolean(),
  /** Of each kind: how many rows, and what each side knows in sum; points or fen. */
  totals: z.array(z.object({ what: z.enum(reconciledKinds), n: z.int(), ours: z.int(), ledger: z.int(), partner: z.int() })),
  differences: z.array(
    z.object({
      what: z.enum(differenceKinds),
      key: z.string(),
      caseId: id.nullable(),
      caseNumber: z.string().nullable(),
      ours: z.int(),
      ledger: z.int(),
      partner: z.int(),
      /** What it means and how it is mended, in the reader's language. */
      words: z.string(),
      /** The desk's page where it is mended. */
      at: z.enum(['/intents', '/payouts', '/recoveries', '/coupon-pools', '/ledger', '/resends']),
      /** Who has looked into it, when and what came of it; null: nobody, so that it counts. */
      tick: z.object({ by: z.string(), at: instant, why: z.string() }).nullable(),
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
