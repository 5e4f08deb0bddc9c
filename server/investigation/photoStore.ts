import { casesOf } from '#customers/contract.ts';
import { all, jsonb, type Reader, sql } from '#platform/db.ts';
import type { Command } from '#platform/command.ts';
import { newId } from '#platform/ids.ts';
import { type DamageDegree, latestOfLines, type LineReviewed } from './photoReview.ts';

/** One review of the photos (IV-5): written once, never changed. */
export interface PhotoReviewRow {
  readonly id: string;
  readonly round: number;
  readonly step: string;
  readonly answer: string;
  readonly lines: readonly LineReviewed[];
  readonly degree: DamageDegree;
  readonly photos: readonly string[];
  readonly note: string;
  readonly reason: string;
  readonly reviewer: string | null;
  readonly at: Date;
}

export interface NewPhotoReview
  extends Pick<PhotoReviewRow, 'round' | 'step' | 'answer' | 'lines' | 'degree' | 'photos' | 'note' | 'reason'> {
  readonly caseId: string;
}

export async function insertPhotoReview(command: Command, review: NewPhotoReview): Promise<string> {
  const id = newId(command.now.getTime());
  await sql`insert into photo_reviews (id, case_id, round, seq, step, answer, lines, degree, photos, note, reason, by_kind, by_id, at)
    values (${id}, ${review.caseId}, ${review.round}, (select coalesce(max(seq), 0) + 1 from photo_reviews where case_id = ${review.caseId} and round = ${review.round}),
      ${review.step}, ${review.answer}, ${jsonb(review.lines)}, ${review.degree}, ${[...review.photos]}, ${review.note}, ${review.reason},
      ${command.actor.kind}, ${command.actor.id}, ${command.now})`.execute(command.tx);
  return id;
}

/** All reviews of a case, the newest first. */
export function photoReviewsOf(on: Reader, caseId: string): Promise<PhotoReviewRow[]> {
  return all(
    sql<PhotoReviewRow>`select r.id, r.round, r.step, r.answer, r.lines, r.degree, r.photos, r.note, r.reason, s.name as reviewer, r.at
      from photo_reviews r left join staff s on r.by_kind = 'staff' and s.id::text = r.by_id where r.case_id = ${caseId} order by r.round desc, r.seq desc`,
    on,
  );
}

/** What the photos showed of each line of a case in its present round (IN-10); empty when nobody looked at any. */
export async function photosOfLines(
  on: Reader,
  theCase: { readonly id: string; readonly round: number },
): Promise<ReadonlyMap<string, LineReviewed>> {
  return latestOfLines(await photoReviewsOf(on, theCase.id), theCase.round);
}

/** Free text about a person that was erased; verdicts and degrees stay (IV-7). */
export async function blankPhotoReviews({ tx }: Command, customerId: string): Promise<void> {
  await sql`update photo_reviews set note = '', reason = '' where case_id in ${casesOf(customerId)}`.execute(tx);
}
