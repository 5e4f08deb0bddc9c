import { z } from 'zod';
import { bothTexts, freeText, id, instant, route, someText } from '#platform/wire.ts';

const words = (zh: string, en: string) => ({ zh, en });

/** Cases whose customers have heard nothing for too long (TA-9). */
export const silentItem = z.object({
  caseId: id,
  number: z.string(),
  problem: z.string(),
  stepTitle: z.string(),
  shop: z.string(),
  owner: z.string().nullable(),
  lastToldAt: instant.nullable(),
  dueAt: instant.nullable(),
  /** The step at which it was missed: it counts against that one. */
  missedAt: z.string(),
  /** The last message to the customer that didn't arrive; null: none was made. */
  stuck: z.string().nullable(),
});
export const wordingView = z.object({
  id,
  problem: z.string(),
  words: bothTexts(1000),
  example: z.boolean(),
});
export type WordingView = z.output<typeof wordingView>;

export const publicRoutes = {
  silent: route({
    method: 'GET',
    path: '/api/v1/silent-cases',
    summary: words('久未告知的工单', 'Cases silent too long'),
    permission: 'case.assign',
    answer: z.object({ items: z.array(silentItem), count: z.int() }),
  }),
  wordings: route({
    method: 'GET',
    path: '/api/v1/public-wordings',
    summary: words('公开回复话术', 'Approved wordings for public answers'),
    permission: 'case.read',
    answer: z.object({ items: z.array(wordingView), mayEdit: z.boolean() }),
  }),
  putWording: route({
    method: 'PUT',
    path: '/api/v1/public-wordings/:wordingId',
    summary: words('保存公开回复话术', 'Save an approved wording'),
    permission: 'answers.edit',
    params: z.object({ wordingId: id }),
    /** Refuses `text-ties-review` (RE-11) and `wording-blank`: only {caseNumber} and {shop} may stand in public. */
    body: z.object({ problem: freeText(60).default('*'), words: bothTexts(1000) }),
    answer: wordingView,
  }),
  retireWording: route({
    method: 'POST',
    path: '/api/v1/public-wordings/:wordingId/retire',
    summary: words('停用公开回复话术', 'Retire an approved wording'),
    permission: 'answers.edit',
    params: z.object({ wordingId: id }),
    body: z.object({}),
    answer: z.object({ id }),
  }),
  ofCase: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/public-answers',
    summary: words('工单的公开回复', 'Public answers of a case'),
    permission: 'case.read',
    params: z.object({ caseId: id }),
    answer: z.object({
      /** It stands in public: on social media, in a review, in the media. */
      isPublic: z.boolean(),
      /** Approved texts for it, their blanks filled, in both languages. */
      texts: z.array(z.object({ wordingId: id, lang: z.enum(['zh', 'en']), body: z.string() })),
      posted: z.array(z.object({ id, body: z.string(), by: z.string(), at: instant })),
    }),
  }),
  answer: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/public-answers',
    summary: words('登记公开回复', 'Answer in public'),
    permission: 'message.send',
    params: z.object({ caseId: id }),
    /** The text as it is posted. Refuses `not-public`, `not-approved-wording` (RE-9), `text-ties-review` (RE-11). */
    body: z.object({ body: someText(2000) }),
    answer: z.object({ id }),
  }),
} as const;
