import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { writeAccess } from '#customers/contract.ts';
import type { Actor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import { langOf } from '#platform/http.ts';
import { newId } from '#platform/ids.ts';
import type { Entrance, House } from '#platform/module.ts';
import { problemOf } from '#platform/problem.ts';
import { refuse, type Refusal, type Result } from '#platform/result.ts';
import { shopFor } from './putOrder.ts';
import { insertImport } from './importsStore.ts';
import { refusedRows } from './refusedRows.ts';
import { readTable } from './readTable.ts';
import { importFor, presentImportById, startImport } from './startImport.ts';
import { commerceFiles, importLayouts, type ImportAnswer } from './wire.ts';

const largest = 300 * 1024 * 1024;
const mostFieldBytes = 1000;

/** Routes that carry files: upload (streamed to disk, never held in memory) and the refused rows. */
export function importUploads(app: FastifyInstance, house: House, entrance: Entrance): void {
  app.register(async (scope) => {
    if (!scope.hasContentTypeParser('multipart/form-data'))
      await scope.register(multipart, { limits: { files: 1, fileSize: largest, fields: 10, fieldSize: mostFieldBytes } });
    scope.post(
      commerceFiles.upload,
      { bodyLimit: largest + 1_000_000, config: { rateLimit: { max: 60, timeWindow: 60_000 } } },
      async (request, reply) => {
        const actor = await importer(entrance, request);
        if (!actor.ok) return sayRefusal(entrance, request, reply, null, actor.refused);
        const done = await takeUpload(house, actor.value, request);
        if (!done.ok) return sayRefusal(entrance, request, reply, actor.value, done.refused);
        house.wake();
        return reply.code(201).send(done.value);
      },
    );
    scope.get<{ Params: { importId: string } }>(
      commerceFiles.refused,
      { config: { rateLimit: { max: 60, timeWindow: 60_000 } } },
      async (request, reply) => {
        const actor = await importer(entrance, request);
        if (!actor.ok) return sayRefusal(entrance, request, reply, null, actor.refused);
        const { importId } = request.params;
        const row = /^[0-9a-f-]{36}$/.test(importId) ? await importFor(house.db, actor.value, importId) : undefined;
        if (!row) return sayRefusal(entrance, request, reply, actor.value, { code: 'not-found' });
        // The rows hold names and addresses as they came: who took them is written down.
        await inTransaction(house.db, (tx) =>
          writeAccess(
            { tx, now: house.clock.now(), actor: actor.value, cause: `request:${request.id}` },
            { act: 'download', subject: 'import', subjectId: importId, why: 'refused rows' },
          ),
        );
        return reply
          .header('content-type', 'text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="refused-${importId}.csv"`)
          .header('x-content-type-options', 'nosniff')
          .send(Readable.from(refusedRows(house.db, importId, row.layout, langOf(request, actor.value))));
      },
    );
  });
}

async function importer(entrance: Entrance, request: FastifyRequest): Promise<Result<Actor>> {
  const actor = await entrance.identify(request);
  if (!actor) return refuse('not-signed-in');
  return entrance.may(actor, 'order.import') ? { ok: true, value: actor } : refuse('not-allowed');
}

/** Stores the bytes first, then judges them: a file that is no table is refused at once and not kept. */
async function takeUpload(house: House, actor: Actor, request: FastifyRequest): Promise<Result<ImportAnswer>> {
  if (!request.isMultipart()) return refuse('import-no-file');
  const id = newId();
  const fields: Record<string, string> = {};
  let fileName: string | undefined;
  let cut = false;
  for await (const part of request.parts()) {
    if (part.type === 'field') fields[part.fieldname] = String(part.value);
    else {
      fileName = part.filename.slice(-200) || 'file';
      await house.files.append(id, 0, part.file);
      cut = part.file.truncated;
    }
  }
  const judged =
    fileName === undefined
      ? refuse('import-no-file')
      : cut
        ? refuse('sheet-too-large')
        : await judge(house, actor, { id, fileName, fields, cause: `request:${request.id}` });
  if (!judged.ok) await house.files.remove(id);
  return judged;
}

async function judge(
  house: House,
  actor: Actor,
  upload: { id: string; fileName: string; fields: Readonly<Record<string, string>>; cause: string },
): Promise<Result<ImportAnswer>> {
  const { id, fileName, fields, cause } = upload;
  const layout = importLayouts.find((each) => each === fields['layout']);
  if (layout === undefined) return refuse('layout-unknown', { field: 'layout' });
  const table = await readTable(house.files.path(id));
  if (!table.ok) return table;
  await table.value.rows[Symbol.asyncIterator]().return?.(undefined);
  const bytes = await house.files.length(id);
  return inTransaction(house.db, async (tx) => {
    const command = { tx, now: house.clock.now(), actor, cause };
    const shop = await shopFor(tx, actor, fields['shop'] ?? '');
    if (!shop.ok) return shop;
    await insertImport(command, { id, shopId: shop.value.id, layout, fileName, fileKey: id, bytes, state: 'uploaded' });
    return fields['start'] === 'yes' ? startImport(command, id, undefined) : presentImportById(tx, actor, id);
  });
}

function sayRefusal(entrance: Entrance, request: FastifyRequest, reply: FastifyReply, actor: Actor | null, refused: Refusal): FastifyReply {
  const explained = entrance.explain(refused, langOf(request, actor), 'agent');
  return reply
    .code(explained.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(problemOf(refused, explained, request.id));
}
