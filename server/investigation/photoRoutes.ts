import { changedOf, lockCase, playbookOf, readCase } from '#case/contract.ts';
import { command, read, type Route } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { photoReviewsOf } from './photoStore.ts';
import { photoRoutes as wire } from './photoWire.ts';
import { reviewPhotos } from './reviewPhotos.ts';

export const photoRoutes: readonly Route[] = [
  command(wire.review, async (asked) => {
    const locked = await lockCase(asked, asked.params.caseId, asked.expectedVersion, 'investigation.photos');
    if (!locked.ok) return locked;
    const done = await reviewPhotos(asked, locked.value, asked.body);
    return done.ok ? ok({ ...changedOf(done.value.theCase), reviewId: done.value.reviewId }) : done;
  }),
  read(wire.reviews, async ({ db, actor, lang, params }) => {
    const found = await readCase(db, actor, params.caseId);
    if (!found.ok) return found;
    const playbook = await playbookOf(db, found.value.playbookVersionId);
    const rows = await photoReviewsOf(db, found.value.id);
    return ok({
      items: rows.map((row) => ({
        ...row,
        label: playbook.steps[row.step]?.answers[row.answer]?.label[lang] ?? row.answer,
        lines: [...row.lines],
        photos: [...row.photos],
        at: row.at.toISOString(),
      })),
    });
  }),
];
