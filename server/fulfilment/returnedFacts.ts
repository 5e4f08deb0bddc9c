import type { FactProvider } from '#case/contract.ts';
import { chosenOption } from '#remedy/contract.ts';
import { inspectionsOf, returnedOfCase } from './returnedStore.ts';
import { worstGrade } from './returnedStates.ts';

/** What conditions may ask about goods that come back (FU-11), in the present round. */
export const returnedFacts: FactProvider = {
  names: ['goodsToCome', 'goodsReturned', 'goodsGrade'],
  load: async (on, theCase) => {
    const plan = (await chosenOption(on, theCase.id))?.plan;
    const rows = (await returnedOfCase(on, theCase.id)).filter((row) => row.round === theCase.round && row.state !== 'given-up');
    const inspections = await inspectionsOf(
      on,
      rows.map((row) => row.id),
    );
    return {
      goodsToCome: [plan, ...(plan?.also ?? [])].some((each) => each?.remedy === 'return'),
      goodsReturned: rows.length > 0 && rows.every((row) => ['received', 'inspected', 'not-ours'].includes(row.state)),
      goodsGrade: worstGrade(inspections) ?? 'none',
    };
  },
};
