import { addEvidence } from '#case/contract.ts';
import { contactOfOrder, shippingChangesOf } from '#commerce/contract.ts';
import { writeAccess } from '#customers/contract.ts';
import type { Actor, Lang } from '#platform/actor.ts';
import { day } from '#platform/clock.ts';
import type { Command } from '#platform/command.ts';
import { all, type Reader, sql } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { mayOn, scopeCondition } from '#staff/contract.ts';
import { goodsKinds, isGoods } from './kindGoods.ts';
import { familyOf } from './kinds.ts';
import { type Moved, moveTask } from './moveTask.ts';
import { bookGoods } from './shipResend.ts';
import { namesFor } from './taskListStore.ts';
import { taskById, taskColumns, type TaskRow } from './tasksStore.ts';
import { failureWords } from './taskWords.ts';
import type { DeliveryView, doorReasons } from './wire.ts';

/** Whose delivery it is: of the person that it was given to; whoever works the board sees all of the shop. */
function mine(actor: Actor, task: Pick<TaskRow, 'shopId' | 'ownerId'>): boolean {
  return task.ownerId !== null && (task.ownerId === actor.id || mayOn(actor, 'fulfilment.work', task));
}

/** Deliveries of the reader, nearest promise first; for logistics everybody's (FU-13). */
export async function deliveriesOf(on: Reader, actor: Actor, lang: Lang, state: 'open' | 'done', now: Date): Promise<DeliveryView[]> {
  const which =
    state === 'open'
      ? sql`t.settled_at is null and t.state <> 'shipped'`
      : sql`t.settled_at > ${new Date(now.getTime() - 2 * day)} and t.waybill is null and t.state <> 'recalled'`;
  const rows = await all(
    sql<TaskRow>`select ${taskColumns} from fulfilment_tasks t where t.owner_id is not null and t.kind = any(${[...goodsKinds]}) and ${which}
        and ${scopeCondition(actor, 'fulfilment.deliver', { shop: 't.shop_id' })}
        and (t.owner_id::text = ${actor.id} or ${scopeCondition(actor, 'fulfilment.work', { shop: 't.shop_id' })})
      order by t.promised_at, t.id limit 200`,
    on,
  );
  const names = await namesFor(on, rows);
  return rows.map((task) => ({
    id: task.id,
    key: task.key,
    state: task.state,
    title: familyOf(task.kind).title(task, lang),
    shop: names.shops.get(task.shopId)?.[lang] ?? '',
    caseNumber: names.numbers.get(task.caseId) ?? '',
    orderNo: task.orderNo,
    promisedAt: task.promisedAt?.toISOString() ?? null,
    late: task.lateAt !== null && task.settledAt === null,
    takeBack: task.goodsBack === 'none' ? null : task.goodsBack,
    owner: task.ownerId ? { id: task.ownerId, name: names.staff.get(task.ownerId) ?? '' } : null,
    settledAt: task.settledAt?.toISOString() ?? null,
    failure: task.failure === null ? null : failureWords(task.failure, lang),
    may: doorMoves.flatMap(([move, named]) => (familyOf(task.kind).table.judge(task.state, move).ok ? [named] : [])),
  }));
}

const doorMoves = [
  ['reach-door', 'arrive'],
  ['hand-over', 'hand-over'],
  ['fail', 'refuse'],
] as const;

/** Name, phone and address for whoever stands in front of the door; each look is written down. Refuses `not-found`. */
export async function contactForDelivery(
  command: Command,
  taskId: string,
): Promise<Result<{ receiver: string | null; phone: string | null; address: string | null }>> {
  const task = await taskById(command.tx, taskId);
  if (
    !task ||
    !isGoods(task.kind) ||
    task.settledAt !== null ||
    !mayOn(command.actor, 'fulfilment.deliver', task) ||
    !mine(command.actor, task)
  )
    return refuse('not-found');
  await writeAccess(command, { act: 'reveal', subject: 'delivery', subjectId: task.id, why: task.key });
  const contact = task.orderId ? await contactOfOrder(command.tx, task.orderId) : undefined;
  const changes = task.orderId ? await shippingChangesOf(command.tx, task.orderId) : [];
  const latest = new Map(changes.map((each) => [each.field, each.new]));
  return ok({
    receiver: latest.get('receiver') ?? contact?.receiver ?? null,
    phone: latest.get('phone') ?? contact?.phone ?? null,
    address: latest.get('address') ?? contact?.address ?? null,
  });
}

/** At the door: from now on it is no longer recalled (FU-17). */
export function reachDoor(command: Command, taskId: string): Promise<Result<Moved>> {
  return atDoor(command, taskId, { move: 'reach-door', files: [], repeats: (task) => task.state === 'at-door', change: (task) => task });
}

/** Handed over, with a photo or a signature; of an exchange the old goods may come along (FU-13). Refuses `file-not-yours`. */
export function handOverAtDoor(
  command: Command,
  taskId: string,
  given: { files: readonly string[]; tookBack: boolean },
): Promise<Result<Moved>> {
  return atDoor(command, taskId, {
    move: 'hand-over',
    files: given.files,
    repeats: (task) => task.state === 'done',
    change: (task) => (given.tookBack && task.goodsBack === 'awaited' ? { ...task, goodsBack: 'received' } : task),
  });
}

/** Not taken, or nobody there: the case gets a new offer. */
export function refuseAtDoor(
  command: Command,
  taskId: string,
  given: { reason: (typeof doorReasons)[number]; note?: string | undefined; files: readonly string[] },
): Promise<Result<Moved>> {
  return atDoor(command, taskId, {
    move: 'fail',
    files: given.files,
    repeats: (task) => task.state === 'failed' && task.failure === given.reason,
    change: (task) => ({ ...task, failure: given.reason, failureNote: given.note ?? null }),
  });
}

async function atDoor(
  command: Command,
  taskId: string,
  wanted: {
    move: 'reach-door' | 'hand-over' | 'fail';
    files: readonly string[];
    repeats: (task: TaskRow) => boolean;
    change: (task: TaskRow) => TaskRow;
  },
): Promise<Result<Moved>> {
  const seen = await taskById(command.tx, taskId);
  if (!seen || !mine(command.actor, seen)) return refuse('not-found');
  return moveTask(command, taskId, {
    move: wanted.move,
    action: 'fulfilment.deliver',
    only: goodsKinds,
    repeats: wanted.repeats,
    change: async (doing, task) => {
      // Given to somebody else in the meantime.
      if (!mine(command.actor, task)) return refuse('not-found');
      const proven = await addEvidence(command, doing.theCase, { ids: wanted.files, material: 'delivery-proof' });
      if (!proven.ok) return proven;
      if (wanted.move === 'hand-over') await bookGoods(doing, task, 0);
      return ok(wanted.change(task));
    },
  });
}
