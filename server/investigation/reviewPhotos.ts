import { answerStep, evidenceOf, type FactProvider, playbookOf, tellOf, type TheCase } from '#case/contract.ts';
import { linesOf, markLine } from '#intake/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { askFor } from '#triage/contract.ts';
import { findingOf, judgeLines, latestOfLines, type LineReviewed, worstOf } from './photoReview.ts';
import { insertPhotoReview, photoReviewsOf } from './photoStore.ts';

export interface PhotosReviewed {
  readonly answer: string;
  readonly lines: readonly LineReviewed[];
  readonly photos: readonly string[];
  readonly note: string;
  readonly reason: string;
  readonly materials: readonly { readonly material: string; readonly note?: string | undefined }[];
}

/**
 * Records what a reviewer sees on the photos and answers the step with it (IV-5, VE-5). Where the answer leads to a step that
 * waits for materials, what is asked for is named first. The row stays for ever; a later look adds another. Refuses
 * `no-photo-review-now`, `unknown-line`, `photo-not-of-case`, `degree-missing`, `degree-without-damage`, `nothing-asked`,
 * `unknown-material`, and what the step refuses.
 */
export async function reviewPhotos(
  command: Command,
  theCase: TheCase,
  given: PhotosReviewed,
): Promise<Result<{ theCase: TheCase; reviewId: string }>> {
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  const step = playbook.steps[theCase.step];
  if (theCase.closedAt || step?.act !== 'photo-review') return refuse('no-photo-review-now', { data: { step: theCase.step } });
  const known = new Map((await linesOf(command.tx, theCase.id, theCase.round)).map((line) => [line.id, line]));
  const foreign = given.lines.findIndex((line) => !known.has(line.lineId));
  if (foreign >= 0) return refuse('unknown-line', { field: `lines.${foreign}.lineId` });
  const files = new Set((await evidenceOf(command.tx, theCase.id)).map((file) => file.fileId));
  const stranger = given.photos.findIndex((photo) => !files.has(photo));
  if (stranger >= 0) return refuse('photo-not-of-case', { field: `photos.${stranger}` });
  const judged = judgeLines(given.lines);
  if (!judged.ok) return judged;
  const to = step.answers[given.answer]?.to ?? '';
  if (playbook.steps[to]?.waits?.for === 'materials') {
    const at = given.materials.findIndex(({ material }) => !playbook.registration.materials.some((rule) => rule.id === material));
    if (at >= 0)
      return refuse('unknown-material', { field: `materials.${at}.material`, data: { name: given.materials[at]?.material ?? '' } });
    if (given.materials.length === 0) return refuse('nothing-asked', { field: 'materials' });
    await askFor(command, theCase, given.materials);
  }
  const degree = worstOf(given.lines);
  const reviewId = await insertPhotoReview(command, { ...given, degree, caseId: theCase.id, round: theCase.round, step: theCase.step });
  for (const { lineId, verdict } of given.lines) {
    // A line that an earlier round left is decided and stays; this review's own row says what was seen now.
    if (known.get(lineId)?.round === theCase.round) await markLine(command, lineId, { finding: findingOf(verdict) });
  }
  await tellOf(command, theCase, {
    kind: 'photos.reviewed',
    data: {
      review: reviewId,
      answer: given.answer,
      degree,
      verdicts: given.lines.map((line) => line.verdict),
      photos: given.photos.length,
      round: theCase.round,
    },
  });
  const reason = given.reason || given.note;
  const taken = await answerStep(command, theCase, { answer: given.answer, byAct: true, ...(reason ? { reason } : {}) });
  return taken.ok ? ok({ theCase: taken.value, reviewId }) : taken;
}

/** What conditions may ask about photos and lines (IV-5, IN-10). Of each line the last review that names it counts; the worst of them is the case's. */
export const photoFacts: FactProvider = {
  names: ['damageDegree', 'photosReviewed', 'linesOpen'],
  load: async (on, theCase) => {
    const reviews = await photoReviewsOf(on, theCase.id);
    const [last] = reviews.filter((review) => review.round === theCase.round);
    const lines = await linesOf(on, theCase.id, theCase.round);
    const seen = latestOfLines(reviews, theCase.round);
    return {
      damageDegree: worstOf(lines.flatMap((line) => seen.get(line.id) ?? [])),
      photosReviewed: last !== undefined && last.photos.length > 0,
      // A line that an earlier round left is decided.
      linesOpen: lines.filter((line) => line.round === theCase.round && (line.finding === null || line.finding === 'unknown')).length,
    };
  },
};
