import { onErased } from '#customers/contract.ts';
import type { CaseModule } from '#case/contract.ts';
import { blankAppeals } from './appealStore.ts';
import { appealRefusals } from './refusals.ts';
import { routes } from './routes.ts';

export const appealModule: CaseModule = {
  name: 'appeal',
  routes,
  refusals: appealRefusals,
  subscriptions: [onErased('appeal-erasure', blankAppeals)],
};
