import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { calendarOf } from '#case/contract.ts';
import { writeAccess } from '#customers/contract.ts';
import { inTransaction } from '#platform/db.ts';
import { langOf } from '#platform/http.ts';
import type { Entrance, House } from '#platform/module.ts';
import { zipOf } from '#platform/zip.ts';
import { sendRefused, worker } from './fileRoutes.ts';
import { papersOf } from './recoveryPapers.ts';
import { recoveryFiles } from './recoveryWire.ts';
import { recoveryById } from './recoveryStore.ts';

/** The papers of a claim as one zip (LI-4), streamed as it is packed; each download is written down. */
export function mountRecoveryPapers(app: FastifyInstance, house: House, entrance: Entrance): void {
  const limit = { config: { rateLimit: { max: 30, timeWindow: 60_000 } } };
  app.get<{ Params: { recoveryId: string } }>(recoveryFiles.papers, limit, async (request, reply) => {
    const actor = await worker(entrance, request, reply, 'recovery.read');
    if (!actor) return reply;
    const { recoveryId } = request.params;
    const known = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(recoveryId);
    const row = known ? await recoveryById(house.db, actor, recoveryId, 'recovery.read') : undefined;
    if (!row) return sendRefused(reply, request, entrance, actor, { code: 'not-found' });
    const { zone } = await calendarOf(house.db, row.shopId);
    const now = house.clock.now();
    const papers = await papersOf(house, row, { actor, lang: langOf(request, actor), now, zone });
    if (!papers.ok) return sendRefused(reply, request, entrance, actor, papers.refused);
    const { name, entries } = papers.value;
    await inTransaction(house.db, (tx) =>
      writeAccess(
        { tx, now, actor, cause: `request:${request.id}` },
        { act: 'download', subject: 'recovery', subjectId: recoveryId, why: name },
      ),
    );
    return reply
      .header('content-type', 'application/zip')
      .header('content-disposition', `attachment; filename="${row.caseNumber}.zip"; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .send(Readable.from(zipOf(entries), { objectMode: false }));
  });
}
