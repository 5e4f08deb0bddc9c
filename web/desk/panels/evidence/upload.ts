import { fileRoutes } from '#case/fileWire.ts';
import { answerOf, call } from '../../call.ts';

/** Bytes that go in one part: small enough to be sent again after a broken line. */
const partSize = 4 * 1024 * 1024;

/** Uploads a file in parts and answers its id. Throws `Refused`. */
export async function uploadFile(file: File, progress: (share: number) => void = () => undefined): Promise<string> {
  const begun = await call(fileRoutes.begin, { body: { name: file.name || 'picture.png', size: file.size } });
  for (let offset = begun.received; offset < file.size; offset += partSize) {
    const part = file.slice(offset, offset + partSize);
    await answerOf(
      fetch(`/api/v1/files/${begun.id}?offset=${offset}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body: part,
      }),
    );
    progress(Math.min(1, (offset + part.size) / file.size));
  }
  await call(fileRoutes.finish, { params: { fileId: begun.id } });
  return begun.id;
}
