import { createRequire } from 'node:module';

interface Opened {
  readonly files: Readonly<Record<string, { readonly dir: boolean; async(as: 'nodebuffer'): Promise<Buffer> }>>;
}
// The reader that our spreadsheets' library brings: what our own code wrote isn't read by our own code.
const reader = createRequire(createRequire(import.meta.url).resolve('exceljs'))('jszip') as {
  loadAsync(bytes: Buffer, options: { checkCRC32: boolean }): Promise<Opened>;
};

/** The files of a zip by name, in its order, sums checked. */
export async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const { files } = await reader.loadAsync(bytes, { checkCRC32: true });
  const found = new Map<string, Buffer>();
  for (const [name, file] of Object.entries(files)) if (!file.dir) found.set(name, await file.async('nodebuffer'));
  return found;
}
