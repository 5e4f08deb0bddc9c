import { addEvidence, type TheCase } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, type Result } from '#platform/result.ts';
import type { Owner } from '#platform/uploads.ts';
import { insertWords } from './intakeStore.ts';

/** Materials of a case (VE-6): files become its evidence under their material, words stand for themselves. Refuses `file-not-yours`. */
export async function addMaterials(
  command: Command,
  theCase: TheCase,
  given: readonly { material: string; fileIds: readonly string[]; text?: string | undefined }[],
  owner?: Owner,
): Promise<Result<number>> {
  let added = 0;
  for (const each of given) {
    if (each.fileIds.length > 0) {
      const files = await addEvidence(command, theCase, {
        ids: each.fileIds,
        ...(each.material === 'other' ? {} : { material: each.material }),
        ...(owner ? { owner } : {}),
      });
      if (!files.ok) return files;
      added += files.value;
    }
    if (each.text === undefined || each.text === '') continue;
    await insertWords(command, theCase, each.material, each.text);
    added += 1;
  }
  return ok(added);
}
