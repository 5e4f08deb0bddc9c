import type { CaseModule } from '#case/contract.ts';
import { systemActor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import { blankAppeals } from './appealStore.ts';
import { appealRefusals } from './refusals.ts';
import { routes } from './routes.ts';

export const appealModule: CaseModule = {
  name: 'appeal',
  routes,
  refusals: appealRefusals,
  subscriptions: [
    {
      queue: 'appeal-erasure',
      on: ['customer.erased'],
      perCase: false,
      run: async ({ id, data }, house) => {
        const { customerId } = data;
        if (typeof customerId !== 'string') return;
        await inTransaction(house.db, (tx) =>
          blankAppeals({ tx, now: house.clock.now(), actor: systemActor, cause: `event:${id}` }, customerId),
        );
      },
    },
  ],
};
