import { onErased } from '#customers/contract.ts';
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
  subscriptions: [onErased('channels-erasure', blankMessages)],
};
