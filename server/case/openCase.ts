import { noMessagesYet } from '#channels/contract.ts';
import { one, sql, type Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { localDayOf } from '#platform/localTime.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Command } from '#platform/command.ts';
import { calendarOf } from './calendars.ts';
import { formatCaseNumber } from './caseNumber.ts';
import { takeStep } from './journey.ts';
import { playbookInForce } from './playbooks.ts';
import type { Playbook } from './playbook.ts';
import { keepClocks } from './freshClocks.ts';
import { insertCase, tellOf, type TheCase } from './theCase.ts';
import { type Doing, handlersOf } from './wiring.ts';
import { isRegulatoryRisk, knowsProblem, riskPriority } from './problems.ts';

/** What a case is made of; its stages' own facts (report, lines, evidence) are written by intake in the same transaction. */
export interface NewCase {
  readonly id?: string;
  /** Its number in the sequence, when the caller has asked for it (`nextCaseSeq`). */
  readonly seq?: number;
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
  const [inForce, { zone }, seq] = await Promise.all([
    playbookInForce(command.tx, facts.playbook, facts.shopId),
    calendarOf(command.tx, facts.shopId),
    facts.seq ?? nextCaseSeq(command.tx),
  ]);
  if (!inForce) return refuse('unknown-playbook', { field: 'playbook', data: { playbook: facts.playbook } });
  if (!knowsProblem(inForce.playbook.problems, facts.problem))
    return refuse('problem-not-of-playbook', { field: 'problem', data: { problem: facts.problem } });
  const id = facts.id ?? newId(command.now.getTime());
  const number = formatCaseNumber(localDayOf(command.now, zone), seq);
  const start = inForce.playbook.steps[inForce.playbook.start];
  const priority = isRegulatoryRisk(inForce.playbook, facts.problem) ? Math.max(facts.priority, riskPriority) : facts.priority;
  const theCase = newOne(command, { ...facts, id, priority }, { seq, number, inForce, stage: start?.stage ?? 'intake' });
  insertCase(command, theCase);
  keepClocks(command.tx, id, []);
  noMessagesYet(command.tx, id);
  await tellOf(command, theCase, {
    kind: 'case.registered',
    data: { number, playbook: facts.playbook, problem: facts.problem, channel: facts.channel, owner: facts.ownerId },
  });
  await beforeStart(theCase);
  const entered = await takeStep({ ...command }, theCase, { kind: 'enter' }, { fresh: true });
  if (!entered.ok) return entered;
  await acknowledge({ command, theCase, playbook: inForce.playbook });
  return ok(theCase);
}

interface Written {
  readonly seq: number;
  readonly number: string;
  readonly inForce: { readonly id: string; readonly playbook: Playbook };
  readonly stage: string;
}

/** The next number of a case; one that isn't used leaves a gap. */
export async function nextCaseSeq(tx: Tx): Promise<number> {
  const row = await one(sql<{ seq: number }>`select nextval('case_seq')::int8 as seq`, tx);
  if (!row) throw new Error('a sequence answers');
  return row.seq;
}

/** The case as its row will say it. */
function newOne(command: Command, facts: NewCase & { readonly id: string }, { seq, number, inForce, stage }: Written): TheCase {
  const { kind, start: step } = inForce.playbook;
  return {
    ...facts,
    seq,
    number,
    playbookVersionId: inForce.id,
    kind,
    step,
    stage,
    waitingFor: null,
    round: 1,
    appeals: 0,
    version: 1,
    fast: false,
    hurried: 0,
    registeredAt: command.now,
    closedAt: null,
    outcome: null,
    endedBy: null,
    appealUntil: null,
    reopenBy: [],
    mergedInto: null,
    nearestDue: null,
    nearestClock: null,
    breached: 0,
    lastToldAt: null,
  };
}

/** The customer hears at once, at night too, what was understood and what happens next, by when (IN-9). */
async function acknowledge(doing: Doing): Promise<void> {
  const message = doing.playbook.acknowledge;
  const words = doing.playbook.messages[message];
  if (!words) throw new Error(`playbook ${doing.playbook.playbook} passed its check without message ${message}`);
  for (const handler of handlersOf('say')) await handler.run(doing, { effect: 'say', message, words } as never);
}
