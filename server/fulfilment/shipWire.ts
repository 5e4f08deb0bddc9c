import { z } from 'zod';
import { fen, freeText, id, route, someText } from '#platform/wire.ts';
import { failureReasons, taskStates } from './viewWire.ts';

const resendPath = z.object({ resendId: id });
const words = (zh: string, en: string) => ({ zh, en });
const moved = z.object({ id, state: z.enum(taskStates), caseId: id, stage: z.string() });

/** What becomes of goods that go out: sent, handed over, arrived, failed, come back, recalled. */
export const shipRoutes = {
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
} as const;
