import { type Doing, handlersOf } from '#case/contract.ts';
import { listCarriers } from '#commerce/contract.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { bearersFor } from './bearers.ts';
import { isMoney, moneyKinds } from './kindMoney.ts';
import { goodsSent, cashPaid } from './ledger.ts';
import { book } from './ledgerStore.ts';
import { type Moved, moveTask } from './moveTask.ts';
import { paceOf } from './settings.ts';
import { taskById, type TaskRow, tasksOfCase } from './tasksStore.ts';
import { goodsKinds } from './kindGoods.ts';
import { shippedMessage } from './taskWords.ts';

export interface Shipment {
  /** A carrier's code or name; one that we don't know is kept as written. */
  readonly carrier: string;
  readonly waybill: string;
  /** Freight, fen; absent: by the settings. */
  readonly freightFen?: number | undefined;
}

/**
 * The goods are on their way: keeps carrier and number, books cost and freight, and tells the customer the number (FU-4).
 * Entered again with another number it corrects the first, and the customer is told anew; the same again changes nothing.
 * @param how.correct false (files): a number that differs from a known one is refused `shipped-otherwise`.
 */
export async function shipResend(command: Command, taskId: string, shipment: Shipment, how: { correct: boolean }): Promise<Result<Moved>> {
  const carrier = await carrierCalled(command.tx, shipment.carrier);
  const known = await taskById(command.tx, taskId);
  const renumbers = known?.state === 'shipped';
  if (known && !how.correct && known.waybill !== null && known.waybill !== shipment.waybill) {
    return refuse('shipped-otherwise', { field: 'waybill', data: { key: known.key, waybill: known.waybill } });
  }
  return moveTask(command, taskId, {
    move: renumbers ? 'renumber' : 'ship',
    action: 'fulfilment.work',
    only: goodsKinds,
    repeats: (task) => task.waybill === shipment.waybill && (task.state === 'shipped' || task.state === 'arrived'),
    change: async (doing, task) => {
      const freightFen = task.freightFen ?? shipment.freightFen ?? (await paceOf(command.tx)).freightFen;
      await bookGoods(doing, task, freightFen);
      const corrected = renumbers ? { doubtedAt: null } : { shippedAt: command.now };
      return ok({
        ...task,
        ...corrected,
        carrierId: carrier.id,
        carrierName: carrier.name,
        waybill: shipment.waybill,
        freightFen,
        lateAt: null,
        lateWhy: null,
      });
    },
    after: tellNumber,
  });
}

/** Handed over at the counter (store): the customer has it, so it is done at once. Cash refunds at the counter likewise. */
export async function handOver(command: Command, taskId: string): Promise<Result<Moved>> {
  const task = await taskById(command.tx, taskId);
  const cash = task !== undefined && isMoney(task.kind);
  if (cash && task.payWay !== 'counter')
    return refuse('no-such-task-move', { data: { state: task.state, move: 'hand-over', key: task.key } });
  return moveTask(command, taskId, {
    move: cash ? 'settle' : 'hand-over',
    action: 'fulfilment.work',
    only: [...goodsKinds, ...moneyKinds],
    repeats: (each) => each.state === 'done',
    change: async (doing, each) => {
      if (isMoney(each.kind)) await bookPaid(doing, each);
      else await bookGoods(doing, each, 0);
      return ok(each);
    },
  });
}

/** What the goods cost and, when it is known, their freight: booked as they leave, once. */
export async function bookGoods(doing: Doing, task: TaskRow, freightFen: number): Promise<void> {
  const bearers = await bearersFor(doing.command.tx, task.caseId);
  const booking = goodsSent(task.key, { goodsFen: task.costFen, freightFen }, bearers);
  if (booking) await book(doing.command, task, booking);
}

async function bookPaid(doing: Doing, task: TaskRow): Promise<void> {
  await book(doing.command, task, cashPaid(task.key, task.amountFen ?? 0));
}

/** One message for one parcel, also when it holds several of the case's parts. */
export async function tellNumber(doing: Doing, task: TaskRow): Promise<void> {
  const others = (await tasksOfCase(doing.command.tx, task.caseId)).filter((each) => each.id !== task.id && each.waybill === task.waybill);
  if (others.length > 0) return;
  const words = doing.playbook.messages['shipped'] ?? shippedMessage;
  for (const handler of handlersOf('say')) await handler.run(doing, { effect: 'say', message: 'shipped', words } as never);
}

/** The carrier of this code or name; one that we don't know is kept as written. */
export async function carrierCalled(on: Reader, text: string): Promise<{ id: string | null; name: string }> {
  const wanted = text.trim().toLowerCase();
  const carriers = await listCarriers(on);
  const found =
    carriers.find((each) => [each.code, each.name, each.nameEn].some((name) => name.toLowerCase() === wanted)) ??
    carriers.find((each) => each.name.startsWith(text.trim()));
  return found ? { id: found.id, name: found.name } : { id: null, name: text.trim() };
}
