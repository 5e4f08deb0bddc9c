import type { FastifyRequest } from 'fastify';
import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import { inTransaction } from '#platform/db.ts';
import { refuse } from '#platform/result.ts';
import { largestFile, type Owner, removeUpload, takeStream } from '#platform/uploads.ts';
import { type Door, faultOf, typedOf } from './door.ts';
import type { Fault } from './fields.ts';
import { nameMaterial } from './portalStore.ts';
import { isOwnForm, type Visit } from './visit.ts';

export interface ReadForm {
  readonly typed: Record<string, string>;
  /** Files that were refused, each in words; the others were kept. */
  readonly faults: readonly Fault[];
  readonly taken: number;
  readonly own: boolean;
}

/**
 * Reads a form that may carry files: they stream into the store as they arrive, so that memory stays flat. The form's token
 * comes before its files; without it no byte is kept.
 */
export async function readForm(door: Door, request: FastifyRequest, visit: Visit, owner: Owner): Promise<ReadForm> {
  if (!request.isMultipart()) {
    const typed = typedOf(request.body);
    return { typed, faults: [], taken: 0, own: isOwnForm(visit, typed['csrf']) };
  }
  const fields: Record<string, string[]> = {};
  const faults: Fault[] = [];
  let taken = 0;
  const token = (): string | undefined => fields['csrf']?.[0];
  for await (const part of request.parts({
    limits: { fileSize: largestFile, files: 30, fields: 200, fieldSize: 100_000 },
    throwFileSizeLimit: false,
  } as never)) {
    if (part.type === 'field') {
      keepField(fields, part);
      continue;
    }
    if (part.filename === '' || part.filename === undefined || !isOwnForm(visit, token())) {
      part.file.resume();
      continue;
    }
    const fault = await keepFile(door, visit, owner, part);
    if (fault) faults.push(fault);
    else taken += 1;
  }
  return { typed: typedOf(fields), faults, taken, own: isOwnForm(visit, token()) };
}

function keepField(fields: Record<string, string[]>, part: MultipartValue): void {
  fields[part.fieldname] = [...(fields[part.fieldname] ?? []), typeof part.value === 'string' ? part.value : ''];
}

async function keepFile(door: Door, visit: Visit, owner: Owner, part: MultipartFile): Promise<Fault | null> {
  const done = await takeStream(door.house, owner, { name: part.filename, stream: part.file });
  const say = (refused: Parameters<typeof faultOf>[2]): Fault => ({
    field: part.fieldname,
    words: `${part.filename}：${faultOf(door, visit, refused).words}`,
  });
  if (!done.ok) return say(done.refused);
  if (part.file.truncated) {
    await removeUpload(door.house, owner, done.value.id);
    return say(refuse('file-too-large', { data: { megabytes: largestFile / 1024 / 1024 } }).refused);
  }
  await inTransaction(door.house.db, (tx) => nameMaterial(tx, done.value.id, materialOf(part.fieldname)));
  return null;
}

/** `file:photos` is for photos. */
export function materialOf(field: string): string {
  return /^file:([A-Za-z0-9-]{1,60})$/.exec(field)?.[1] ?? 'other';
}
