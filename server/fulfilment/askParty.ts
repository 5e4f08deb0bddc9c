import { orderForCase, type ParcelFacts } from '#commerce/contract.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { createIntent, intentByKey } from '#platform/intents.ts';
import type { House } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { interceptKey, interceptKind } from './interceptWire.ts';
import { inquiryKinds } from './kindWork.ts';
import { type Moved, moveTask } from './moveTask.ts';
import { taskById, type TaskRow } from './tasksStore.ts';
import type { askWays, askWishes } from './wire.ts';

export interface Asking {
  readonly by: (typeof askWays)[number];
  readonly wanted: (typeof askWishes)[number];
  readonly waybill?: string | undefined;
}

/** Under way and not signed for: only then can a carrier still stop or turn a parcel. */
export function isChangeable(parcel: Pick<ParcelFacts, 'state' | 'signedAt'>): boolean {
  return parcel.signedAt === null && ['created', 'collected', 'in-transit', 'delivering', 'problem'].includes(parcel.state);
}

/** The parcels of the order that a task is about, the latest first (FU-3). */
export async function parcelsOfTask(on: Reader, task: Pick<TaskRow, 'orderId'>): Promise<ParcelFacts[]> {
  const order = task.orderId ? await orderForCase(on, task.orderId) : undefined;
  return [...(order?.parcels ?? [])].sort((a, b) => (b.shippedAt?.getTime() ?? 0) - (a.shippedAt?.getTime() ?? 0));
}

/**
 * Asks the carrier or the warehouse to correct, stop or turn a parcel (FU-3). By its interface it is an intent, and only its
 * callback says what came of it; by sheet or phone somebody enters the answer. Asked again by another way is said again.
 * Refuses `intercept-not-set-up`, `no-parcel-to-change`, `parcel-not-changeable` (signed for, lost, returned), `asked-already`.
 */
export async function askParty(command: Command, house: Pick<House, 'config'>, taskId: string, asking: Asking): Promise<Result<Moved>> {
  const seen = await taskById(command.tx, taskId);
  const parcels = seen ? await parcelsOfTask(command.tx, seen) : [];
  const parcel = asking.waybill ? parcels.find((each) => each.waybill === asking.waybill) : parcels[0];
  if (asking.by === 'carrier-api') {
    if (!house.config.intercept) return refuse('intercept-not-set-up');
    if (!parcel) return refuse('no-parcel-to-change', { field: 'waybill' });
    if (!isChangeable(parcel))
      return refuse('parcel-not-changeable', { field: 'waybill', data: { waybill: parcel.waybill, state: parcel.state } });
    if (await intentByKey(command.tx, interceptKey(taskId))) return refuse('asked-already', { data: { key: seen?.key ?? '' } });
  }
  return moveTask(command, taskId, {
    move: 'ask',
    action: 'fulfilment.report',
    only: inquiryKinds,
    repeats: (task) => task.state === 'asked' && task.detail.askedBy === asking.by && task.detail.wanted === asking.wanted,
    data: { by: asking.by, wanted: asking.wanted },
    change: async (_doing, task) => {
      const detail = { ...task.detail, askedBy: asking.by, wanted: asking.wanted, ...(parcel ? { parcel: parcel.waybill } : {}) };
      if (asking.by !== 'carrier-api' || !parcel) return ok({ ...task, detail });
      const intent = await createIntent(command, {
        key: interceptKey(task.id),
        kind: interceptKind,
        caseId: task.caseId,
        shopId: task.shopId,
        subjectId: task.id,
        // Who shall have it is read when it is sent: an intent holds no address.
        payload: { waybill: parcel.waybill, carrierId: parcel.carrierId, wanted: asking.wanted, orderId: task.orderId },
      });
      return ok({ ...task, detail, intentId: intent.id });
    },
  });
}
