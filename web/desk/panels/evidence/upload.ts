import { fileRoutes } from '#case/fileWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { answerOf, call, Refused } from '../../call.ts';

/** Bytes that go in one part: small enough to be sent again after a broken line. */
const partSize = 4 * 1024 * 1024;

/** Tries of attaching while others keep changing the case. */
const tries = 5;

/**
 * Uploads files one after the other and adds them to the case. Nobody decides on a version by adding a file, so the version
 * is read at the end, not taken from a page that has stood while 200 MB went out. Throws `Refused`.
 */
export async function addToCase(caseId: string, files: readonly File[], progress: (share: number) => void): Promise<void> {
  const ids: string[] = [];
  for (const file of files) ids.push(await uploadFile(file, progress));
  for (let n = 1; ; n += 1) {
    const { version } = await call(caseRoutes.read, { params: { caseId } });
    try {
      await call(fileRoutes.attach, { params: { caseId }, version, body: { files: ids } });
      return;
    } catch (error) {
      if (!(error instanceof Refused) || error.problem.code !== 'case-changed' || n === tries) throw error;
    }
  }
}

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
