import type { FastifyInstance } from 'fastify';
import { writeAccess } from '#customers/contract.ts';
import { inTransaction } from '#platform/db.ts';
import { langOf } from '#platform/http.ts';
import type { Entrance, House } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Command } from '#platform/command.ts';
import { mayOn } from '#staff/contract.ts';
import { sendRefused, worker } from './fileRoutes.ts';
import { openPayee } from './payee.ts';
import { batchById, countDownload, linesOf, rowKeyOf } from './payoutBatchStore.ts';
import { payoutSheet, type PayoutLine } from './payoutFile.ts';
import { takeResults } from './payoutResults.ts';
import { payoutById } from './payoutStore.ts';
import { payoutFiles, type PayoutResultView } from './payoutWire.ts';
import { writeCsv, writeXlsx } from './sheets.ts';

const mostBytes = 5_000_000;

/** The two routes of payouts that carry files: a batch out, its results in. */
export function mountPayoutFiles(app: FastifyInstance, house: House, entrance: Entrance): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: mostBytes }, (_request, body, done) => done(null, body));
    const limit = { config: { rateLimit: { max: 60, timeWindow: 60_000 } } };
    scope.get<{ Params: { batchId: string } }>(payoutFiles.download, limit, async (request, reply) => {
      const actor = await worker(entrance, request, reply, 'payout.make');
      if (!actor) return reply;
      const { batchId } = request.params;
      if (!/^[0-9a-f-]{36}$/.test(batchId)) return sendRefused(reply, request, entrance, actor, { code: 'not-found' });
      const file = await inTransaction(house.db, (tx) =>
        fileOfBatch({ tx, now: house.clock.now(), actor, cause: `request:${request.id}` }, house, batchId),
      );
      if (!file.ok) return sendRefused(reply, request, entrance, actor, file.refused);
      return reply
        .header('content-type', file.value.type)
        .header('content-disposition', `attachment; filename="${file.value.name}"`)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store')
        .send(file.value.bytes);
    });
    scope.post<{ Querystring: { name?: string } }>(payoutFiles.results, limit, async (request, reply) => {
      const actor = await worker(entrance, request, reply, 'payout.make');
      if (!actor) return reply;
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      if (bytes.length === 0) return sendRefused(reply, request, entrance, actor, { code: 'file-unreadable', field: 'file' });
      const name = (request.query.name ?? 'file').slice(0, 200);
      const done = await takeResults(house, { actor, cause: `request:${request.id}` }, { name, bytes });
      if (!done.ok) return sendRefused(reply, request, entrance, actor, done.refused);
      const lang = langOf(request, actor);
      const view: PayoutResultView = {
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

/**
 * The file of a sent batch, with payees in clear; written down each time, and named "again" from the second time on, so that it isn't
 * handed in twice. A payment that has its result stays in it: the file is the one that was checked.
 */
async function fileOfBatch(
  command: Command,
  house: House,
  batchId: string,
): Promise<Result<{ bytes: Buffer; name: string; type: string }>> {
  const batch = await batchById(command.tx, batchId);
  if (!batch?.layout || !batch.format) return refuse('not-found');
  const lines: PayoutLine[] = [];
  for (const line of await linesOf(command.tx, batchId)) {
    if (line.outcome === 'withdrawn') continue;
    const row = await payoutById(command.tx, line.taskId);
    if (!row || !mayOn(command.actor, 'payout.make', { shopId: row.shopId })) return refuse('not-found');
    const payee = openPayee(house.seals, row);
    if (!payee) return refuse('payee-missing', { data: { number: row.caseNumber } });
    lines.push({ key: rowKeyOf(batch.number, line.position), payee, amountFen: line.amountFen, caseNumber: row.caseNumber });
  }
  const n = await countDownload(command, batchId);
  const name = `${batch.number}${n > 1 ? `-again-${n}` : ''}.${batch.format}`;
  await writeAccess(command, { act: 'download', subject: 'payouts', subjectId: batchId, why: n > 1 ? `${name} (again)` : name });
  const sheet = payoutSheet(batch.layout, lines);
  return ok(
    batch.format === 'csv'
      ? { bytes: writeCsv(sheet), name, type: 'text/csv; charset=utf-8' }
      : { bytes: await writeXlsx(sheet), name, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  );
}
