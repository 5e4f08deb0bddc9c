import type { ExternalWords } from './words.zh.ts';

/** Words of the external complaint on the case page. */
export const en: ExternalWords = {
  external: 'External complaint',
  authority: 'Forwarded by',
  authorityNames: { '12305': '12305 (postal)', '12315': '12315 (market)', '12345': '12345 (city)' },
  authorityNo: 'Their number',
  receivedAt: 'Received',
  answerDue: 'To be answered by',
  answerDueHelp: 'Empty: by our setting',
  demand: 'Demand',
  verdict: 'Verdict',
  verdicts: { valid: 'valid (our responsibility)', invalid: 'not valid', open: 'open' },
  whatAnswered: 'What was answered',
  register: 'Register',
  send: 'Record the answer',
  example: 'example, not verified',
};
