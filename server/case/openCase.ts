import { one, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { localDayOf } from '#platform/localTime.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Command } from '#platform/command.ts';
import { calendarOf } from './calendars.ts';
import { formatCaseNumber } from './caseNumber.ts';
import { takeStep } from './journey.ts';
import { playbookInForce } from './playbooks.ts';
import { readCase, tellOf, type TheCase } from './theCase.ts';
import { type Doing, handlersOf } from './wiring.ts';

/** What a case is made of; its stages' own facts (report, lines, evidence) are written by intake in the same transaction. */
export interface NewCase {
  readonly id?: string;
  readonly shopId: string;
  readonly playbook: string;
  readonly problem: string;
  readonly channel: string;
  readonly receivedAt: Date;
  readonly customerId: string | null;
  readonly orderId: string | null;
  readonly orderNo: string | null;
  readonly wish: string | null;
  readonly ownerId: string | null;
  readonly teamId: string | null;
  readonly priority: number;
  /** First line of the customer's own words, for lists; blanked on erasure. */
  readonly summary: string;
}

/**
 * Registers a case under the playbook in force and enters its first step: clocks run from `receivedAt`, not from when
 * somebody typed it in. `beforeStart` writes the stages' rows that the first step's effects (acknowledgement) read.
 * Refuses `unknown-playbook`, `problem-not-of-playbook`.
 */
export async function openCase(
  command: Command,
  facts: NewCase,
  beforeStart: (theCase: TheCase) => Promise<void>,
): Promise<Result<TheCase>> {
  const inForce = await playbookInForce(command.tx, facts.playbook, facts.shopId);
  if (!inForce) return refuse('unknown-playbook', { field: 'playbook', data: { playbook: facts.playbook } });
  if (!inForce.playbook.problems.includes(facts.problem))
    return refuse('problem-not-of-playbook', { field: 'problem', data: { problem: facts.problem } });
  const { zone } = await calendarOf(command.tx, facts.shopId);
  const sequence = await one(sql<{ seq: number }>`select nextval('case_seq')::int8 as seq`, command.tx);
  if (!sequence) throw new Error('a sequence answers');
  const id = facts.id ?? newId(command.now.getTime());
  const number = formatCaseNumber(localDayOf(command.now, zone), sequence.seq);
  const start = inForce.playbook.steps[inForce.playbook.start];
  await sql`insert into cases (id, seq, number, shop_id, team_id, owner_id, playbook, playbook_version_id, kind, problem, channel, customer_id,
      order_id, order_no, wish, step, stage, priority, summary, received_at, registered_at, registered_by)
    values (${id}, ${sequence.seq}, ${number}, ${facts.shopId}, ${facts.teamId}, ${facts.ownerId}, ${facts.playbook}, ${inForce.id},
      ${inForce.playbook.kind}, ${facts.problem}, ${facts.channel}, ${facts.customerId}, ${facts.orderId}, ${facts.orderNo}, ${facts.wish},
      ${inForce.playbook.start}, ${start?.stage ?? 'intake'}, ${facts.priority}, ${facts.summary}, ${facts.receivedAt}, ${command.now},
      ${`${command.actor.kind}:${command.actor.id}`})`.execute(command.tx);
  const made = await readCase(command.tx, { kind: 'system', id: 'system' }, id);
  if (!made.ok) throw new Error('a case that was just written is there');
  await tellOf(command, made.value, {
    kind: 'case.registered',
    data: { number, playbook: facts.playbook, problem: facts.problem, channel: facts.channel, owner: facts.ownerId },
  });
  await beforeStart(made.value);
  const entered = await takeStep({ ...command }, made.value, { kind: 'enter' });
  if (!entered.ok) return entered;
  await acknowledge({ command, theCase: made.value, playbook: inForce.playbook });
  return ok(made.value);
}

/** The customer hears at once, at night too, what was understood and what happens next, by when (IN-9). */
async function acknowledge(doing: Doing): Promise<void> {
  const message = doing.playbook.acknowledge;
  const words = doing.playbook.messages[message];
  if (!words) throw new Error(`playbook ${doing.playbook.playbook} passed its check without message ${message}`);
  for (const handler of handlersOf('say')) await handler.run(doing, { effect: 'say', message, words } as never);
}
