import { tellOf } from '#case/contract.ts';
import { carrierById, contactOfOrder, shippingChangesOf } from '#commerce/contract.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import type { House, IntentAnswer, IntentHandler, IntentRow } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { interceptForm, interceptKind, meaningOfReply, type Recipient } from './interceptWire.ts';
import { inquiryKinds } from './kindWork.ts';
import { moveTask } from './moveTask.ts';
import { neverConnected, parsedJson } from './partnerCall.ts';
import type { TaskDetail } from './taskKind.ts';
import { taskById } from './tasksStore.ts';
import { isOver } from './taskStates.ts';
import { fulfilmentFiles } from './wire.ts';

const patience = 10_000;

/**
 * Stops or turns a parcel through the carrier's interface (FU-3). What it answers only says that it was taken; what came of
 * it comes by callback. It can't be asked by our number: what may have been taken, and wasn't told, is for a person.
 */
export function interceptHandler(options: { patienceMs?: number } = {}): IntentHandler {
  const wait = options.patienceMs ?? patience;
  return {
    kind: interceptKind,
    call: (intent, house) => callPartner(intent, house, wait),
    // Nothing can be asked: taken stays taken until the callback, and what is open stays open, visibly.
    ask: (intent) =>
      Promise.resolve(
        intent.answer?.['accepted'] === true
          ? { outcome: 'waiting', answer: intent.answer }
          : { outcome: 'uncertain', fault: intent.fault ?? 'no-answer-in-time' },
      ),
    settle: settleIntercept,
  };
}

async function callPartner(intent: IntentRow, house: House, wait: number): Promise<IntentAnswer | null> {
  const account = house.config.intercept;
  if (!account) return null;
  const { waybill, carrierId, wanted, orderId } = intent.payload as {
    waybill: string;
    carrierId: string | null;
    wanted: TaskDetail['wanted'];
    orderId: string | null;
  };
  const carrier = carrierId ? await carrierById(house.db, carrierId) : undefined;
  if (!carrier) return { outcome: 'refused', fault: 'carrier-unknown', answer: {} };
  const recipient = wanted === 'change-address' && orderId ? await recipientOf(house.db, orderId) : null;
  if (wanted === 'change-address' && !recipient) return { outcome: 'refused', fault: 'no-new-address', answer: {} };
  const callback = `${house.config.publicUrl}${fulfilmentFiles.interceptCallback}?key=${encodeURIComponent(intent.key)}`;
  const form = interceptForm(account, { carrier: carrier.code, waybill, wanted: wanted ?? 'change-address', recipient }, callback);
  try {
    const response = await fetch(`${account.url}/label/order`, { method: 'POST', body: form, signal: AbortSignal.timeout(wait) });
    return meaningOfReply(response.status, parsedJson(await response.text()));
  } catch (error) {
    if (neverConnected(error)) return { outcome: 'again', fault: 'unreachable' };
    return { outcome: 'uncertain', fault: (error as Error).name === 'TimeoutError' ? 'no-answer-in-time' : 'connection-broke' };
  }
}

/** The order's receiver, with every change of it that came since; null when something is missing. */
async function recipientOf(on: Reader, orderId: string): Promise<Recipient | null> {
  const contact = await contactOfOrder(on, orderId);
  const latest = new Map((await shippingChangesOf(on, orderId)).map((each) => [each.field, each.new]));
  const name = latest.get('receiver') ?? contact?.receiver;
  const mobile = latest.get('phone') ?? contact?.phone;
  const printAddr = latest.get('address') ?? contact?.address;
  return name && mobile && printAddr ? { name, mobile, printAddr } : null;
}

/** The carrier's own word moves the task; one that a person settled otherwise in the meantime is shown, never overruled. */
async function settleIntercept(command: Command, intent: IntentRow, answer: IntentAnswer): Promise<void> {
  if (answer.outcome !== 'done' && answer.outcome !== 'refused') return;
  const task = intent.subjectId ? await taskById(command.tx, intent.subjectId) : undefined;
  if (!task) throw new Error(`${intent.key} has no task`);
  const says = answer.outcome === 'done' ? 'confirmed' : 'refused';
  if (isOver(task.state)) {
    if (task.state !== says)
      await tellOf(
        command,
        { id: task.caseId, shopId: task.shopId, version: 0 },
        { kind: 'carrier.contradicted', data: { task: task.id, ours: task.state, theirs: says } },
      );
    return;
  }
  const moved = await moveTask(command, task.id, {
    move: answer.outcome === 'done' ? 'confirm' : 'refuse',
    action: 'fulfilment.read',
    only: inquiryKinds,
    change: (_doing, row) =>
      Promise.resolve(ok(answer.outcome === 'done' ? { ...row, waybill: row.detail.parcel ?? null } : { ...row, failure: answer.fault })),
  });
  if (!moved.ok) throw new Error(`settling ${intent.key}: ${moved.refused.code}`);
}
