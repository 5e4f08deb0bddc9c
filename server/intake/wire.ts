import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { fen, freeText, id, instant, route, someText } from '#platform/wire.ts';

/** Ways by which a report can come in (IN-1). `byhand` is marketplace chat copied by an agent (TA-11). */
export const reportChannels = [
  'phone',
  'counter',
  'byhand',
  'chat',
  'email',
  'sms',
  'wechat',
  'web',
  'app',
  'social',
  'review',
  'media',
  'api',
] as const;
/** Ways to reach a person; the customers' stage keeps them. */
export const handleKinds = ['phone', 'virtual-phone', 'email', 'nick', 'buyer-id'] as const;
/** Where a line's value came from, the first that is known (OR-4): never 0 for a gift. `most` is an upper bound, not a price. */
export const valueBases = ['part', 'stated', 'share', 'price', 'most', 'claimed', 'unknown'] as const;

const casePath = z.object({ caseId: id });
const code = z.string().trim().min(1).max(80);
const pieces = z.int().min(1).max(100_000);

/** One thing that the report is about: a part of an ordered line, the whole line (a gift), or only words while the order isn't here (IN-10). */
export const lineGiven = z.object({
  orderLineId: id.optional(),
  partCode: freeText(60).optional(),
  name: freeText(200).default(''),
  model: freeText(100).optional(),
  quantity: pieces.default(1),
  problem: code.optional(),
});
/** A thing that the report is about, as given (IN-10). */
export type LineGiven = z.output<typeof lineGiven>;

const handle = z.object({
  kind: z.enum(handleKinds),
  value: someText(200),
  extension: z
    .string()
    .regex(/^\d{1,8}$/)
    .optional(),
});

/**
 * A report as any channel gives it (IN-2). `fields` are the playbook's own registration fields by id, as `GET
 * /api/v1/playbooks/:name` lists them (IN-8); amounts in fen, an amount that needs its basis has it in `<id>Basis`, `parts`
 * is `lines`. What the order knows already (name, contact) need not be given again (IN-7).
 */
export const registration = z.object({
  /** Without a shop the order number must mean one order. */
  shopId: id.optional(),
  /** Without one: the playbook in force whose problems include this one. */
  playbook: z.string().max(60).optional(),
  problem: code,
  channel: z.enum(reportChannels),
  /** When it reached us; earlier than now for a noted phone call, never later. */
  receivedAt: instant.optional(),
  /** The problem in the customer's own words. */
  words: someText(10_000),
  orderNo: freeText(64).optional(),
  fields: z.record(z.string().max(60), z.union([freeText(4000), z.number(), z.boolean()])).default({}),
  lines: z.array(lineGiven).max(100).default([]),
  /** Known customer; else found or made by the handles below and the order's. */
  customerId: id.optional(),
  handles: z.array(handle).max(5).default([]),
  lang: z.enum(['zh', 'en']).optional(),
  neededBy: instant.optional(),
  /** Materials brought along (VE-6). */
  materials: z
    .array(z.object({ material: code, fileIds: z.array(id).max(30).default([]), text: freeText(2000).optional() }))
    .max(30)
    .default([]),
  /** Registers although the same matter is open already (IN-6). */
  despiteDuplicate: z.object({ reason: someText(500) }).optional(),
  /** Takes the case at once. */
  take: z.boolean().default(false),
});
export type Registration = z.output<typeof registration>;

/** An earlier case or contact: facts, never a label (IN-6, IN-7). */
export const earlierCase = z.object({
  caseId: id,
  number: z.string(),
  version: z.int(),
  problem: z.string(),
  summary: z.string(),
  stage: z.string(),
  outcome: z.string().nullable(),
  receivedAt: instant,
  closedAt: instant.nullable(),
  hurried: z.int(),
  /** What it has in common with the matter at hand. */
  same: z.array(z.enum(['order', 'buyer', 'address', 'problem'])),
});
export type EarlierCase = z.output<typeof earlierCase>;

export const lineView = z.object({
  id,
  lineNo: z.int(),
  round: z.int(),
  orderLineId: id.nullable(),
  goods: z.string().nullable(),
  partCode: z.string().nullable(),
  name: z.string(),
  model: z.string().nullable(),
  quantity: z.int(),
  problem: z.string(),
  /** Of the whole line, fen. */
  valueFen: z.int().nullable(),
  valueBasis: z.enum(valueBases),
  /** On the order's own list of parts. */
  onList: z.boolean(),
  finding: z.string().nullable(),
  remedy: z.string().nullable(),
});
/** A line of a case, as the desk shows it; value in fen. */
export type LineView = z.output<typeof lineView>;

export const reportView = z.object({
  caseId: id,
  version: z.int(),
  round: z.int(),
  channel: z.string(),
  receivedAt: instant,
  words: z.string(),
  wish: z.string().nullable(),
  amountClaimed: fen.nullable(),
  amountBasis: z.string().nullable(),
  neededBy: instant.nullable(),
  /** Registered fields in the playbook's order and the reader's language; personal ones masked. */
  fields: z.array(z.object({ id: z.string(), title: z.string(), value: z.string(), masked: z.boolean() })),
  lines: z.array(lineView),
  partsValue: z.int(),
  materials: z.array(
    z.object({ material: z.string(), title: z.string(), fileId: id.nullable(), text: z.string().nullable(), at: instant, by: z.string() }),
  ),
  order: z.object({ orderId: id.nullable(), orderNo: z.string().nullable(), state: z.enum(['matched', 'pending', 'unknown', 'none']) }),
  /** Other cases that this one is tied to. */
  relations: z.array(
    z.object({
      caseId: id,
      number: z.string(),
      kind: z.enum(['duplicates', 'earlier']),
      stage: z.string(),
      outcome: z.string().nullable(),
    }),
  ),
  hurries: z.array(z.object({ at: instant, channel: z.string(), words: z.string() })),
  may: z.object({ correct: z.boolean() }),
});
/** A report with its lines, order and hurries, as the desk shows it. */
export type ReportView = z.output<typeof reportView>;

export const intakeRoutes = {
  /** Refused `duplicate` (409): data.cases hold number, caseId, version; ways out: hurry, merge, `despiteDuplicate`. */
  register: route({
    method: 'POST',
    path: '/api/v1/cases',
    summary: { zh: '登记工单', en: 'Register a case' },
    permission: 'case.register',
    body: registration,
    answer: changedCase,
  }),
  /** Registers and takes the fast lane in one transaction (RE-10); on `fast-lane-not-offered` nothing is saved. */
  fastRegister: route({
    method: 'POST',
    path: '/api/v1/fast-cases',
    summary: { zh: '登记并极速处理', en: 'Register and take the fast lane' },
    permission: 'case.register',
    body: registration.extend({ remedy: z.string().max(40).optional() }),
    answer: changedCase,
  }),
  /** What is known before a word is typed: whom the order belongs to, and every earlier case (IN-7). */
  earlier: route({
    method: 'GET',
    path: '/api/v1/earlier',
    summary: { zh: '同一订单、买家、地址的历史工单', en: 'Earlier cases of the same order, buyer, address' },
    permission: 'case.read',
    query: z.object({
      orderId: id.optional(),
      orderNo: z.string().trim().max(64).optional(),
      shopId: id.optional(),
      customerId: id.optional(),
      caseId: id.optional(),
      problem: z.string().max(80).optional(),
    }),
    answer: z.object({ items: z.array(earlierCase) }),
  }),
  hurry: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/hurries',
    summary: { zh: '催单', en: 'Hurry a case' },
    permission: 'case.register',
    changes: 'case',
    params: casePath,
    body: z.object({ channel: z.enum(reportChannels).default('phone'), words: freeText(2000).default('') }),
    answer: changedCase,
  }),
  merge: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/merges',
    summary: { zh: '合并工单', en: 'Merge a case into another' },
    permission: 'case.answer',
    changes: 'case',
    params: casePath,
    /** `into`: id or number of an open case of the same shop, which goes on. */
    body: z.object({ into: z.string().trim().min(1).max(60), reason: someText(500) }),
    answer: changedCase,
  }),
  report: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/report',
    summary: { zh: '登记内容与问题明细', en: 'Report and lines of a case' },
    permission: 'case.read',
    params: casePath,
    answer: reportView,
  }),
  correctLines: route({
    method: 'PUT',
    path: '/api/v1/cases/:caseId/lines',
    summary: { zh: '更正问题明细', en: 'Correct the lines of a case' },
    permission: 'case.answer',
    changes: 'case',
    params: casePath,
    body: z.object({ lines: z.array(lineGiven).min(1).max(100) }),
    answer: changedCase,
  }),
  /** Matches again; a case that ended as not verified is taken up again (VE-2, VE-8). */
  correctOrderNo: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/order-numbers',
    summary: { zh: '更正订单号', en: 'Correct the order number' },
    permission: 'case.answer',
    changes: 'case',
    params: casePath,
    body: z.object({ orderNo: someText(64) }),
    answer: changedCase,
  }),
} as const;
