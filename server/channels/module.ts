import { systemActor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import type { Module } from '#platform/module.ts';
import { mailHandler, testHandler } from './mail.ts';
import { blankMessages } from './messageStore.ts';
import { channelRefusals } from './refusals.ts';
import { routes } from './routes.ts';

export const channelsModule: Module = {
  name: 'channels',
  routes,
  refusals: channelRefusals,
  intents: [mailHandler, testHandler],
  subscriptions: [
    {
      queue: 'channels-erasure',
      on: ['customer.erased'],
      perCase: false,
      run: async ({ id, data }, house) => {
        const { customerId } = data;
        if (typeof customerId !== 'string') return;
        await inTransaction(house.db, (tx) =>
          blankMessages({ tx, now: house.clock.now(), actor: systemActor, cause: `event:${id}` }, customerId),
        );
      },
    },
  ],
};
