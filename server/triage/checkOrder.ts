import { answerStep, playbookOf, type PresetAct, type TheCase, tellOf } from '#case/contract.ts';
import { orderForCase } from '#commerce/contract.ts';
import { attachOrder } from '#intake/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { insertCheck } from './triageStore.ts';

/** What came of comparing the report with the order (VE-1, VE-2). */
export interface OrderCheck {
  readonly answer: string;
  readonly orderId?: string | undefined;
  readonly reason?: string | undefined;
}

/**
 * The first step's act: the order is matched and the report held against it (VE-1). Not found, and found but not bearing
 * the report out, are two outcomes (VE-2). Refusals: `not-at-this-act`, `order-of-another-shop`, `order-needed` when the
 * answer says that it matches but no order is attached; and what the interpreter refuses.
 */
export async function checkOrder(command: Command, theCase: TheCase, given: OrderCheck): Promise<Result<TheCase>> {
  const { steps } = await playbookOf(command.tx, theCase.playbookVersionId);
  if (theCase.closedAt || steps[theCase.step]?.act !== 'order-match') return refuse('not-at-this-act', { data: { step: theCase.step } });
  const written = await writeCheck(command, theCase, given, false);
  if (!written.ok) return written;
  return answerStep(command, theCase, { answer: given.answer, byAct: true, ...(given.reason ? { reason: given.reason } : {}) });
}

/** The same by preset, for the fast lane (RE-10): the order was found by its number. */
export const orderMatchPreset: PresetAct = {
  act: 'order-match',
  run: ({ command, theCase }, answer) => writeCheck(command, theCase, { answer }, true),
};

async function writeCheck(command: Command, theCase: TheCase, given: OrderCheck, byRule: boolean): Promise<Result<{ answer: string }>> {
  if (given.orderId && given.orderId !== theCase.orderId) {
    const order = await orderForCase(command.tx, given.orderId);
    if (!order || order.shopId !== theCase.shopId) return refuse('order-of-another-shop', { field: 'orderId' });
    await attachOrder(command, theCase, order.id, 'by-hand');
  }
  if (given.answer === 'matches' && theCase.orderId === null) return refuse('order-needed', { field: 'orderId' });
  await insertCheck(command, theCase, { answer: given.answer, reason: given.reason ?? null, byRule });
  await tellOf(command, theCase, { kind: 'order.checked', data: { answer: given.answer, order: theCase.orderId, rule: byRule } });
  return ok({ answer: given.answer });
}
