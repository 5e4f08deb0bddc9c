/** What other stages and the portal may use of intake. */
export { registerReport } from './registerReport.ts';
export { addMaterials } from './addMaterials.ts';
export { correctOrderNo } from './correctOrderNo.ts';
export { attachOrder } from './matchOrder.ts';
export { wrongForm } from './fieldForms.ts';
export { isRequiredFor } from './fieldWire.ts';
export { hurryCase } from './hurryCase.ts';
export { type EarlierAsked } from './earlier.ts';
export { sayLine } from './facts.ts';
export { type CaseLine, linesOf, markLine, type MaterialRow, materialsOf, type ReportRow } from './intakeStore.ts';
export type { EarlierCase, LineGiven, LineView, Registration, ReportView } from './wire.ts';

/**
 * Events of this stage: `report.written` {lines, value, order: matched | pending | unknown, duplicates}, `case.hurried`
 * {times, channel, owner}, `case.merged-in` {from, number} on the case that goes on, `case.order-matched` {order, how},
 * `case.order-no-corrected` {found}, `case.lines-corrected` {lines, value}.
 */
export type OrderStanding = 'matched' | 'pending' | 'unknown';
