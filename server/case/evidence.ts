import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { attach, type FileRow, type Owner } from '#platform/uploads.ts';
import { tellOf, type TheCase } from './theCase.ts';

/** A file of a case: who added it, in which round, for which material. */
export interface EvidenceRow {
  readonly fileId: string;
  readonly name: string;
  readonly type: string | null;
  readonly size: number;
  readonly pictures: boolean;
  readonly material: string | null;
  readonly round: number;
  readonly byKind: string;
  readonly addedAt: Date;
}

/** Whose uploads an actor may attach. A customer's belong to the case. */
export function ownerOf(actor: Actor): Owner {
  if (actor.kind === 'customer') return { kind: 'customer', id: actor.caseId ?? actor.id };
  return { kind: actor.kind === 'key' ? 'key' : 'staff', id: actor.id };
}

/** Adds uploaded files to a case as evidence (VE-6). Refuses `file-not-yours` when one is foreign, unfinished or refused: nothing is added then. */
export async function addEvidence(
  command: Command,
  theCase: TheCase,
  files: { ids: readonly string[]; material?: string; owner?: Owner },
): Promise<Result<number>> {
  const attached = await attach(command, files.owner ?? ownerOf(command.actor), files.ids);
  if (attached.length !== new Set(files.ids).size) return refuse('file-not-yours', { field: 'files' });
  for (const id of attached) {
    await sql`insert into case_files (case_id, file_id, round, material, by_kind, by_id, added_at)
      values (${theCase.id}, ${id}, ${theCase.round}, ${files.material ?? null}, ${command.actor.kind}, ${command.actor.id}, ${command.now}) on conflict do nothing`.execute(
      command.tx,
    );
  }
  if (attached.length > 0)
    await tellOf(command, theCase, { kind: 'evidence.added', data: { files: attached, material: files.material ?? null } });
  return ok(attached.length);
}

/** The evidence of a case, oldest first. */
export function evidenceOf(on: Reader, caseId: string): Promise<EvidenceRow[]> {
  return all(
    sql<EvidenceRow>`select e.file_id as "fileId", f.name, f.type, f.size, f.pictures, e.material, e.round, e.by_kind as "byKind", e.added_at as "addedAt"
      from case_files e join files f on f.id = e.file_id where e.case_id = ${caseId} order by e.added_at, e.file_id`,
    on,
  );
}

/** A file of a case, for serving; undefined when the case hasn't got it, or its bytes went with an erased person. */
export function fileOfCase(on: Reader, caseId: string, fileId: string): Promise<FileRow | undefined> {
  return one(
    sql<FileRow>`select f.id, f.owner_kind as "ownerKind", f.owner_id as "ownerId", f.name, f.size, f.state, f.type, f.sha256, f.width, f.height, f.pictures, f.created_at as "createdAt"
      from case_files e join files f on f.id = e.file_id where e.case_id = ${caseId} and e.file_id = ${fileId} and f.state <> 'gone'`,
    on,
  );
}
