/** What other stages and the portal may use of triage. */
export { assignCase } from './assign.ts';
export { type OrderCheck } from './checkOrder.ts';
export { askFor, type ChecklistItem, checklistOf, type MaterialsGiven, materialTitle, receiveMaterials, sayMaterial } from './materials.ts';
export { type RequestRow, requestsOf, type ReviewRow } from './triageStore.ts';
export type { MaterialView, ReviewView, WorkFilter, WorkItem, WorkList } from './wire.ts';

/**
 * Events of this stage: `order.checked` {answer, order, rule}, `case.reviewed` {answer, failing, materials, rule},
 * `materials.asked` {asking, materials}, `materials.received` {items, complete, materials}, `case.assigned` {owner, team,
 * before, how: taken | next | released | assigned}.
 */
export type Assigned = 'taken' | 'next' | 'released' | 'assigned';
