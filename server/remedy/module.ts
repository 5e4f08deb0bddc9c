import { onErased } from '#customers/contract.ts';
import { type CaseModule, handle } from '#case/contract.ts';
import { presetChoice } from './chooseRemedy.ts';
import { endOpenOffer } from './endOffer.ts';
import { offerAgain } from './offerAgain.ts';
import { presetOffer } from './offerRemedy.ts';
import { blankRemedy, countDeclines } from './offerStore.ts';
import { offerPlaceholders } from './offerWords.ts';
import { remedyRefusals } from './refusals.ts';
import { routes } from './routes.ts';
import { seedPolicies } from './seedPolicies.ts';

/** Public places where an offer would be read by everybody (RE-9). */
const publicChannels = ['social', 'review', 'media'];

export const remedyModule: CaseModule = {
  name: 'remedy',
  routes,
  refusals: remedyRefusals,
  subscriptions: [onErased('remedy-erasure', blankRemedy)],
  effects: [
    handle('inviteAct', offerAgain),
    handle('leaveStep', async (doing, effect) => {
      if (doing.playbook.steps[effect.step]?.act === 'choice') await endOpenOffer(doing, effect.answer);
      return undefined;
    }),
  ],
  facts: [
    { names: ['customerDeclines'], load: async (on, theCase) => ({ customerDeclines: await countDeclines(on, theCase.id) }) },
    { names: ['channelCanOffer'], load: async (_on, theCase) => ({ channelCanOffer: !publicChannels.includes(theCase.channel) }) },
  ],
  presetActs: [
    { act: 'offer', run: presetOffer },
    { act: 'choice', run: presetChoice },
  ],
  placeholders: [offerPlaceholders],
  prepare: seedPolicies,
};
