/** What other stages may use of liability. */
export { liabilitiesOf, type LiabilityRow, type ShareRow } from './liabilityStore.ts';

/** `liability.decided` {liability, round, cause, rule, byRule, shares: [{party, id, percent}]}. */
export const liabilityDecided = 'liability.decided';
