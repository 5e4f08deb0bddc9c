import type { CaseModule } from '#case/contract.ts';
import { carryOutForAll } from './carryOutForAll.ts';
import { incidentOfCase } from './incidentStore.ts';
import { proposeIncidents } from './proposeIncidents.ts';
import { insightRefusals } from './refusals.ts';
import { routes } from './routes.ts';

export const insightModule: CaseModule = {
  name: 'insight',
  routes,
  refusals: insightRefusals,
  facts: [{ names: ['incident'], load: async (on, theCase) => ({ incident: (await incidentOfCase(on, theCase.id))?.state === 'open' }) }],
  sweeps: [
    { name: 'incidents', everySeconds: 300, run: proposeIncidents },
    { name: 'incident-remedies', everySeconds: 5, run: carryOutForAll },
  ],
};
