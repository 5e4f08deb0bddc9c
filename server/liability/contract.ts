/**
 * What other stages may use of liability.
 *
 * Events of this stage: `liability.decided` {liability, round, cause, rule, byRule, shares: [{party, id, percent}]}.
 */
export { type LiabilityRow, liabilitiesOf, type ShareRow } from './liabilityStore.ts';
export { decideLiability, type LiabilityGiven } from './decideLiability.ts';
export { checkShares } from './shares.ts';
