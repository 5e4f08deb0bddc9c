import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { freeText, id, instant, route } from '#platform/wire.ts';

/** What a reviewer sees on the photos of one line (IV-5). */
export const photoVerdicts = ['damaged-in-transit', 'packing-fault', 'defect', 'not-damaged', 'cant-tell'] as const;
/** How badly it is damaged, from nothing to beyond use; keys 1 to 4 on the desk. */
export const damageDegrees = ['none', 'light', 'medium', 'heavy'] as const;

const lineReview = z.object({ lineId: id, verdict: z.enum(photoVerdicts), degree: z.enum(damageDegrees) });

export const photoReviewView = z.object({
  id,
  round: z.int(),
  step: z.string(),
  answer: z.string(),
  label: z.string(),
  lines: z.array(lineReview),
  /** The worst of its lines. */
  degree: z.enum(damageDegrees),
  photos: z.array(id),
  note: z.string(),
  reason: z.string(),
  reviewer: z.string().nullable(),
  at: instant,
});
export type PhotoReviewView = z.output<typeof photoReviewView>;

export const photoRoutes = {
  review: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/photo-reviews',
    summary: { zh: '图片鉴定', en: 'Review the photos' },
    permission: 'investigation.photos',
    changes: 'case',
    params: z.object({ caseId: id }),
    body: z.object({
      /** One of the current step's answers. */
      answer: z.string().max(60),
      lines: z.array(lineReview).max(100).default([]),
      /** The files that were looked at; they belong to the case. */
      photos: z.array(id).max(100).default([]),
      /** For colleagues. */
      note: freeText(2000).default(''),
      /** What the customer is told where the answer needs a reason. */
      reason: freeText(2000).default(''),
      /** Where the answer waits for materials: what is asked for, each with words of one's own. */
      materials: z
        .array(z.object({ material: z.string().max(60), note: freeText(500).optional() }))
        .max(10)
        .default([]),
    }),
    answer: changedCase.extend({ reviewId: id }),
  }),
  reviews: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/photo-reviews',
    summary: { zh: '图片鉴定记录', en: 'Photo reviews of a case' },
    permission: 'case.read',
    params: z.object({ caseId: id }),
    answer: z.object({ items: z.array(photoReviewView) }),
  }),
} as const;
