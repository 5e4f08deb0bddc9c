import type { Projection } from '#platform/module.ts';
import { rebuildSearch } from './searchStore.ts';

/** Events after which a case may be found by other words. */
const changing = [
  'case.registered',
  'report.written',
  'case.lines-corrected',
  'case.order-matched',
  'case.order-no-corrected',
  'report.blanked',
];

/**
 * Keeps the search rows: the events only say which cases to look at; the words come from the tables. To build it anew, set
 * the cursor of reader `search` back to its beginning.
 */
export const searchProjection: Projection = {
  reader: 'search',
  apply: async (tx, events) => {
    const ids = new Set(events.flatMap((event) => (event.caseId && changing.includes(event.kind) ? [event.caseId] : [])));
    await rebuildSearch(tx, [...ids]);
  },
};
