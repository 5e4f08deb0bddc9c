import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { freeText, id, instant, listOf, listQuery, route } from '#platform/wire.ts';

const casePath = z.object({ caseId: id });
const words = (zh: string, en: string) => ({ zh, en });

/** How a confirmation or a survey was answered. */
export const feedbackChannels = ['portal', 'phone', 'chat', 'mail', 'counter'] as const;
/** Reasons for a low score, ticked (FB-1). */
export const lowReasons = [
  'too-slow',
  'not-told',
  'asked-twice',
  'not-enough',
  'not-solved',
  'attitude',
  'hard-to-reach',
  'other',
] as const;

const score = z.int().min(1).max(5);

/** 1 (very poor) to 5 (very good). Free words and ticked reasons are wanted when a score is 1 or 2, never demanded. */
export const surveyAnswer = z.object({
  speed: score,
  result: score,
  attitude: score,
  reasons: z.array(z.enum(lowReasons)).max(lowReasons.length).default([]),
  words: freeText(2000).default(''),
});
/** What a customer answers to a survey (FB-1). */
export type SurveyAnswer = z.output<typeof surveyAnswer>;

export const confirmationView = z.object({
  id,
  round: z.int(),
  answer: z.string(),
  label: z.string(),
  note: z.string(),
  channel: z.enum(feedbackChannels),
  by: z.string().nullable(),
  at: instant,
});

export const surveyView = z.object({
  id,
  round: z.int(),
  /** `planned`: waits for its time; `asked`: the customer has the link; `answered`; `dropped`: the case went on before it was asked. */
  state: z.enum(['planned', 'asked', 'answered', 'dropped']),
  askAt: instant,
  askedAt: instant.nullable(),
  answeredAt: instant.nullable(),
  channel: z.enum(feedbackChannels).nullable(),
  answer: surveyAnswer.nullable(),
});
/** A survey as the desk shows it. */
export type SurveyView = z.output<typeof surveyView>;

export const feedbackRoutes = {
  read: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/feedback',
    summary: words('客户确认与评价', "The customer's confirmations and survey"),
    permission: 'case.read',
    params: casePath,
    /** `answers`: what can be recorded now; empty when the case doesn't wait for a confirmation. */
    answer: z.object({
      confirmations: z.array(confirmationView),
      surveys: z.array(surveyView),
      answers: z.array(z.object({ answer: z.string(), label: z.string(), needsReason: z.boolean() })),
    }),
  }),
  confirm: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/confirmations',
    summary: words('登记客户确认', "Record the customer's confirmation"),
    permission: 'feedback.record',
    changes: 'case',
    params: casePath,
    /** `answer`: one of the current step's answers, e.g. satisfied, not-yet, dissatisfied. Refuses `nothing-to-confirm`, `reason-required`. */
    body: z.object({ answer: z.string().max(60), note: freeText(2000).default(''), channel: z.enum(feedbackChannels).default('phone') }),
    answer: changedCase.extend({ confirmationId: id }),
  }),
  survey: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/survey-answers',
    summary: words('代客户填写评价', 'Record survey answers given by phone'),
    permission: 'feedback.record',
    params: casePath,
    body: surveyAnswer.extend({ channel: z.enum(feedbackChannels).default('phone') }),
    answer: surveyView,
  }),
  list: route({
    method: 'GET',
    path: '/api/v1/surveys',
    summary: words('评价列表', 'Survey answers'),
    permission: 'case.read',
    query: listQuery.extend({ low: z.stringbool().default(false) }),
    answer: listOf(surveyView.extend({ caseId: id, caseNumber: z.string() })),
  }),
} as const;
