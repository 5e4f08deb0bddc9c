import type { CaseModule } from '#case/contract.ts';
import { orderArrived } from '#commerce/contract.ts';
import { setStanding, sweepStandings } from './codStanding.ts';
import { codFacts, givenFacts, priceFacts, quantityFacts } from './commonFacts.ts';
import { eraseReports } from './eraseReports.ts';
import { historyFacts, parcelSignFacts, orderStandingFacts, reportFacts, reportWords } from './facts.ts';
import { matchArrived, sweepPending } from './matchPending.ts';
import { intakeRefusals } from './refusals.ts';
import { problemTreeRoutes } from './problems.ts';
import { routes } from './routes.ts';

export const intakeModule: CaseModule = {
  name: 'intake',
  routes: [...routes, ...problemTreeRoutes],
  refusals: intakeRefusals,
  subscriptions: [
    { queue: 'intake-order-arrived', on: [orderArrived], perCase: false, run: matchArrived },
    { queue: 'intake-customer-erased', on: ['customer.erased'], perCase: false, run: eraseReports },
  ],
  sweeps: [
    { name: 'pending-orders', everySeconds: 60, run: sweepPending },
    { name: 'cod-standings', everySeconds: 300, run: sweepStandings },
  ],
  facts: [orderStandingFacts, reportFacts, historyFacts, parcelSignFacts, givenFacts, codFacts, priceFacts, quantityFacts],
  effects: [setStanding],
  placeholders: [reportWords],
};
