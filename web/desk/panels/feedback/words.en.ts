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
};
