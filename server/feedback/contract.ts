// What other stages and the portal may use of feedback.
export { confirm } from './confirm.ts';
export type { SurveyRow } from './feedbackStore.ts';
export { answerSurvey, surveyOf } from './survey.ts';
export type { SurveyAnswer, SurveyView } from './wire.ts';

/**
 * Events of this stage: `case.confirmed` {confirmation, answer, channel}, `survey.asked` {survey, round}, `survey.answered`
 * {survey, speed, result, attitude, low, reasons, channel}. A survey's link is `{publicUrl}/s/{secret}`.
 */
