import type { AppealWords } from './words.zh.ts';

export const en: AppealWords = {
  title: 'Appeal',
  level: (n: number, of: number) => `${n} of ${of}`,
  reason: 'Why the customer disagrees',
  first: 'First decision',
  by: 'Decided by',
  evidence: 'What it rested on (frozen)',
  intact: 'unchanged',
  notIntact: 'differs from what was frozen',
  added: 'Added since',
  reviewer: 'Reviewer',
  decided: 'Outcome',
  file: 'File an appeal for the customer',
  until: (when: string) => `until ${when}`,
  another: 'You took part in the first decision; somebody else reviews the appeal.',
};
