import type { FastifyInstance } from 'fastify';
import { systemActor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { intentByKey, settleIntent } from '#platform/intents.ts';
import type { House, IntentHandler, IntentRow } from '#platform/module.ts';
import { meaningOfReport, type RefundReport, refundReport } from './paymentAnswer.ts';
import { parsedJson } from './partnerCall.ts';
import { distrust } from './paymentWire.ts';
import { refundKind } from './refund.ts';
import { fulfilmentFiles } from './wire.ts';

/**
 * The partner tells what became of a refund. Signature and age are checked over the raw bytes; a callback that comes twice,
 * or after we asked, changes nothing and is thanked for all the same. An unknown key is 404, so that the partner tries again.
 */
export function mountPaymentCallback(app: FastifyInstance, house: House, handler: IntentHandler): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 20_000 }, (_request, body, done) => done(null, body));
    scope.post(fulfilmentFiles.callback, { config: { rateLimit: { max: 6000, timeWindow: 60_000 } } }, async (request, reply) => {
      const secret = house.config.payment?.secret;
      if (!secret) return reply.code(503).send({ code: 'NOT_SET_UP' });
      const body = typeof request.body === 'string' ? request.body : '';
      const why = distrust(secret, request.headers, body);
      if (why) {
        house.log.warn({ category: 'payment', why, requestId: request.id }, 'callback refused');
        return reply.code(401).send({ code: 'SIGNATURE', why });
      }
      const report = refundReport.safeParse(parsedJson(body));
      if (!report.success) return reply.code(400).send({ code: 'UNREADABLE' });
      const known = await takeReport(house, handler, report.data, request.id);
      return known ? reply.send({ code: 'OK' }) : reply.code(404).send({ code: 'UNKNOWN_REQUEST' });
    });
  });
}

async function takeReport(house: House, handler: IntentHandler, report: RefundReport, requestId: string): Promise<boolean> {
  const taken = await inTransaction(house.db, async (tx) => {
    const intent = await intentByKey(tx, report.out_request_no);
    if (!intent || intent.kind !== refundKind) return false;
    const command = { tx, now: house.clock.now(), actor: systemActor, cause: `callback:${requestId}` };
    const meaning = meaningOfReport(report, { key: intent.key, amountFen: Number(intent.payload['amountFen']) });
    if (contradicts(intent, report)) {
      await writeEvents(command, [
        {
          kind: 'payment.contradicted',
          ...(intent.caseId ? { caseId: intent.caseId } : {}),
          ...(intent.shopId ? { shopId: intent.shopId } : {}),
          data: { intent: intent.id, ours: intent.state, theirs: report.status },
        },
      ]);
    } else if (meaning.outcome === 'done' || meaning.outcome === 'refused') {
      await settleIntent(command, handler, intent, meaning);
    }
    return true;
  });
  house.wake();
  return taken;
}

/** The partner says otherwise than what we hold for settled: kept for the reconciliation, decided by a person. */
function contradicts(intent: IntentRow, report: RefundReport): boolean {
  const paidUnasked = report.status === 'SUCCESS' && (intent.state === 'refused' || intent.state === 'recalled');
  return paidUnasked || (report.status === 'REFUSED' && intent.state === 'done');
}
