import type { SurveyWords } from './words.zh.ts';

export const en: SurveyWords = {
  title: 'Survey answers',
  help: 'Look at the low ones first: scores of 1 or 2 deserve a call, and a look at the step that went wrong.',
  low: 'Low scores',
  all: 'All answered',
  tabsLabel: 'Which answers',
  columns: { scores: 'Scores', case: 'Case', words: "The customer's words", reasons: 'Reasons ticked', at: 'At' },
  scores: { speed: 'Speed', result: 'Result', attitude: 'Attitude' },
  score: (what: string, n: number) => `${what} ${n}`,
  empty: {
    low: ['No low scores', 'Answers with a score of 1 or 2 appear here.'],
    all: ['No answers yet', 'Customers are asked once their case is closed; what they answer appears here.'],
  },
  reasons: {
    'too-slow': 'Too slow',
    'not-told': 'Not told',
    'asked-twice': 'Asked twice',
    'not-enough': 'Not enough',
    'not-solved': 'Not solved',
    attitude: 'Attitude',
    'hard-to-reach': 'Hard to reach',
    other: 'Other',
  },
  noWords: 'nothing written',
  round: (n: number) => `Round ${n}`,
};
