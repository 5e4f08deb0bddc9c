import { z } from 'zod';
import { freeText, id, instant, route } from '#platform/wire.ts';
import { taskStates } from './viewWire.ts';

const words = (zh: string, en: string) => ({ zh, en });
const taskPath = z.object({ taskId: id });
const moved = z.object({ id, state: z.enum(taskStates), caseId: id, stage: z.string() });
/** Pictures that the person took there: a photo, or a signature drawn on the screen. */
const proof = z.array(id).max(5);

/** Why goods weren't handed over at the door. */
export const doorReasons = ['refused-at-door', 'nobody-there', 'undeliverable', 'other'] as const;

/** A task of our own delivery staff, without whose it is: that is asked for, and written down (FU-13). */
export const deliveryView = z.object({
  id,
  key: z.string(),
  state: z.enum(taskStates),
  /** 换货 抽屉面板 ×1 */
  title: z.string(),
  shop: z.string(),
  caseNumber: z.string(),
  orderNo: z.string().nullable(),
  promisedAt: instant.nullable(),
  late: z.boolean(),
  /** What is to be taken along in exchange; null: nothing. */
  takeBack: z.enum(['awaited', 'received']).nullable(),
  owner: z.object({ id, name: z.string() }).nullable(),
  settledAt: instant.nullable(),
  failure: z.string().nullable(),
  /** arrive, hand-over, refuse. */
  may: z.array(z.string()),
});
export type DeliveryView = z.output<typeof deliveryView>;

export const deliveryRoutes = {
  deliveries: route({
    method: 'GET',
    path: '/api/v1/deliveries',
    summary: words('我的配送', 'My deliveries'),
    permission: 'fulfilment.deliver',
    /** `done`: of the last two days. Delivery staff see their own only. */
    query: z.object({ state: z.enum(['open', 'done']).default('open') }),
    answer: z.object({ items: z.array(deliveryView) }),
  }),
  contact: route({
    method: 'POST',
    path: '/api/v1/deliveries/:taskId/contacts',
    summary: words('查看收件人（记录在案）', "See the receiver's name, phone and address (written down)"),
    permission: 'fulfilment.deliver',
    params: taskPath,
    answer: z.object({ receiver: z.string().nullable(), phone: z.string().nullable(), address: z.string().nullable() }),
    answerKept: false,
    limit: 120,
  }),
  arrived: route({
    method: 'POST',
    path: '/api/v1/deliveries/:taskId/arrivals',
    summary: words('已到门口', 'At the door'),
    permission: 'fulfilment.deliver',
    params: taskPath,
    answer: moved,
  }),
  handOver: route({
    method: 'POST',
    path: '/api/v1/deliveries/:taskId/hand-overs',
    summary: words('当面交付', 'Handed over'),
    permission: 'fulfilment.deliver',
    params: taskPath,
    /** `tookBack`: of an exchange, the old goods came along. */
    body: z.object({ files: proof.min(1), tookBack: z.boolean().default(false) }),
    answer: moved,
  }),
  refused: route({
    method: 'POST',
    path: '/api/v1/deliveries/:taskId/refusals',
    summary: words('未能交付', 'Not handed over'),
    permission: 'fulfilment.deliver',
    params: taskPath,
    body: z.object({ reason: z.enum(doorReasons), note: freeText(300).optional(), files: proof.default([]) }),
    answer: moved,
  }),
} as const;
