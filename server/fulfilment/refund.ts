import type { Command } from '#platform/command.ts';
import type { House, IntentAnswer, IntentHandler, IntentRow } from '#platform/module.ts';
import { ok } from '#platform/result.ts';
import { moneyKinds, reverseMoney } from './kindMoney.ts';
import { refundPaid } from './ledger.ts';
import { book } from './ledgerStore.ts';
import { moveTask } from './moveTask.ts';
import { meaningOf } from './paymentAnswer.ts';
import { neverConnected, parsedJson } from './partnerCall.ts';
import { sign } from './paymentWire.ts';
import { isFreight, payFreightOtherwise } from './returnedMoney.ts';
import { taskByKey } from './tasksStore.ts';

/** An answer that takes longer counts as unknown: the partner is asked by our key. */
const patience = 10_000;

export const refundKind = 'payment.refund';

/** Refunds through the payment partner, exactly once by our key (FU-5). Without PAYMENT_URL they wait, visibly. */
export function refundHandler(options: { patienceMs?: number } = {}): IntentHandler {
  const wait = options.patienceMs ?? patience;
  return {
    kind: refundKind,
    call: (intent, house) => callPartner(intent, house, wait),
    ask: (intent, house) => askPartner(intent, house, wait),
    settle: settleRefund,
  };
}

async function callPartner(intent: IntentRow, house: House, wait: number): Promise<IntentAnswer | null> {
  const partner = house.config.payment;
  if (!partner) return null;
  // The same bytes each time: a repeat is the same request (our key, order and amount), never a new one.
  const body = JSON.stringify({
    out_request_no: intent.key,
    order_no: intent.payload['orderNo'],
    amount_fen: intent.payload['amountFen'],
    currency: 'CNY',
    ...(intent.payload['way'] === 'platform-payment' ? { way: 'platform-payment' } : {}),
  });
  const headers = { 'content-type': 'application/json', ...sign(partner.secret, body) };
  return reach(
    intent,
    () => fetch(`${partner.url}/v1/refunds`, { method: 'POST', headers, body, signal: AbortSignal.timeout(wait) }),
    false,
  );
}

async function askPartner(intent: IntentRow, house: House, wait: number): Promise<IntentAnswer> {
  const partner = house.config.payment;
  if (!partner) return { outcome: 'uncertain', fault: 'not-set-up' };
  const headers = sign(partner.secret, '');
  return reach(
    intent,
    () =>
      fetch(`${partner.url}/v1/refunds/${encodeURIComponent(intent.key)}`, { headers: { ...headers }, signal: AbortSignal.timeout(wait) }),
    true,
  );
}

async function reach(intent: IntentRow, send: () => Promise<Response>, query: boolean): Promise<IntentAnswer> {
  try {
    const response = await send();
    const text = await response.text();
    return meaningOf(response.status, parsedJson(text), { key: intent.key, amountFen: Number(intent.payload['amountFen']), query });
  } catch (error) {
    if (!query && neverConnected(error)) return { outcome: 'again', fault: 'unreachable' };
    return { outcome: 'uncertain', fault: (error as Error).name === 'TimeoutError' ? 'no-answer-in-time' : 'connection-broke' };
  }
}

/** What an answer means for task, ledger and case; anything but done and refused leaves them waiting. */
async function settleRefund(command: Command, intent: IntentRow, answer: IntentAnswer): Promise<void> {
  if (answer.outcome !== 'done' && answer.outcome !== 'refused') return;
  const task = await taskByKey(command.tx, intent.key);
  if (!task) throw new Error(`refund ${intent.key} has no task`);
  const moved = await moveTask(command, task.id, {
    move: answer.outcome === 'done' ? 'settle' : 'fail',
    action: 'fulfilment.read',
    only: moneyKinds,
    change: async (_doing, row) => {
      if (answer.outcome === 'done') {
        await book(command, row, refundPaid(row.key, row.amountFen ?? 0));
        return ok(row);
      }
      await reverseMoney(command, row);
      return ok({ ...row, failure: answer.fault, ...(isFreight(row) ? { raisedAt: command.now } : {}) });
    },
    after: (doing, row) => (answer.outcome === 'refused' ? payFreightOtherwise(doing, row) : Promise.resolve()),
  });
  if (!moved.ok) throw new Error(`settling ${intent.key}: ${moved.refused.code}`);
}
