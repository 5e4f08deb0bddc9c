import type { Doing, Effect } from '#case/contract.ts';

/**
 * What other stages may use of investigation.
 *
 * Events of this stage. `question.asked` {question, party, task, due}; `question.answered` {question, party, late}; `question.late` and
 * `question.withdrawn` {question, party}; `finding.recorded` {finding, answer, round, rule}; `limit.extended` {step, seq, before, due};
 * `photos.reviewed` {review, answer, degree, verdicts, photos, round}; `parcel.confirmed-lost` {lost, parcel, basis, round}.
 */
export { stateOf as parcelStateOf } from './trace.ts';
export { type FindingRow, findingsOf } from './findingStore.ts';
export { changesToObject, objectToChange } from './objectToChange.ts';
export { type DamageDegree, worstFirst } from './photoReview.ts';
export { photosOfLines } from './photoStore.ts';
export { maskerOf } from './maskReport.ts';
export { type FindingGiven, recordFinding } from './recordFinding.ts';
export { openQuestions, type QuestionRow } from './questionStore.ts';

/**
 * Whether a playbook's task is a question to a party (IV-3), and so this stage's: those that a step before the remedy
 * opens, and an appeal's. Tasks of later steps are work to be done, and fulfilment's.
 */
export function isQuestion(doing: Pick<Doing, 'playbook'>, effect: Extract<Effect, { effect: 'openTask' }>): boolean {
  const stage = doing.playbook.steps[effect.step]?.stage;
  return stage !== undefined && ['intake', 'verification', 'review', 'materials', 'investigation', 'liability', 'appeal'].includes(stage);
}
