import { messageDelivered, messageFailed, messageReceived } from '#channels/contract.ts';
import { keepPublicUrl } from './publicLink.ts';
import { sayMessage } from './talkSay.ts';
import { noticeMessage, onDelivered } from './talkTold.ts';
import { talkRouteAnswers } from './talkRoutes.ts';
import { type CaseModule, handle } from './wiring.ts';

/** Talking with the customer: the part of the case module that says, hears and counts as told. */
export const talkModule = {
  routes: talkRouteAnswers,
  prepare: keepPublicUrl,
  refusals: {
    'call-in-past': {
      status: 422,
      zh: { agent: '约定的回电时间已过，请选择以后的时间。' },
      en: { agent: 'The promised time of the call lies in the past. Choose a later one.' },
    },
  },
  effects: [
    handle('say', async (doing, effect) => {
      await sayMessage(doing, effect);
      return undefined;
    }),
  ],
  subscriptions: [
    { queue: 'talk-told', on: [messageDelivered], perCase: true, run: onDelivered },
    { queue: 'talk-notices', on: [messageFailed, messageReceived], perCase: false, run: noticeMessage },
  ],
} satisfies Partial<CaseModule>;
