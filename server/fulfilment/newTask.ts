import type { Doing } from '#case/contract.ts';
import { newId } from '#platform/ids.ts';
import { familyOf } from './kinds.ts';
import type { PlannedTask } from './taskKind.ts';
import type { TaskRow } from './tasksStore.ts';

/** The row of a planned task, open and untouched, numbered within its case. */
export function newTask(doing: Doing, planned: PlannedTask, of: { source: string; n: number; orderNo: string | null }): TaskRow {
  const { theCase, command } = doing;
  const { item } = planned;
  return {
    id: newId(),
    caseId: theCase.id,
    shopId: theCase.shopId,
    n: of.n,
    round: theCase.round,
    source: of.source,
    slot: planned.slot,
    key: familyOf(planned.kind).keyOf({ caseNumber: theCase.number, source: of.source, n: of.n, slot: planned.slot }, planned.kind),
    kind: planned.kind,
    state: 'open',
    party: planned.party,
    ownerId: null,
    askZh: null,
    askEn: null,
    orderId: theCase.orderId,
    orderNo: of.orderNo,
    lineId: item?.lineId ?? null,
    partCode: item?.partCode ?? null,
    partName: item?.name ?? null,
    erpCode: item?.erpCode ?? null,
    quantity: item?.quantity ?? null,
    warehouseId: item?.warehouseId ?? null,
    costFen: item?.costFen ?? 0,
    amountFen: planned.amountFen,
    payWay: planned.payWay,
    points: planned.points,
    carrierId: null,
    carrierName: null,
    waybill: null,
    freightFen: null,
    shipBy: planned.shipBy,
    pickUpBy: null,
    pickedAt: null,
    promisedAt: planned.promisedAt,
    lateAt: null,
    lateWhy: null,
    failure: null,
    failureNote: null,
    doubtedAt: null,
    raisedAt: null,
    goodsBack: planned.goodsBack,
    detail: planned.detail,
    intentId: null,
    createdAt: command.now,
    sentAt: null,
    shippedAt: null,
    settledAt: null,
  };
}
