import { onErased } from '#customers/contract.ts';
import type { CaseModule } from '#case/contract.ts';
import { presetLiability } from './decideLiability.ts';
import { liabilityRefusals } from './refusals.ts';
import { liabilityReport } from './reportPart.ts';
import { routes } from './routes.ts';
import { seedRules } from './seedRules.ts';
import { blankLiability } from './liabilityStore.ts';

export const liabilityModule: CaseModule = {
  name: 'liability',
  routes,
  refusals: liabilityRefusals,
  subscriptions: [onErased('liability-erasure', blankLiability)],
  presetActs: [{ act: 'liability', run: presetLiability }],
  report: liabilityReport,
  prepare: seedRules,
};
