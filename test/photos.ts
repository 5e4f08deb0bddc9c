import sharp from 'sharp';
import { fileRoutes } from '#case/fileWire.ts';
import type { Who } from './cast.ts';
import type { Desk } from './desk.ts';

/** Uploads a picture as somebody of the cast; answers its file, which belongs to nothing yet. */
export async function uploadPhoto(desk: Desk, who: Who, name = '照片.jpg'): Promise<string> {
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#884422' } })
    .jpeg()
    .toBuffer();
  const { id } = await desk.as(who).ok(fileRoutes.begin, { body: { name, size: bytes.length } });
  await desk.app.inject({
    method: 'PUT',
    url: `/api/v1/files/${id}?offset=0`,
    headers: { cookie: `amends_session=${desk.cast.cookie(who)}`, 'content-type': 'application/octet-stream' },
    payload: bytes,
  });
  await desk.as(who).ok(fileRoutes.finish, { params: { fileId: id } });
  return id;
}
