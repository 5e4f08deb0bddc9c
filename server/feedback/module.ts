import type { CaseModule } from '#case/contract.ts';
import { systemActor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
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
    {
      queue: 'feedback-erasure',
      on: ['customer.erased'],
      perCase: false,
      run: async ({ id, data }, house) => {
        const { customerId } = data;
        if (typeof customerId !== 'string') return;
        await inTransaction(house.db, (tx) =>
          blankFeedback({ tx, now: house.clock.now(), actor: systemActor, cause: `event:${id}` }, customerId),
        );
      },
    },
  ],
  sweeps: [{ name: 'surveys', everySeconds: 10, run: askDue }],
};
