import { z } from 'zod';
import { fen, freeText, id, instant, listOf, listQuery, route, someText } from '#platform/wire.ts';

export const returnedStates = ['awaited', 'booked', 'on-its-way', 'overdue', 'received', 'inspected', 'given-up', 'not-ours'] as const;
/** What returned goods turn out to be (FU-11). */
export const goodsGrades = ['resell', 'second', 'scrap', 'incomplete', 'not-ours'] as const;
/** Why a booked pickup came to nothing (FU-10). */
export const pickupFailures = ['nobody-home', 'not-packed', 'carrier-missed', 'carrier-refused', 'customer-asks', 'other'] as const;
export const arrivalStates = ['unmatched', 'matched', 'not-ours'] as const;
const matchedBy = z.enum(['waybill', 'case-number', 'order', 'phone', 'goods', 'person']);
const waybill = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z-]{6,40}$/);
const words = (zh: string, en: string) => ({ zh, en });
const returnedPath = z.object({ returnedId: id });
const arrivalPath = z.object({ arrivalId: id });
const weightG = z.int().min(0).max(2_000_000);

export const returnedView = z.object({
  id,
  caseId: id,
  caseNumber: z.string(),
  orderNo: z.string().nullable(),
  round: z.int(),
  wayBack: z.enum(['pickup', 'own-shipment']),
  goods: z.array(z.object({ code: z.string(), name: z.string(), quantity: z.int() })),
  state: z.enum(returnedStates),
  dueAt: instant,
  carrier: z.string().nullable(),
  waybill: z.string().nullable(),
  /** When it is fetched at the door; null: nothing is booked. */
  pickup: z.object({ from: instant, until: instant.nullable() }).nullable(),
  /** How many pickups came to nothing, why the last one did, and when it suits in the customer's words. */
  missed: z.object({ times: z.int(), why: z.enum(pickupFailures).nullable(), wish: z.string() }),
  receivedAt: instant.nullable(),
  weightG: z.int().nullable(),
  inspection: z
    .object({
      grade: z.enum(goodsGrades),
      lines: z.array(z.object({ code: z.string(), name: z.string(), quantity: z.int(), grade: z.enum(goodsGrades) })),
      note: z.string(),
      by: z.string().nullable(),
      at: instant,
    })
    .nullable(),
  /** Freight that the customer laid out, what of it may be repaid at most, and what was (FU-10). Fen. */
  freight: z.object({ mostFen: fen, laidOutFen: fen.nullable(), paidFen: fen.nullable() }),
  /** Photos of the arrival. */
  photos: z.array(id),
  may: z.array(z.enum(['book', 'miss', 'own-shipment', 'announce', 'give-up', 'inspect', 'freight'])),
});
export type ReturnedView = z.output<typeof returnedView>;

const candidate = z.object({
  returnedId: id,
  caseNumber: z.string(),
  orderNo: z.string().nullable(),
  goods: z.string(),
  by: z.array(matchedBy),
});

export const arrivalView = z.object({
  id,
  shopId: id.nullable(),
  waybill: z.string().nullable(),
  carrier: z.string().nullable(),
  phoneTail: z.string().nullable(),
  words: z.string(),
  weightG: z.int().nullable(),
  photos: z.array(id),
  state: z.enum(arrivalStates),
  at: instant,
  by: z.string().nullable(),
  /** Who could have sent it, the likeliest first. */
  candidates: z.array(candidate),
});
export type ArrivalView = z.output<typeof arrivalView>;
const settled = z.object({
  id,
  state: z.enum(arrivalStates),
  returnedId: id.nullable(),
  caseId: id.nullable(),
  caseNumber: z.string().nullable(),
  by: matchedBy.nullable(),
});
const moved = z.object({ id, state: z.enum(returnedStates), caseId: id });

export const returnedRoutes = {
  list: route({
    method: 'GET',
    path: '/api/v1/returned-goods',
    summary: words('退货看板（应到时间近的在前）', 'Goods awaited back, nearest due first'),
    permission: 'fulfilment.read',
    query: listQuery.extend({ state: z.enum(returnedStates).optional(), shopId: id.optional(), q: freeText(100).optional() }),
    answer: listOf(returnedView).extend({ tabs: z.record(z.string(), z.object({ n: z.int(), capped: z.boolean() })) }),
  }),
  ofCase: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/returned-goods',
    summary: words('本单退回商品', 'Returned goods of a case'),
    permission: 'fulfilment.read',
    params: z.object({ caseId: id }),
    answer: z.object({ items: z.array(returnedView) }),
  }),
  arrivals: route({
    method: 'GET',
    path: '/api/v1/goods-arrivals',
    summary: words('待匹配的来件', 'Arrivals that belong to nobody yet'),
    permission: 'fulfilment.read',
    query: z.object({ shopId: id.optional() }),
    /** At most 100, the oldest first. */
    answer: z.object({ items: z.array(arrivalView) }),
  }),
  arrive: route({
    method: 'POST',
    path: '/api/v1/goods-arrivals',
    summary: words('登记来件', 'Enter what came in'),
    permission: 'fulfilment.work',
    /** With a number or without: at least one of waybill, phone tail and words. */
    body: z.object({
      waybill: waybill.optional(),
      carrier: freeText(60).optional(),
      phoneTail: z
        .string()
        .regex(/^\d{4}$/)
        .optional(),
      words: freeText(500).default(''),
      weightG: weightG.optional(),
      photos: z.array(id).max(20).default([]),
      shopId: id.optional(),
    }),
    answer: settled,
  }),
  match: route({
    method: 'POST',
    path: '/api/v1/goods-arrivals/:arrivalId/matches',
    summary: words('匹配来件', 'Say whose arrival it is'),
    permission: 'fulfilment.work',
    params: arrivalPath,
    body: z.object({ returnedId: id }),
    answer: settled,
  }),
  refuse: route({
    method: 'POST',
    path: '/api/v1/goods-arrivals/:arrivalId/refusals',
    summary: words('来件不是本店的', 'An arrival is not ours'),
    permission: 'fulfilment.work',
    params: arrivalPath,
    body: z.object({ note: someText(500) }),
    answer: settled,
  }),
  announce: route({
    method: 'POST',
    path: '/api/v1/returned-goods/:returnedId/announcements',
    summary: words('登记退货单号', 'Enter the number under which it is on its way'),
    permission: 'fulfilment.work',
    params: returnedPath,
    body: z.object({ carrier: freeText(60).optional(), waybill }),
    answer: moved,
  }),
  book: route({
    method: 'POST',
    path: '/api/v1/returned-goods/:returnedId/pickups',
    summary: words('预约上门取件', 'Book the pickup at the door'),
    permission: 'fulfilment.work',
    params: returnedPath,
    /** The carrier comes between the two instants; `waybill`: where the carrier gives it beforehand. */
    body: z.object({ carrier: someText(60), from: instant, until: instant, waybill: waybill.optional() }),
    answer: moved,
  }),
  miss: route({
    method: 'POST',
    path: '/api/v1/returned-goods/:returnedId/missed-pickups',
    summary: words('取件未成功', 'A pickup came to nothing'),
    permission: 'fulfilment.work',
    params: returnedPath,
    body: z.object({ why: z.enum(pickupFailures) }),
    answer: moved,
  }),
  sendInstead: route({
    method: 'POST',
    path: '/api/v1/returned-goods/:returnedId/own-shipments',
    summary: words('改为客户自行寄回', 'The customer sends it instead'),
    permission: 'fulfilment.work',
    params: returnedPath,
    answer: moved,
  }),
  giveUp: route({
    method: 'POST',
    path: '/api/v1/returned-goods/:returnedId/give-ups',
    summary: words('不再等待退回', 'Wait for it no longer'),
    permission: 'fulfilment.work',
    params: returnedPath,
    body: z.object({ reason: someText(500) }),
    answer: moved,
  }),
  inspect: route({
    method: 'POST',
    path: '/api/v1/returned-goods/:returnedId/inspections',
    summary: words('验收退回商品', 'Inspect returned goods'),
    permission: 'fulfilment.work',
    params: returnedPath,
    body: z.object({
      lines: z
        .array(z.object({ code: z.string().max(60), grade: z.enum(goodsGrades) }))
        .min(1)
        .max(100),
      weightG: weightG.optional(),
      note: freeText(1000).default(''),
      photos: z.array(id).max(20).default([]),
      /** While the case waits for the goods: the answer of its step. */
      answer: z.string().max(60).optional(),
      /** What the customer is told where the answer needs a reason. */
      reason: freeText(1000).default(''),
    }),
    answer: moved.extend({ stage: z.string() }),
  }),
  freight: route({
    method: 'POST',
    path: '/api/v1/returned-goods/:returnedId/freights',
    summary: words('登记客户垫付运费', 'Enter freight that the customer laid out'),
    permission: 'fulfilment.recall',
    params: returnedPath,
    /** `fileId`: the receipt, a file of the case or one just uploaded. */
    body: z.object({ fen: fen.min(1), fileId: id }),
    answer: moved.extend({ repaidFen: fen.nullable() }),
  }),
  address: route({
    method: 'GET',
    path: '/api/v1/shops/:shopId/return-address',
    summary: words('查看店铺退货地址', "A shop's address for returns"),
    permission: 'shop.manage',
    params: z.object({ shopId: id }),
    /** Null: nobody has set it. */
    answer: z.object({ item: z.object({ words: z.string(), wordsEn: z.string() }).nullable() }),
  }),
  putAddress: route({
    method: 'PUT',
    path: '/api/v1/shops/:shopId/return-address',
    summary: words('设置店铺退货地址', "Set a shop's address for returns"),
    permission: 'shop.manage',
    params: z.object({ shopId: id }),
    body: z.object({ words: someText(300), wordsEn: someText(300) }),
    answer: z.object({ shopId: id, words: z.string(), wordsEn: z.string() }),
  }),
} as const;
