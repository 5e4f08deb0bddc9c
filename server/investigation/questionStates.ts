import { stateTable } from '#platform/stateTable.ts';

/** A question to a party. A late answer still counts, and so does one that comes after nobody waited for it any more. */
export const questionTable = stateTable({
  name: 'question',
  initial: 'asked',
  moves: {
    asked: { answer: 'answered', lapse: 'late', withdraw: 'withdrawn' },
    late: { answer: 'answered', withdraw: 'withdrawn' },
    withdrawn: { answer: 'answered' },
    answered: {},
  },
  ends: ['answered', 'withdrawn'],
});
export type QuestionState = (typeof questionTable.states)[number];
