import { onErased } from '#customers/contract.ts';
import { type CaseModule, handle } from '#case/contract.ts';
import { subjectMayNot } from './fairness.ts';
import { approvalMailHandler, writeToApprovers } from './approvalLetter.ts';
import { approvalRefusals } from './approvalRefusals.ts';
import { presetChoice } from './chooseRemedy.ts';
import { dropSubmitted } from './decideApproval.ts';
import { endOpenOffer } from './endOffer.ts';
import { offerAgain } from './offerAgain.ts';
import { presetOffer } from './offerRemedy.ts';
import { blankRemedy, countDeclines } from './offerStore.ts';
import { offerPlaceholders } from './offerWords.ts';
import { remedyRefusals } from './refusals.ts';
import { approvalFact, differenceFacts, promiseFacts, tierFacts, worthFacts } from './remedyFacts.ts';
import { statutoryFact } from './reviewLegal.ts';
import { routes } from './routes.ts';
import { seedPolicies } from './seedPolicies.ts';
import { valuationPlaceholder } from './valuationWords.ts';
import { claimValueFact, presetValuation } from './valueClaim.ts';

/** Public places where an offer would be read by everybody (RE-9). */
const publicChannels = ['social', 'review', 'media'];

export const remedyModule: CaseModule = {
  name: 'remedy',
  routes,
  refusals: { ...remedyRefusals, ...approvalRefusals },
  subscriptions: [
    onErased('remedy-erasure', blankRemedy),
    { queue: 'approval-letters', on: ['approval.asked'], perCase: false, run: writeToApprovers },
  ],
  intents: [approvalMailHandler],
  effects: [
    handle('inviteAct', offerAgain),
    handle('leaveStep', async (doing, effect) => {
      const act = doing.playbook.steps[effect.step]?.act;
      if (act === 'choice') await endOpenOffer(doing, effect.answer);
      if (act === 'approval') await dropSubmitted(doing);
      return undefined;
    }),
  ],
  facts: [
    worthFacts,
    promiseFacts,
    tierFacts,
    differenceFacts,
    claimValueFact,
    statutoryFact,
    approvalFact,
    { names: ['customerDeclines'], load: async (on, theCase) => ({ customerDeclines: await countDeclines(on, theCase.id) }) },
    { names: ['channelCanOffer'], load: async (_on, theCase) => ({ channelCanOffer: !publicChannels.includes(theCase.channel) }) },
  ],
  presetActs: [
    { act: 'offer', run: presetOffer },
    { act: 'choice', run: presetChoice },
    { act: 'valuation', run: presetValuation },
  ],
  placeholders: [offerPlaceholders, valuationPlaceholder],
  mayDecide: subjectMayNot,
  prepare: seedPolicies,
};
