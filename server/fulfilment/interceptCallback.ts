import type { FastifyInstance } from 'fastify';
import { systemActor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import { intentByKey, settleIntent } from '#platform/intents.ts';
import type { House, IntentAnswer, IntentHandler } from '#platform/module.ts';
import { interceptKind, isOwnCallback, readCallback } from './interceptWire.ts';
import { fulfilmentFiles } from './wire.ts';

/**
 * The carrier's partner tells what became of a request to stop or turn a parcel: a form of `param` and `sign`, checked with
 * our salt; the key in its address must fit the parcel. One that comes twice changes nothing and is thanked for.
 */
export function mountInterceptCallback(app: FastifyInstance, house: House, handler: IntentHandler): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 50_000 }, (_request, body, done) => done(null, body));
    const limit = { config: { rateLimit: { max: 6000, timeWindow: 60_000 } } };
    scope.post<{ Querystring: { key?: string } }>(fulfilmentFiles.interceptCallback, limit, async (request, reply) => {
      const salt = house.config.intercept?.salt;
      if (!salt) return reply.code(503).send({ result: false, returnCode: '503', message: 'not set up' });
      const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
      const param = form.get('param') ?? '';
      if (!isOwnCallback(param, form.get('sign') ?? '', salt)) {
        house.log.warn({ category: 'carrier', why: 'signature', requestId: request.id }, 'callback refused');
        return reply.code(401).send({ result: false, returnCode: '401', message: 'sign' });
      }
      const told = readCallback(param);
      if (!told) return reply.code(400).send({ result: false, returnCode: '400', message: 'param' });
      const known = await take(house, handler, { key: request.query.key ?? '', ...told }, request.id);
      return known
        ? reply.send({ result: true, returnCode: '200', message: '成功' })
        : reply.code(404).send({ result: false, returnCode: '404', message: 'unknown' });
    });
  });
}

async function take(
  house: House,
  handler: IntentHandler,
  told: { key: string; waybill: string; answer: IntentAnswer },
  requestId: string,
): Promise<boolean> {
  const known = await inTransaction(house.db, async (tx) => {
    const intent = await intentByKey(tx, told.key);
    if (!intent || intent.kind !== interceptKind || intent.payload['waybill'] !== told.waybill) return false;
    const command = { tx, now: house.clock.now(), actor: systemActor, cause: `callback:${requestId}` };
    await settleIntent(command, handler, intent, told.answer);
    return true;
  });
  house.wake();
  return known;
}
