import { calendarOf, clockEnds, type Doing, sayMessage, tellOf, type TheCase, playbookOf } from '#case/contract.ts';
import { day, hour } from '#platform/clock.ts';
import type { Command } from '#platform/command.ts';
import { sql } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { onReturned, type ReturnedChanged } from './changeReturned.ts';
import { pickupMessages, windowWords } from './pickupWords.ts';
import { dueDays, endPickup, expectBooking, expectPickup, openGoodsClock, restartWait } from './returnedClocks.ts';
import { returnedTable, toBeFetched } from './returnedStates.ts';
import { returnedOfCase, type ReturnedRow, saveReturned } from './returnedStore.ts';
import type { pickupFailures } from './returnedWire.ts';
import { returnFreightMost } from './settings.ts';
import { tellRole } from './tellRole.ts';

/** How long a fetched parcel may travel. Days. */
const travelDays = 5;
/** A window is when somebody is at home, not a week. */
const longestWindow = 12 * hour;
const furthest = 30 * day;

interface Booking {
  readonly carrier: string;
  /** ISO instants between which the carrier comes. */
  readonly from: string;
  readonly until: string;
  readonly waybill?: string | undefined;
}
type Failure = (typeof pickupFailures)[number];

/**
 * A carrier is booked to fetch the goods between two times; the customer is told (FU-1). Booked again it replaces the first.
 * Refuses `not-found`, `no-pickup-here`, `pickup-window` (past, turned round, over 12 hours long, beyond 30 days), `already-here`.
 */
export function bookPickup(command: Command, returnedId: string, given: Booking): Promise<Result<ReturnedChanged>> {
  const [from, until] = [new Date(given.from), new Date(given.until)];
  return onReturned(command, returnedId, 'fulfilment.work', async (doing, row) => {
    if (row.wayBack !== 'pickup') return refuse('no-pickup-here');
    if (!fits(from, until, command.now)) return refuse('pickup-window', { field: 'until' });
    const judged = returnedTable.judge(row.state, 'book');
    if (!judged.ok) return refuse('already-here', { data: { number: row.caseNumber } });
    const booked = { ...row, carrierName: given.carrier, waybill: given.waybill ?? null, pickupAt: from, pickupUntil: until };
    if (row.state === 'booked' && said(booked) === said(row)) return ok(row);
    const after = await expectBy(doing, { ...booked, state: judged.to, pickupWish: '' }, until, travelDays);
    await saveReturned(command, after);
    await expectPickup(doing, row.id, until);
    const window = { from: from.toISOString(), until: until.toISOString() };
    await tellOf(command, doing.theCase, { kind: 'returned.pickup-booked', data: { returned: row.id, ...window } });
    await say(doing, after.waybill ? 'pickup-booked-number' : 'pickup-booked', after);
    return ok(after);
  });
}

/** Nothing was fetched: it is to be booked anew, and the customer is told so. Refuses `not-found`, `no-pickup-booked`. */
export function missPickup(command: Command, returnedId: string, why: Failure): Promise<Result<ReturnedChanged>> {
  return onReturned(command, returnedId, 'fulfilment.work', (doing, row) => miss(doing, row, { why, wish: '' }));
}

/**
 * The customer says on their page when it suits; what is booked for another time is off (FU-10). Refuses `no-pickup-here` when
 * nothing is to be fetched any more. The case is locked and saved by the caller.
 */
export async function otherPickupTime(command: Command, theCase: TheCase, wish: string): Promise<Result<void>> {
  const row = (await returnedOfCase(command.tx, theCase.id)).find(toBeFetched);
  if (!row) return refuse('no-pickup-here');
  const doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  if (row.pickupAt !== null) {
    const done = await miss(doing, row, { why: 'customer-asks', wish });
    return done.ok ? ok(undefined) : done;
  }
  await saveReturned(command, { ...row, pickupWish: wish });
  await tellOf(command, theCase, { kind: 'returned.pickup-wished', data: { returned: row.id } });
  return ok(undefined);
}

async function miss(doing: Doing, row: ReturnedRow, { why, wish }: { why: Failure; wish: string }): Promise<Result<ReturnedRow>> {
  const { command, theCase } = doing;
  const judged = row.pickupAt === null ? undefined : returnedTable.judge(row.state, 'miss');
  if (!judged?.ok) return refuse('no-pickup-booked');
  const asked = why === 'customer-asks';
  const open = { ...unbooked(row), state: judged.to, pickupFails: row.pickupFails + (asked ? 0 : 1), pickupWhy: why, pickupWish: wish };
  const after = await expectBy(doing, open, command.now, dueDays);
  await saveReturned(command, after);
  await endPickup(doing, row.id, 'left');
  await expectBooking(doing, row.id, theCase.step);
  const data = { returned: row.id, why };
  await tellRole(command, { role: 'logistics', caseId: theCase.id, notice: 'returned.pickup-missed', data });
  await tellOf(command, theCase, { kind: 'returned.pickup-missed', data });
  if (!asked) await say(doing, 'pickup-missed', after);
  return ok(after);
}

/**
 * The customer sends the goods themselves, at our cost up to the house's cap (FU-10), and is told where to. What was booked is
 * off. Refuses `not-found`, `no-pickup-here`, `already-here` (or on its way).
 */
export function sendInstead(command: Command, returnedId: string): Promise<Result<ReturnedChanged>> {
  return onReturned(command, returnedId, 'fulfilment.work', async (doing, row) => {
    if (row.wayBack !== 'pickup') return refuse('no-pickup-here');
    if (!returnedTable.judge(row.state, 'book').ok) return refuse('already-here', { data: { number: row.caseNumber } });
    const own = {
      ...unbooked(row),
      state: 'awaited',
      wayBack: 'own-shipment',
      freightMostFen: await returnFreightMost(command.tx),
    } as const;
    const after = await expectBy(doing, { ...own, pickupWish: '' }, command.now, dueDays);
    await saveReturned(command, after);
    await endPickup(doing, row.id, 'left');
    await tellOf(command, doing.theCase, { kind: 'returned.send-instead', data: { returned: row.id, most: after.freightMostFen } });
    await restartWait(doing);
    await say(doing, 'send-instead', after);
    return ok(after);
  });
}

function fits(from: Date, until: Date, now: Date): boolean {
  const length = until.getTime() - from.getTime();
  return until > now && length > 0 && length <= longestWindow && until.getTime() - now.getTime() <= furthest;
}

const unbooked = (row: ReturnedRow): ReturnedRow => ({ ...row, carrierName: null, waybill: null, pickupAt: null, pickupUntil: null });

/** What a booking says, to know the same one again. */
const said = (row: ReturnedRow): string =>
  JSON.stringify([row.carrierName, row.waybill, row.pickupAt?.getTime(), row.pickupUntil?.getTime()]);

/** When the goods are due now: their clock counts anew. */
async function expectBy(doing: Doing, row: ReturnedRow, from: Date, days: number): Promise<ReturnedRow> {
  await clockEnds(doing, sql`purpose = 'task' and subject = ${row.id}`, 'restarted');
  await openGoodsClock(doing, row.id, { step: doing.theCase.step, from, days });
  return { ...row, dueAt: new Date(from.getTime() + days * day) };
}

async function say(doing: Doing, message: keyof typeof pickupMessages, row: ReturnedRow): Promise<void> {
  const words = doing.playbook.messages[message] ?? pickupMessages[message];
  const { zone } = await calendarOf(doing.command.tx, doing.theCase.shopId);
  const filled = (lang: 'zh' | 'en'): string =>
    words[lang]
      .replaceAll('{carrier}', row.carrierName ?? '')
      .replaceAll('{trackingNo}', row.waybill ?? '')
      .replaceAll('{promisedArrival}', row.pickupAt ? windowWords(row.pickupAt, row.pickupUntil, zone, lang) : '');
  await sayMessage(doing, { message, words: { zh: filled('zh'), en: filled('en') } });
}
