import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import { langOf } from '#platform/http.ts';
import type { Entrance, House } from '#platform/module.ts';
import { problemOf } from '#platform/problem.ts';
import type { Refusal } from '#platform/result.ts';
import { writeAccess } from '#customers/contract.ts';
import { type Action, mayOn } from '#staff/contract.ts';
import { fileOfExport } from './exportResends.ts';
import { importResends } from './importResends.ts';
import { fulfilmentFiles, type ImportView } from './wire.ts';

const mostBytes = 5_000_000;

/** The two routes of the resend board that carry files; who may is asked as everywhere, each download is logged. */
export function mountResendFiles(app: FastifyInstance, house: House, entrance: Entrance): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: mostBytes }, (_request, body, done) => done(null, body));
    const limit = { config: { rateLimit: { max: 60, timeWindow: 60_000 } } };
    scope.get<{ Params: { exportId: string } }>(fulfilmentFiles.download, limit, async (request, reply) => {
      const actor = await worker(entrance, request, reply);
      if (!actor) return reply;
      const { exportId } = request.params;
      const file = /^[0-9a-f-]{36}$/.test(exportId)
        ? await fileOfExport(house.db, actor, exportId, (who, shopId) => mayOn(who, 'fulfilment.work', { shopId }))
        : undefined;
      if (!file) return sendRefused(reply, request, entrance, actor, { code: 'not-found' });
      await inTransaction(house.db, (tx) =>
        writeAccess(
          { tx, now: house.clock.now(), actor, cause: `request:${request.id}` },
          { act: 'download', subject: 'resends', subjectId: exportId, why: file.name },
        ),
      );
      return reply
        .header('content-type', file.type)
        .header('content-disposition', `attachment; filename="${file.name}"`)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store')
        .send(file.bytes);
    });
    scope.post<{ Querystring: { name?: string } }>(fulfilmentFiles.upload, limit, async (request, reply) => {
      const actor = await worker(entrance, request, reply);
      if (!actor) return reply;
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      if (bytes.length === 0) return sendRefused(reply, request, entrance, actor, { code: 'file-unreadable', field: 'file' });
      const name = (request.query.name ?? 'file').slice(0, 200);
      const done = await importResends(house, { actor, cause: `request:${request.id}` }, { name, bytes });
      if (!done.ok) return sendRefused(reply, request, entrance, actor, done.refused);
      const lang = langOf(request, actor);
      const view: ImportView = {
        ...done.value,
        refused: done.value.refused.map((each) => ({
          line: each.line,
          key: each.key,
          code: each.refused.code,
          words: entrance.explain(each.refused, lang, 'agent').detail,
        })),
      };
      return reply.send(view);
    });
  });
}

/** Somebody who may do this, or null after the refusal was sent. */
export async function worker(
  entrance: Entrance,
  request: FastifyRequest,
  reply: FastifyReply,
  action: Action = 'fulfilment.work',
): Promise<Actor | null> {
  const actor = await entrance.identify(request);
  if (actor && entrance.may(actor, action)) return actor;
  await sendRefused(reply, request, entrance, actor, { code: actor ? 'not-allowed' : 'not-signed-in' });
  return null;
}

export function sendRefused(
  reply: FastifyReply,
  request: FastifyRequest,
  entrance: Entrance,
  actor: Actor | null,
  refused: Refusal,
): FastifyReply {
  const explained = entrance.explain(refused, langOf(request, actor), 'agent');
  return reply
    .code(explained.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(problemOf(refused, explained, request.id));
}
