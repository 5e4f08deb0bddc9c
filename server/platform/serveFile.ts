import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from './module.ts';
import { type FileRow, thumbKey, viewKey } from './uploads.ts';

export type Rendition = 'thumb' | 'view' | 'original';

/**
 * Sends a file to somebody who may see it. Pictures go out as made here, without EXIF and GPS; the original only as a
 * download (`attachment`, nosniff). Videos can be sought (Range). The caller has checked the permission.
 */
export async function sendFile(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  row: FileRow,
  rendition: Rendition,
): Promise<FastifyReply> {
  reply
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, max-age=3600')
    .header('content-security-policy', "default-src 'none'; sandbox");
  if (rendition !== 'original' && row.pictures) {
    return reply.type('image/webp').send(house.files.read(rendition === 'thumb' ? thumbKey(row.id) : viewKey(row.id)));
  }
  if (rendition === 'view' && row.type?.startsWith('video/')) return sendRange(house, request, reply, row);
  if (rendition !== 'original') return reply.code(404).send();
  const name = encodeURIComponent(row.name).replaceAll(/['()*]/g, (sign) => `%${sign.codePointAt(0)?.toString(16) ?? ''}`);
  return reply
    .type('application/octet-stream')
    .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
    .header('content-length', row.size)
    .send(house.files.read(row.id));
}

function sendRange(house: House, request: FastifyRequest, reply: FastifyReply, row: FileRow): FastifyReply {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
  reply.type(row.type ?? 'application/octet-stream').header('accept-ranges', 'bytes');
  if (!asked) return reply.header('content-length', row.size).send(house.files.read(row.id));
  const start = asked[1] ? Number(asked[1]) : Math.max(0, row.size - Number(asked[2] ?? 0));
  const end = asked[1] && asked[2] ? Math.min(Number(asked[2]), row.size - 1) : row.size - 1;
  if (start > end || start >= row.size) return reply.code(416).header('content-range', `bytes */${row.size}`).send();
  return reply
    .code(206)
    .header('content-range', `bytes ${start}-${end}/${row.size}`)
    .header('content-length', end - start + 1)
    .send(house.files.read(row.id, { start, end }));
}
