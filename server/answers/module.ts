import type { CaseModule } from '#case/contract.ts';
import { onErased } from '#customers/contract.ts';
import { clockTerms, termFacts } from './keepTerms.ts';
import { answersRefusals } from './refusals.ts';
import { routes } from './routes.ts';
import { blankExternal } from './termsStore.ts';

export const answersModule: CaseModule = {
  name: 'answers',
  routes,
  refusals: answersRefusals,
  subscriptions: [onErased('answers-erasure', blankExternal)],
  facts: [termFacts],
  clockTerms,
};
