import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { fen, freeText, id, instant, route } from '#platform/wire.ts';
import { policyFactsView } from './policyWire.ts';

/** Remedies as they are shown (RE-1): those of the vocabulary, each planned by its family (kinds.ts). */
export const plannedRemedies = [
  'correct-information',
  'rearrange',
  'resend',
  'reship',
  'exchange',
  'return',
  'repair',
  'refund',
  'part-refund',
  'difference',
  'claim-payment',
  'coupon',
  'points',
  'keep-surplus',
  'reissue-invoice',
  'correct-listing',
  'explanation',
] as const;
export const offerStates = ['submitted', 'returned', 'open', 'chosen', 'declined', 'unwanted', 'expired', 'withdrawn'] as const;

const casePath = z.object({ caseId: id });
const words = (zh: string, en: string) => ({ zh, en });
const goods = z.object({ lineId: id.nullable(), code: z.string(), name: z.string(), quantity: z.int() });

/** One option as people read it, in the reader's language. */
export const optionView = z.object({
  /** Names the option inside its proposal or offer: `resend`, `refund`, … */
  key: z.string(),
  /** Key 1–4 on the desk, the order on the portal. */
  n: z.int(),
  remedy: z.enum(plannedRemedies),
  title: z.string(),
  /** Several remedies that are carried out together: the title names them all. */
  together: z.boolean(),
  /** The title with price, arrival, what comes back: one sentence, as the customer reads it. */
  details: z.string(),
  /** Money to the customer. */
  fen: z.int().nullable(),
  points: z.int().nullable(),
  goods: z.array(goods),
  promisedArrival: instant.nullable(),
  /** What the customer sends back, at our cost; empty: nothing. */
  sendBack: z.array(goods),
  /** How an amount came about where lines are damaged to different degrees: one sentence a line; empty: by one rate. */
  shares: z.array(z.string()),
  /** Which way money goes and when it arrives (TA-12). */
  payWords: z.string().nullable(),
  /** 规则 MP-03 第 2 行. */
  cites: z.string(),
});
export type OptionView = z.output<typeof optionView>;

/** The same for the desk: with cost, warehouse, limits and warnings, which no customer sees. */
export const deskOption = optionView.extend({
  costFen: z.int().nullable(),
  warehouse: z.object({ id, name: z.string() }).nullable(),
  /** What the offerer may set otherwise than proposed. */
  settable: z.enum(['fen', 'points']).nullable(),
  /** Most that this reader may grant of money (fen) or points; null where there is nothing to set or no limit. */
  most: z.int().nullable(),
  /** False: above this reader's limit, escalate instead (RE-7). */
  allowed: z.boolean(),
  warnings: z.array(z.string()),
});
export type DeskOption = z.output<typeof deskOption>;

/** What was already given for the same goods, by whom (RE-13). */
export const givenView = z.object({
  source: z.enum(['platform', 'we', 'freight-insurance', 'guarantee']),
  words: z.string(),
  fen: z.int().nullable(),
  at: instant.nullable(),
});

export const offerView = z.object({
  id,
  round: z.int(),
  state: z.enum(offerStates),
  options: z.array(deskOption),
  message: z.string(),
  validUntil: instant,
  expired: z.boolean(),
  silenceMeans: z.string(),
  madeBy: z.string().nullable(),
  byRule: z.boolean(),
  at: instant,
  /** The customer's proposal that it answers. */
  answers: z.object({ choiceId: id, proposal: z.string() }).nullable(),
  choice: z
    .object({
      id,
      kind: z.enum(['option', 'declined', 'proposal', 'unwanted']),
      n: z.int().nullable(),
      proposal: z.string().nullable(),
      channel: z.string(),
      by: z.string(),
      at: instant,
    })
    .nullable(),
});
export type OfferView = z.output<typeof offerView>;

export const remedyRoutes = {
  proposal: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/offers/proposal',
    summary: words('可提供的处理方案', 'What may be offered'),
    permission: 'remedy.offer',
    params: casePath,
    answer: z.object({
      policy: z.object({ name: z.string(), version: z.int(), code: z.string(), example: z.boolean() }),
      facts: policyFactsView,
      options: z.array(deskOption),
      given: z.array(givenView),
      warnings: z.array(z.string()),
      validUntil: instant,
      silenceMeans: z.string(),
      /** What is above one's own authority can be handed to somebody who approves it (RE-7). */
      mayAsk: z.boolean(),
      /** Anything but `none` and `offer-by-policy` holds offers back (RE-12). */
      legal: z.enum(['none', 'open', 'offer-by-policy', 'offer-with-approval', 'no-offer']),
      /** The customer's last proposal of this round, that an offer can answer. */
      proposed: z.object({ choiceId: id, proposal: z.string(), at: instant }).nullable(),
    }),
  }),
  offer: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/offers',
    summary: words('发送处理方案', 'Make an offer'),
    permission: 'remedy.offer',
    changes: 'case',
    params: casePath,
    body: z.object({
      /** Keys out of the proposal, in the order in which the customer reads them; amounts up to the reader's limit. */
      options: z
        .array(z.object({ key: z.string().max(60), fen: fen.optional(), points: z.int().min(1).max(10_000_000).optional() }))
        .max(4)
        .default([]),
      /** Remedies outside the policy, with their amount; somebody else approves them. One to four options altogether. */
      outside: z
        .array(
          z.object({
            remedy: z.enum(plannedRemedies),
            fen: fen.optional(),
            points: z.int().min(1).max(10_000_000).optional(),
          }),
        )
        .max(4)
        .default([]),
      /** The customer's proposal that it answers. */
      answersChoice: id.optional(),
      /** To the approver; the customer never reads it. */
      note: freeText(1000).default(''),
      /** A word of one's own in front of the options; checked for ties to reviews (RE-11). */
      message: freeText(1000).default(''),
    }),
    /** `submitted`: it waits for approval. */
    answer: changedCase.extend({ offerId: id, submitted: z.boolean() }),
  }),
  offers: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/offers',
    summary: words('处理方案与客户选择', 'Offers and choices of a case'),
    permission: 'case.read',
    params: casePath,
    answer: z.object({ items: z.array(offerView) }),
  }),
} as const;
