// What other stages and the portal may use of appeals.
export { fileAppeal } from './fileAppeal.ts';
export { whyNot } from './presentAppeals.ts';
export type { AppealView } from './wire.ts';

/**
 * Events of this stage: `appeal.filed` {appeal, level, reviewer, evidence, added}, `appeal.evidence-added` {appeal, added},
 * `appeal.decided` {appeal, level, answer}.
 */
