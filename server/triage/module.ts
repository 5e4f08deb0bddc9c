import { onErased } from '#customers/contract.ts';
import type { CaseModule } from '#case/contract.ts';
import { keepAwaitedRoles } from './awaitedRoles.ts';
import { orderMatchPreset } from './checkOrder.ts';
import { tellEscalation } from './escalation.ts';
import { askMaterials, materialFacts, materialWords, waiveMaterials } from './materials.ts';
import { triageRefusals } from './refusals.ts';
import { reviewPreset } from './reviewCase.ts';
import { platformRoutes } from './platformRoutes.ts';
import { seedPlatformLimits } from './platformSales.ts';
import { routes } from './routes.ts';
import { searchProjection } from './searchProjection.ts';
import { blankFollowUps } from './followUpStore.ts';
import { followUpRoutes } from './followUpRoutes.ts';
import { dedicateByPlaybook, dedicatedProjection } from './followUps.ts';
import { blankTriage } from './triageStore.ts';

export const triageModule: CaseModule = {
  name: 'triage',
  routes: [...routes, ...platformRoutes, ...followUpRoutes],
  refusals: triageRefusals,
  subscriptions: [onErased('triage-erasure', blankTriage), onErased('follow-up-erasure', blankFollowUps)],
  projections: [searchProjection, dedicatedProjection],
  effects: [askMaterials, waiveMaterials, tellEscalation, keepAwaitedRoles, dedicateByPlaybook],
  facts: [materialFacts],
  placeholders: [materialWords],
  prepare: seedPlatformLimits,
  presetActs: [orderMatchPreset, reviewPreset],
};
