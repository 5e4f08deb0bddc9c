import type { Reader } from '#platform/db.ts';
import { frozenUntil, hashOfFrozen } from '#remedy/contract.ts';
import { addedTo, type AppealRow, shownOf } from './appealStore.ts';
import type { AppealView } from './wire.ts';

export type EvidenceView = AppealView['evidence'][number];

/** Whether what the first decision rested on still stands as it was frozen. */
export async function isIntact(on: Reader, appeal: AppealRow): Promise<boolean> {
  return hashOfFrozen(await frozenUntil(on, appeal.caseId, appeal.round - 1, appeal.filedAt)) === appeal.hash;
}

/** The frozen list, and what is new, as the reviewer sees them. */
export async function evidenceViews(on: Reader, appeal: AppealRow): Promise<{ evidence: EvidenceView[]; added: EvidenceView[] }> {
  const shown = await shownOf(
    on,
    appeal.evidence.map((each) => each.id),
  );
  const added = await addedTo(on, appeal);
  return {
    evidence: appeal.evidence.map(({ kind, id, round, at }) => ({
      kind,
      id,
      round,
      at,
      file: shown.get(id)?.file ?? null,
      words: shown.get(id)?.words ?? null,
    })),
    added: added.map((each) => ({ ...each, at: each.at.toISOString() })),
  };
}
