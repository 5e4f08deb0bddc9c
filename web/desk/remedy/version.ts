import type { Answer } from '#platform/wire.ts';
import type { policyRoutes } from '#remedy/policyWire.ts';

/** A version of a policy with its table and the columns that it may use. */
export type Version = Answer<typeof policyRoutes.version>;
