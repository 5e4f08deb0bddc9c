import { onErased } from '#customers/contract.ts';
import { type CaseModule, handle } from '#case/contract.ts';
import { carryOut } from './carryOut.ts';
import { mountResendFiles } from './fileRoutes.ts';
import { deliveryRoutesOf } from './deliveryRoutes.ts';
import { openFollowUp } from './followUp.ts';
import { carriedOut } from './givenParts.ts';
import { interceptHandler } from './intercept.ts';
import { mountInterceptCallback } from './interceptCallback.ts';
import { markLate } from './lateTask.ts';
import { mountPaymentCallback } from './paymentCallback.ts';
import { mountPayoutFiles } from './payoutFileRoutes.ts';
import { mountRecoveryPapers } from './recoveryPaperRoutes.ts';
import { payoutRoutes } from './payoutRoutes.ts';
import { blankPayouts } from './payoutStore.ts';
import { payoutRefusals } from './payoutWords.ts';
import { progressPlaceholders, progressValues } from './progress.ts';
import { reconcileDaily } from './reconcileDaily.ts';
import { recoveryRefusals, recoverySubscriptions } from './recoveryPart.ts';
import { recoveryRoutes } from './recoveryRoutes.ts';
import { blankRecovery } from './recoveryStore.ts';
import { refundHandler } from './refund.ts';
import { fulfilmentRefusals } from './refusals.ts';
import { tasksReport } from './reportPart.ts';
import { fulfilmentRoutes } from './routes.ts';
import { markPickupLate, markReturnedLate } from './returnedClocks.ts';
import { returnedFacts } from './returnedFacts.ts';
import { returnedEffects, returnedSweeps } from './returnedPart.ts';
import { returnedRefusals } from './returnedRefusals.ts';
import { returnedRoutes } from './returnedRoutes.ts';
import { shipRoutes } from './shipRoutes.ts';
import { blankReturned } from './returnedStore.ts';
import { scanArrivals } from './scanArrivals.ts';
import { stopOpenTasks } from './stopOpenTasks.ts';
import { taskFacts } from './taskFacts.ts';
import { blankFulfilment } from './tasksStore.ts';
import { layoutRoutesOf } from './layoutRoutes.ts';
import { workRoutesOf } from './workRoutes.ts';

const refunds = refundHandler();
const intercepts = interceptHandler();

export const fulfilmentModule: CaseModule = {
  name: 'fulfilment',
  routes: [
    ...shipRoutes,
    ...fulfilmentRoutes([refunds, intercepts]),
    ...workRoutesOf(),
    ...deliveryRoutesOf(),
    ...layoutRoutesOf(),
    ...returnedRoutes,
    ...recoveryRoutes,
    ...payoutRoutes,
  ],
  refusals: { ...fulfilmentRefusals, ...returnedRefusals, ...recoveryRefusals, ...payoutRefusals },
  subscriptions: [
    onErased('fulfilment-erasure', blankFulfilment),
    onErased('returned-erasure', blankReturned),
    onErased('recovery-erasure', blankRecovery),
    onErased('payout-erasure', blankPayouts),
    ...recoverySubscriptions,
  ],
  intents: [refunds, intercepts],
  raw: (app, house, entrance) => {
    mountResendFiles(app, house, entrance);
    mountPayoutFiles(app, house, entrance);
    mountRecoveryPapers(app, house, entrance);
    mountPaymentCallback(app, house, refunds);
    mountInterceptCallback(app, house, intercepts);
  },
  effects: [
    handle('inviteAct', carryOut),
    ...returnedEffects,
    handle('openTask', openFollowUp),
    // A case that ends takes back what nobody has begun (FU-17); what is under way is followed to its end.
    handle('close', async (doing) => {
      await stopOpenTasks(doing, 'recalled');
      return undefined;
    }),
    // Under another playbook nothing of the old one is begun any more (IN-3).
    handle('move', async (doing, effect) => {
      if (effect.move === 're-kind') await stopOpenTasks(doing, 'recalled');
      return undefined;
    }),
  ],
  report: tasksReport,
  facts: [taskFacts, returnedFacts],
  placeholders: [{ names: progressPlaceholders, load: (on, theCase, lang) => progressValues(on, theCase, lang) }],
  carriedOut,
  lateTasks: async (doing, subject) => {
    await markLate(doing, subject);
    await markReturnedLate(doing, subject);
    await markPickupLate(doing, subject);
  },
  sweeps: [
    { name: 'arrivals', everySeconds: 60, run: scanArrivals },
    ...returnedSweeps,
    { name: 'reconciliation', everySeconds: 3600, run: reconcileDaily },
  ],
};
