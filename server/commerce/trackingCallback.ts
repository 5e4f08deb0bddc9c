import type { FastifyInstance } from 'fastify';
import { systemActor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import type { House } from '#platform/module.ts';
import { isOwnCallback, readCallback } from './trackingPartner.ts';
import { keepTracked, parcelsOfWaybill } from './trackingStore.ts';
import { trackingFiles } from './trackingWire.ts';

/**
 * The tracking source tells where a parcel is: a form of `param` and `sign`, checked with our salt. Its list is whole and
 * replaces what we had. It wants its own answer within 20 seconds, else it comes again.
 */
export function mountTrackingCallback(app: FastifyInstance, house: House): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 500_000 }, (_request, body, done) => done(null, body));
    scope.post(trackingFiles.callback, { config: { rateLimit: { max: 6000, timeWindow: 60_000 } } }, async (request, reply) => {
      const salt = house.config.tracking?.salt;
      if (!salt) return reply.code(503).send({ result: false, returnCode: '503', message: 'not set up' });
      const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
      const param = form.get('param') ?? '';
      if (!isOwnCallback(param, form.get('sign') ?? '', salt)) {
        house.log.warn({ category: 'tracking', why: 'signature', requestId: request.id }, 'callback refused');
        return reply.code(401).send({ result: false, returnCode: '401', message: 'sign' });
      }
      const told = readCallback(param);
      if (!told) return reply.code(400).send({ result: false, returnCode: '400', message: 'param' });
      await inTransaction(house.db, async (tx) => {
        const command = { tx, now: house.clock.now(), actor: systemActor, cause: `callback:${request.id}` };
        for (const parcel of await parcelsOfWaybill(tx, told.tracked.waybill)) await keepTracked(command, parcel, told.tracked, told.ended);
      });
      house.wake();
      return reply.send({ result: true, returnCode: '200', message: '成功' });
    });
  });
}
