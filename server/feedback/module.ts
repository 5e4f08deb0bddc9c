import { onErased } from '#customers/contract.ts';
import type { CaseModule } from '#case/contract.ts';
import { complaintMailHandler, complaintProjection, sendDigest } from './complaintMail.ts';
import { blankFeedback } from './feedbackStore.ts';
import { feedbackRefusals } from './refusals.ts';
import { routes } from './routes.ts';
import { askDue, planAfterClosing } from './survey.ts';

export const feedbackModule: CaseModule = {
  name: 'feedback',
  routes,
  refusals: feedbackRefusals,
  subscriptions: [
    { queue: 'feedback-closed', on: ['case.closed'], perCase: true, run: planAfterClosing },
    onErased('feedback-erasure', blankFeedback),
  ],
  projections: [complaintProjection],
  intents: [complaintMailHandler],
  sweeps: [
    { name: 'surveys', everySeconds: 10, run: askDue },
    { name: 'complaint-digest', everySeconds: 300, run: sendDigest },
  ],
};
