import { orderChanged, orderIdsOf } from '#commerce/contract.ts';
import type { Projection } from '#platform/module.ts';
import { openCasesOf, rebuildSearch } from './searchStore.ts';

/** Events after which a case may be found by other words, or in other lists. */
const changing = [
  'case.registered',
  'report.written',
  'case.lines-corrected',
  'case.order-matched',
  'case.order-no-corrected',
  'case.closed',
  'case.reopened',
  'case.round',
  'report.blanked',
];

/**
 * Keeps the search rows: the events only say which cases to look at; the words come from the tables. To build it anew, set
 * the cursor of reader `search` back to its beginning.
 */
export const searchProjection: Projection = {
  reader: 'search',
  on: [...changing, orderChanged],
  apply: async (tx, events) => {
    const ids = new Set(events.flatMap((event) => (event.caseId && changing.includes(event.kind) ? [event.caseId] : [])));
    // A parcel that came later names another warehouse or carrier.
    for (const event of events.filter((each) => each.kind === orderChanged))
      for (const id of await openCasesOf(tx, orderIdsOf(event))) ids.add(id);
    await rebuildSearch(tx, [...ids]);
  },
};
