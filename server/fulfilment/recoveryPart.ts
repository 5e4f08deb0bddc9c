import type { Subscription } from '#platform/module.ts';
import type { RefusalTable } from '#platform/result.ts';
import { openAfter } from './openRecovery.ts';

/** Whenever liability or money of a case moves, what others owe us for it is looked at again (LI-4). */
export const recoverySubscriptions: readonly Subscription[] = [
  {
    queue: 'recovery',
    on: [
      'liability.decided',
      'fulfilment.settled',
      'fulfilment.shipped',
      'fulfilment.handed-over',
      'fulfilment.not-done',
      'fulfilment.recalled',
    ],
    perCase: true,
    run: openAfter,
  },
];

export const recoveryRefusals: RefusalTable = {
  'amount-needed': {
    status: 422,
    zh: { agent: '请填写金额：对方提出的金额，或实际到账的金额。' },
    en: { agent: 'Give the amount: what they offer, or what has come in.' },
  },
  'more-than-claimed': {
    status: 422,
    zh: { agent: (data) => `金额超过索赔金额 ¥${(Number(data['fen']) / 100).toFixed(2)}，请核对；确需追加请重新提交索赔。` },
    en: { agent: (data) => `That is more than the ¥${(Number(data['fen']) / 100).toFixed(2)} claimed. Check it, or file the claim anew.` },
  },
};
