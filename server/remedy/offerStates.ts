import { stateTable } from '#platform/stateTable.ts';

/** An offer. `submitted` waits for approval, `open` is with the customer. `lapse`: nobody answered in time; `drop`: the case went another way. */
export const offerTable = stateTable({
  name: 'offer',
  initial: 'submitted',
  moves: {
    submitted: { approve: 'open', 'hand-back': 'returned', drop: 'withdrawn' },
    returned: {},
    open: { option: 'chosen', declined: 'declined', proposal: 'declined', unwanted: 'unwanted', lapse: 'expired', drop: 'withdrawn' },
    chosen: {},
    declined: {},
    unwanted: {},
    expired: {},
    withdrawn: {},
  },
  ends: ['returned', 'chosen', 'declined', 'unwanted', 'expired', 'withdrawn'],
});
