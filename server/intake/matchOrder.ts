import { type Playbook, playbookOf, type TheCase, takeStep, tellOf } from '#case/contract.ts';
import { type OrderFacts, orderForCase } from '#commerce/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, type Result } from '#platform/result.ts';
import { linesOf, updateLine } from './intakeStore.ts';
import { type Line, resolveLines } from './lines.ts';
import type { LineGiven } from './wire.ts';

/**
 * Ties a locked case to an order and finds its lines there (VE-1, VE-8). Changes the case in memory; whoever calls takes a
 * step or saves it.
 */
export async function attachOrder(
  command: Command,
  theCase: TheCase,
  orderId: string,
  how: 'arrived' | 'corrected' | 'by-hand',
): Promise<void> {
  const order = await orderForCase(command.tx, orderId);
  if (!order) throw new Error('an order that was found is there');
  theCase.orderId = order.id;
  theCase.orderNo = order.orderNo;
  await findLines(command, theCase, order);
  await tellOf(command, theCase, { kind: 'case.order-matched', data: { order: order.id, how } });
}

/** Lines that were only words are looked for on the order; those of another order are words again. */
async function findLines(command: Command, theCase: TheCase, order: OrderFacts): Promise<void> {
  for (const line of await linesOf(command.tx, theCase.id, theCase.round)) {
    if (line.round !== theCase.round || order.lines.some((each) => each.id === line.orderLineId)) continue;
    const given: LineGiven = {
      name: line.name,
      quantity: line.quantity,
      problem: line.problem,
      ...(line.partCode ? { partCode: line.partCode } : {}),
      ...(line.model ? { model: line.model } : {}),
    };
    await updateLine(command, line.id, found(order, given, line.problem));
  }
}

/** The line as the order has it. More than was sold is for the review to refuse: the customer isn't asked again by a machine. */
function found(order: OrderFacts, given: LineGiven, problem: string): Line {
  const whole = resolveLines(order, [given], problem);
  const resolved = whole.ok ? whole : resolveLines(order, [{ ...given, quantity: 1 }], problem);
  const line = resolved.ok ? resolved.value[0] : undefined;
  if (!line) throw new Error('a line resolves to a line');
  const each = line.valueFen === null ? null : line.valueFen / line.quantity;
  return { ...line, quantity: given.quantity, valueFen: each === null ? null : each * given.quantity, onList: line.onList && whole.ok };
}

/** Goes on when the case waits for its order: the first of the step's answers that the system may give and that doesn't end it. */
export async function goOnWithOrder(command: Command, theCase: TheCase): Promise<Result<TheCase>> {
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  const answer = arrivedAnswer(playbook, theCase.step);
  if (answer === undefined) return ok(theCase);
  return takeStep(command, theCase, { kind: 'answer', answer, by: 'system' });
}

/** The answer of a step that waits for an order, or undefined when it waits for something else. */
export function arrivedAnswer(playbook: Playbook, step: string): string | undefined {
  const rule = playbook.steps[step];
  if (rule?.waits?.for !== 'order') return undefined;
  return Object.entries(rule.answers).find(([, edge]) => edge.to !== 'end' && (edge.by ?? rule.by).includes('system'))?.[0];
}
