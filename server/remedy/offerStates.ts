import { stateTable } from '#platform/stateTable.ts';

/** An offer. `lapse`: nobody answered in time; `drop`: the case went another way. */
export const offerTable = stateTable({
  name: 'offer',
  initial: 'open',
  moves: {
    open: { option: 'chosen', declined: 'declined', proposal: 'declined', unwanted: 'unwanted', lapse: 'expired', drop: 'withdrawn' },
    chosen: {},
    declined: {},
    unwanted: {},
    expired: {},
    withdrawn: {},
  },
  ends: ['chosen', 'declined', 'unwanted', 'expired', 'withdrawn'],
});
