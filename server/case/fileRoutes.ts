import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Actor } from '#platform/actor.ts';
import { inTransaction, sql } from '#platform/db.ts';
import { langOf } from '#platform/http.ts';
import { command, type Entrance, type House, read, type Route } from '#platform/module.ts';
import { problemOf } from '#platform/problem.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { sendFile } from '#platform/serveFile.ts';
import { beginUpload, finishUpload, largestFile, receivedOf, takePart, UploadOverrun } from '#platform/uploads.ts';
import { addEvidence, evidenceOf, fileOfCase, ownerOf } from './evidence.ts';
import { onCase } from './onCase.ts';
import { readCase, saveCase } from './theCase.ts';
import { fileRoutes } from './fileWire.ts';

export const evidenceRoutes: readonly Route[] = [
  command(fileRoutes.begin, async (asked) => {
    const begun = await beginUpload(asked, ownerOf(asked.actor), asked.body);
    return begun.ok ? ok({ id: begun.value.id, received: 0 }) : begun;
  }),
  read(fileRoutes.state, async (asked) => ok({ received: await receivedOf(asked.house.files, asked.params.fileId) })),
  // No command: hashing 200 MB and making pictures would hold a transaction open; repeating it answers the same.
  read(fileRoutes.finish, async (asked) => {
    const done = await finishUpload(asked.house, ownerOf(asked.actor), asked.params.fileId);
    return done.ok ? ok({ id: done.value.id, type: done.value.type ?? '', pictures: done.value.pictures }) : done;
  }),
  command(fileRoutes.attach, (asked) =>
    onCase(asked, async (theCase) => {
      const added = await addEvidence(asked, theCase, {
        ids: asked.body.files,
        ...(asked.body.material ? { material: asked.body.material } : {}),
      });
      if (!added.ok) return added;
      await saveCase(asked, theCase);
      return ok(theCase);
    }),
  ),
  read(fileRoutes.list, async (asked) => {
    const found = await readCase(asked.db, asked.actor, asked.params.caseId, 'file.read');
    if (!found.ok) return found;
    const rows = await evidenceOf(asked.db, found.value.id);
    return ok({ items: rows.map((row) => ({ ...row, type: row.type ?? '', addedAt: row.addedAt.toISOString() })) });
  }),
];

const partQuery = z.object({ offset: z.coerce.number().int().min(0) });
const rendition = z.enum(['thumb', 'view', 'original']);

/** The two routes of files that aren't JSON: a part's bytes in, a file's bytes out. Each checks who asks, as the others do. */
export function mountFiles(app: FastifyInstance, house: House, entrance: Entrance): void {
  const refused = (
    request: FastifyRequest,
    reply: FastifyReply,
    outcome: Extract<Result<unknown>, { ok: false }>,
    actor: Actor | null = null,
  ): FastifyReply => {
    const explained = entrance.explain(outcome.refused, langOf(request, actor), 'agent');
    return reply
      .code(explained.status)
      .type('application/problem+json; charset=utf-8')
      .send(problemOf(outcome.refused, explained, request.id));
  };

  app.put(
    '/api/v1/files/:fileId',
    { bodyLimit: largestFile, config: { rateLimit: { max: 600, timeWindow: 60_000 } } },
    async (request, reply) => {
      const actor = await entrance.identify(request);
      if (!actor) return refused(request, reply, { ok: false, refused: { code: 'not-signed-in' } });
      if (!entrance.may(actor, 'file.add')) return refused(request, reply, { ok: false, refused: { code: 'not-allowed' } }, actor);
      const { fileId } = request.params as { fileId: string };
      const { offset } = partQuery.parse(request.query);
      const part = request.body as Readable;
      const taken = await takePart(house, ownerOf(actor), z.uuid().parse(fileId), offset, part).catch((error: unknown) => {
        if (!(error instanceof UploadOverrun)) throw error;
        part.resume();
        return refuse('file-longer-than-said', { field: 'file' });
      });
      return taken.ok ? reply.send(taken.value) : refused(request, reply, taken, actor);
    },
  );

  // A case page shows many thumbnails at once.
  app.get(
    '/api/v1/cases/:caseId/files/:fileId/:rendition',
    { config: { rateLimit: { max: 1200, timeWindow: 60_000 } } },
    async (request, reply) => {
      const actor = await entrance.identify(request);
      if (!actor) return refused(request, reply, { ok: false, refused: { code: 'not-signed-in' } });
      if (!entrance.may(actor, 'file.read')) return refused(request, reply, { ok: false, refused: { code: 'not-allowed' } }, actor);
      const params = z.object({ caseId: z.uuid(), fileId: z.uuid(), rendition }).parse(request.params);
      const found = await readCase(house.db, actor, params.caseId, 'file.read');
      if (!found.ok) return refused(request, reply, found, actor);
      const row = await fileOfCase(house.db, params.caseId, params.fileId);
      if (!row) return refused(request, reply, { ok: false, refused: { code: 'not-found' } }, actor);
      if (params.rendition === 'original') {
        await inTransaction(house.db, (tx) =>
          sql`insert into access_log (at, actor_kind, actor_id, act, subject, subject_id, why)
          values (${house.clock.now()}, ${actor.kind}, ${actor.id}, 'download', 'file', ${row.id}, ${`case ${found.value.number}`})`.execute(
            tx,
          ),
        );
      }
      return sendFile(house, request, reply, row, params.rendition);
    },
  );
}
