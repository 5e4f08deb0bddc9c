import { stateTable } from '#platform/stateTable.ts';
import type { recoveryMoves, recoveryStates } from './recoveryWire.ts';

export type RecoveryState = (typeof recoveryStates)[number];
export type RecoveryMove = (typeof recoveryMoves)[number];

/**
 * Our claim on a carrier or supplier (LI-4). An offer that is too low is disputed and goes back to them; a refusal can be
 * filed again one step higher. Money may come at any time after filing: carriers also simply deduct it from a bill.
 */
export const recoveryTable = stateTable({
  name: 'recovery',
  initial: 'draft',
  moves: {
    draft: { file: 'filed', 'write-off': 'written-off' },
    filed: { accept: 'accepted', 'ask-more': 'more-asked', offer: 'offered', refuse: 'refused', pay: 'paid', 'write-off': 'written-off' },
    accepted: { 'ask-more': 'more-asked', offer: 'offered', refuse: 'refused', pay: 'paid', 'write-off': 'written-off' },
    'more-asked': { file: 'filed', refuse: 'refused', 'write-off': 'written-off' },
    offered: { agree: 'agreed', dispute: 'accepted', 'write-off': 'written-off' },
    agreed: { pay: 'paid', 'write-off': 'written-off' },
    refused: { file: 'filed', 'write-off': 'written-off' },
    paid: {},
    'written-off': {},
  },
  ends: ['paid', 'written-off'],
});
