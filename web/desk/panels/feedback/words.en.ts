import type { FeedbackWords } from './words.zh.ts';

export const en: FeedbackWords = {
  title: 'Survey',
  states: { planned: 'planned', asked: 'asked', answered: 'answered', dropped: 'dropped' },
  speed: 'Speed',
  result: 'Result',
  attitude: 'Attitude',
  of: (n: number) => `${n} of 5`,
  askAt: (when: string) => `asks ${when}`,
  confirmed: 'Confirmed',
  why: 'What went wrong',
  reasons: {
    'too-slow': 'too slow',
    'not-told': 'not told in time',
    'asked-twice': 'asked the same twice',
    'not-enough': 'too little',
    'not-solved': 'not solved',
    attitude: 'attitude',
    'hard-to-reach': 'hard to reach',
    other: 'other',
  },
  said: "In the customer's words",
  write: 'Write down the scores',
};
