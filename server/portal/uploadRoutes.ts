import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { caseOfLink, fileOfCase } from '#case/contract.ts';
import { givesFile } from '#fulfilment/contract.ts';
import { inTransaction } from '#platform/db.ts';
import { hashSecret } from '#platform/ids.ts';
import { refuse, type Refusal } from '#platform/result.ts';
import { sendFile } from '#platform/serveFile.ts';
import { beginUpload, finishUpload, type Owner, ownFile, receivedOf, removeUpload, takePart } from '#platform/uploads.ts';
import { type Door, limited, limits, notOwnForm, statusOf } from './door.ts';
import { draftOf, nameMaterial, noteDownload } from './portalStore.ts';
import { customerOf } from './statusView.ts';
import { isOwnForm, type Visit, visitOf } from './visit.ts';

/** Largest part that is taken at once, in bytes; the island sends 1 MB. */
const largestPart = 4 * 1024 * 1024;

interface Mine {
  readonly visit: Visit;
  readonly owner: Owner;
  /** The case, when the upload is for one: its attached files are served as well. */
  readonly caseId: string | null;
}

/**
 * Uploads in parts, for the island (issue 2 §6): announce, send parts at their offset, ask how much has arrived after a broken
 * connection or a restart, finish. Under `/c/:secret/files` for a case, under `/report/files` for the browser's own draft.
 */
export function mountUploads(scope: FastifyInstance, door: Door): void {
  mountAt(scope, door, '/c/:secret/files', (request, reply) => ofCase(door, request, reply));
  mountAt(scope, door, '/report/files', (request, reply) => ofDraft(door, request, reply));
}

type WhoseFiles = (request: FastifyRequest, reply: FastifyReply) => Promise<Mine | null>;

function mountAt(scope: FastifyInstance, door: Door, base: string, whose: WhoseFiles): void {
  const guarded =
    (work: (mine: Mine, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>, changes: boolean) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const mine = await whose(request, reply);
      if (!mine) return say(door, reply, visitOf(door.house, request, reply), { code: 'not-found' });
      if (changes && !isOwnForm(mine.visit, request.headers['x-amends-form'])) return say(door, reply, mine.visit, notOwnForm);
      return work(mine, request, reply);
    };
  scope.post(
    base,
    limited(limits.write * 3),
    guarded((mine, request, reply) => begin(door, mine, request, reply), true),
  );
  scope.put(
    `${base}/:fileId`,
    { ...limited(limits.parts), bodyLimit: largestPart },
    guarded((mine, request, reply) => part(door, mine, request, reply), true),
  );
  scope.get(
    `${base}/:fileId`,
    limited(limits.parts),
    guarded((mine, request, reply) => state(door, mine, request, reply), false),
  );
  scope.post(
    `${base}/:fileId/finish`,
    limited(limits.write * 3),
    guarded((mine, request, reply) => finish(door, mine, request, reply), true),
  );
  scope.delete(
    `${base}/:fileId`,
    limited(limits.write * 3),
    guarded(async (mine, request, reply) => reply.send({ removed: await removeOwn(door, mine.owner, idOf(request)) }), true),
  );
  scope.get(
    `${base}/:fileId/:rendition`,
    limited(limits.parts),
    guarded((mine, request, reply) => serve(door, mine, request, reply), false),
  );
}

async function ofCase(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<Mine | null> {
  const found = await caseOfLink(door.house.db, (request.params as { secret: string }).secret, door.house.clock.now());
  return typeof found === 'string'
    ? null
    : { visit: visitOf(door.house, request, reply), owner: { kind: 'customer', id: found.caseId }, caseId: found.caseId };
}

async function ofDraft(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<Mine | null> {
  const visit = visitOf(door.house, request, reply);
  const draft = await draftOf(door.house.db, hashSecret(visit.secret), null, door.house.clock.now());
  return draft ? { visit, owner: { kind: 'draft', id: draft.id }, caseId: null } : null;
}

async function begin(door: Door, mine: Mine, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const body = (request.body ?? {}) as { name?: unknown; size?: unknown; material?: unknown };
  const size = Number(body.size);
  const name = (typeof body.name === 'string' ? body.name : '').replaceAll(/[\u0000-\u001f]/g, '').slice(0, 200);
  const material = /^[A-Za-z0-9-]{1,60}$/.test(String(body.material)) ? String(body.material) : 'other';
  const begun = await inTransaction(door.house.db, async (tx) => {
    const actor = mine.caseId ? customerOf(mine.caseId) : { kind: 'customer' as const, id: mine.owner.id, caseId: null };
    const row = await beginUpload({ tx, now: door.house.clock.now(), actor, cause: `request:${request.id}` }, mine.owner, {
      name: name || 'file',
      size: Number.isSafeInteger(size) ? size : 0,
    });
    if (row.ok) await nameMaterial(tx, row.value.id, material);
    return row;
  });
  return begun.ok ? reply.send({ id: begun.value.id, received: 0 }) : say(door, reply, mine.visit, begun.refused);
}

async function part(door: Door, mine: Mine, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const offset = Number((request.query as { offset?: string }).offset);
  if (!Number.isSafeInteger(offset) || offset < 0)
    return say(door, reply, mine.visit, refuse('part-out-of-place', { data: { received: 0 } }).refused);
  const taken = await takePart(door.house, mine.owner, idOf(request), offset, request.body as Readable);
  return taken.ok ? reply.send(taken.value) : say(door, reply, mine.visit, taken.refused);
}

async function state(door: Door, mine: Mine, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const row = await ownFile(door.house.db, mine.owner, idOf(request));
  if (!row) return say(door, reply, mine.visit, { code: 'not-found' });
  return reply.send({
    received: row.state === 'receiving' ? await receivedOf(door.house.files, row.id) : row.size,
    size: row.size,
    state: row.state,
  });
}

async function finish(door: Door, mine: Mine, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const done = await finishUpload(door.house, mine.owner, idOf(request));
  return done.ok ? reply.send({ id: done.value.id, pictures: done.value.pictures }) : say(door, reply, mine.visit, done.refused);
}

async function serve(door: Door, mine: Mine, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { rendition } = request.params as { rendition: string };
  if (rendition === 'original') return download(door, mine, request, reply);
  if (rendition !== 'thumb' && rendition !== 'view') return reply.code(404).send();
  const own = await ownFile(door.house.db, mine.owner, idOf(request));
  const attached = own || !mine.caseId ? undefined : await fileOfCase(door.house.db, mine.caseId, idOf(request));
  const row = own ?? attached;
  return row && row.state !== 'gone' ? sendFile(door.house, request, reply, row, rendition) : reply.code(404).send();
}

/** What we give the customer as a file, an invoice, and nothing else of the case; each download is written down. */
async function download(door: Door, { caseId }: Mine, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const id = idOf(request);
  const row = caseId && (await givesFile(door.house.db, caseId, id)) ? await fileOfCase(door.house.db, caseId, id) : undefined;
  if (!row || !caseId) return reply.code(404).send();
  await inTransaction(door.house.db, (tx) => noteDownload(tx, caseId, id, door.house.clock.now()));
  return sendFile(door.house, request, reply, row, 'original');
}

/** Takes an upload back that isn't attached yet. */
export function removeOwn(door: Door, owner: Owner, fileId: string): Promise<boolean> {
  return /^[0-9a-f-]{36}$/.test(fileId) ? removeUpload(door.house, owner, fileId) : Promise.resolve(false);
}

function idOf(request: FastifyRequest): string {
  const { fileId } = request.params as { fileId: string };
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(fileId) ? fileId : '00000000-0000-0000-0000-000000000000';
}

function say(door: Door, reply: FastifyReply, visit: Visit, refused: Refusal): FastifyReply {
  return reply.code(statusOf(door, refused)).send({
    code: refused.code,
    detail: door.entrance.explain(refused, visit.lang, 'customer').detail,
    ...(refused.data?.['received'] === undefined ? {} : { received: refused.data['received'] }),
  });
}
