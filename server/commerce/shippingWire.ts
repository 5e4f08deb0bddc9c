import { z } from 'zod';
import { freeText, id, instant, route, someText } from '#platform/wire.ts';
import { time } from './answerWire.ts';
import { code, number } from './givenWire.ts';

export const shippingFields = ['address', 'receiver', 'phone', 'method', 'delivery-time'] as const;
export const changeMakers = ['buyer', 'staff', 'system', 'carrier', 'unknown'] as const;
/** What a label carries. */
export const labelled = ['old', 'new'] as const;
/** Where the parcel really went. */
export const deliveredTo = ['old', 'new', 'elsewhere'] as const;

const words = (zh: string, en: string) => ({ zh, en });

/**
 * A change to an order's shipping information as a system tells it (IV-2). `key` is that system's own: the same again
 * changes nothing, a later call adds what wasn't known yet (acknowledged, printed, delivered).
 */
export const shippingChangeGiven = z.object({
  source: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  key: someText(100),
  field: z.enum(shippingFields),
  old: freeText(500).optional(),
  new: someText(500),
  madeBy: z.enum(changeMakers),
  /** Account in that system. */
  account: freeText(100).optional(),
  askedAt: instant.optional(),
  askedHow: z
    .string()
    .regex(/^[a-z][a-z-]{0,29}$/)
    .optional(),
  madeAt: instant,
  warehouseAt: instant.optional(),
  carrierAt: instant.optional(),
  printedAt: instant.optional(),
  label: z.enum(labelled).optional(),
  delivered: z.enum(deliveredTo).optional(),
  /** `import`: loaded from the past as proof; the customer isn't told of it (FU-9). */
  origin: z.enum(['live', 'import']).optional(),
});
export type ShippingChangeGiven = z.output<typeof shippingChangeGiven>;

const values = { old: z.string().nullable(), new: z.string().nullable(), account: z.string().nullable() };
export const shippingChangeAnswer = z.object({
  id,
  source: z.string(),
  field: z.enum(shippingFields),
  madeBy: z.enum(changeMakers),
  ...values,
  askedAt: time,
  askedHow: z.string().nullable(),
  madeAt: z.string(),
  warehouseAt: time,
  carrierAt: time,
  printedAt: time,
  label: z.enum(labelled).nullable(),
  delivered: z.enum(deliveredTo).nullable(),
  /** When the buyer was told of it, and objected (FU-9). */
  toldAt: time,
  objectedAt: time,
});

export const shippingRoutes = {
  put: route({
    method: 'POST',
    path: '/api/v1/orders/:shop/:orderNo/shipping-changes',
    summary: words('写入邮寄信息改动', 'Put a change of shipping information'),
    permission: 'order.import',
    params: z.object({ shop: code, orderNo: number }),
    body: shippingChangeGiven,
    answer: z.object({ id, outcome: z.enum(['arrived', 'changed', 'unchanged']) }),
  }),
  list: route({
    method: 'GET',
    path: '/api/v1/orders/:orderId/shipping-changes',
    summary: words('订单的邮寄信息改动', 'Changes of shipping information of an order'),
    permission: 'order.read',
    params: z.object({ orderId: id }),
    answer: z.object({ items: z.array(shippingChangeAnswer) }),
  }),
  reveal: route({
    method: 'POST',
    path: '/api/v1/orders/:orderId/shipping-changes/reveals',
    summary: words('查看改动前后内容明文', 'Reveal old and new values'),
    permission: 'case.reveal',
    params: z.object({ orderId: id }),
    body: z.object({ why: someText(200) }),
    answer: z.object({ items: z.array(z.object({ id, ...values })) }),
    answerKept: false,
    limit: 60,
  }),
} as const;
