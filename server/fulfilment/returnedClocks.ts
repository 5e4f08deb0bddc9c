import { clockEnds, type Doing, openClock, startWait, tellOf } from '#case/contract.ts';
import { sql } from '#platform/db.ts';
import { lookedFor, returnedTable } from './returnedStates.ts';
import { returnedById, returnedOfCase, saveReturned } from './returnedStore.ts';
import { tellRole } from './tellRole.ts';

/** How long goods may take to come back before somebody asks about them. Days. */
export const dueDays = 10;
/** The carrier's word is awaited this long after the window of a pickup. Hours. */
const reportWithin = 4;

/** What a pickup's clocks are about: told apart from the one of the goods themselves. */
const pickupOf = (returnedId: string): string => `pickup:${returnedId}`;

/** The clock until which goods are to be here (FU-11). */
export function openGoodsClock(doing: Doing, returnedId: string, of: { step: string; from: Date; days: number }): Promise<void> {
  return openClock(doing, {
    name: 'goods-back',
    title: { zh: '等待退回商品', en: 'Goods to come back' },
    within: { n: of.days, unit: 'days' },
    source: 'FU-11',
    ...common(doing, of),
    subject: returnedId,
  });
}

/** Goods that are to be fetched: somebody has to book it, within a working day (FU-1). */
export function expectBooking(doing: Doing, returnedId: string, step: string): Promise<void> {
  return openClock(doing, {
    name: 'pickup-booking',
    title: { zh: '预约上门取件', en: 'Book the pickup' },
    within: { n: 1, unit: 'workingDays' },
    source: 'FU-1',
    ...common(doing, { step, from: doing.command.now }),
    subject: pickupOf(returnedId),
  });
}

/** Somebody says what came of a pickup, soon after its window (FU-6). */
export async function expectPickup(doing: Doing, returnedId: string, until: Date): Promise<void> {
  await endPickup(doing, returnedId, 'met');
  await openClock(doing, {
    name: 'pickup',
    title: { zh: '确认上门取件结果', en: 'What came of the pickup' },
    within: { n: reportWithin, unit: 'hours' },
    source: 'FU-6',
    ...common(doing, { step: doing.theCase.step, from: until }),
    subject: pickupOf(returnedId),
  });
}

/** The pickup is over, one way or the other: fetched, here, off, or given up. */
export function endPickup(doing: Doing, returnedId: string, how: 'met' | 'left'): Promise<void> {
  return clockEnds(doing, sql`purpose = 'task' and subject = ${pickupOf(returnedId)}`, how);
}

/** The clock of awaited goods ran out: they are overdue, and logistics is told. A clock of something else changes nothing. */
export async function markReturnedLate({ command, theCase }: Doing, subject: string): Promise<void> {
  const row = /^[0-9a-f-]{36}$/.test(subject) ? await returnedById(command.tx, subject) : undefined;
  const judged = row && returnedTable.judge(row.state, 'lapse');
  if (!row || !judged?.ok) return;
  await saveReturned(command, { ...row, state: judged.to });
  await tellRole(command, { role: 'logistics', caseId: theCase.id, notice: 'returned.overdue', data: { returned: row.id } });
  await tellOf(command, theCase, { kind: 'returned.overdue', data: { returned: row.id } });
}

/** Nobody booked a pickup in time, or nobody said what came of it: logistics is told. */
export async function markPickupLate({ command, theCase }: Doing, subject: string): Promise<void> {
  const id = /^pickup:([0-9a-f-]{36})$/.exec(subject)?.[1];
  const row = id ? await returnedById(command.tx, id) : undefined;
  if (!row || !lookedFor.includes(row.state)) return;
  const unbooked = row.pickupAt === null;
  const notice = unbooked ? 'returned.pickup-unbooked' : 'returned.pickup-unreported';
  await tellRole(command, { role: 'logistics', caseId: theCase.id, notice, data: { returned: row.id } });
  await tellOf(command, theCase, {
    kind: unbooked ? 'returned.pickup-unbooked' : 'returned.pickup-unreported',
    data: { returned: row.id },
  });
}

/** While all that is awaited is to be fetched by us, the customer is neither reminded nor given up on. */
export async function restWait(doing: Doing, step: string): Promise<void> {
  const open = (await returnedOfCase(doing.command.tx, doing.theCase.id)).filter((row) => lookedFor.includes(row.state));
  if (open.length === 0 || open.some((row) => row.wayBack !== 'pickup')) return;
  await clockEnds(doing, sql`purpose in ('remind', 'give-up') and step = ${step}`, 'left');
}

/** From now on it is the customer who sends: reminders and giving up of the step count from now. */
export async function restartWait(doing: Doing): Promise<void> {
  const { command, theCase, playbook } = doing;
  const waits = playbook.steps[theCase.step]?.waits;
  if (theCase.closedAt || waits?.for !== 'goods') return;
  await clockEnds(doing, sql`purpose in ('remind', 'give-up') and step = ${theCase.step}`, 'restarted');
  const { remindAfter = [], remindSay, giveUpAfter } = waits;
  await startWait(doing, {
    effect: 'wait',
    for: 'goods',
    step: theCase.step,
    from: command.now,
    reminders: remindSay ? remindAfter.map((after) => ({ after, say: remindSay })) : [],
    ...(giveUpAfter ? { giveUpAfter } : {}),
  });
}

function common({ playbook }: Doing, { step, from }: { step: string; from: Date }) {
  return { purpose: 'task', step, mayPause: false, ladder: playbook.ladder.slice(0, 1), from } as const;
}
