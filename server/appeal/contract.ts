// What other stages and the portal may use of appeals.
export { addToAppeal, fileAppeal } from './fileAppeal.ts';
export { presentAppeals, whyNot } from './presentAppeals.ts';
export type { AppealView } from './wire.ts';

/**
 * Events of this stage: `appeal.filed` {appeal, level, reviewer, evidence, added}, `appeal.evidence-added` {appeal, added},
 * `appeal.decided` {appeal, level, answer}.
 */
export const appealFiled = 'appeal.filed';
export const appealDecided = 'appeal.decided';
