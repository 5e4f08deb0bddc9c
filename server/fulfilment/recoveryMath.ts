import { day } from '#platform/clock.ts';
import type { Booking, Line } from './ledger.ts';

/** What a carrier's terms say of claims; null where they say nothing. */
interface Terms {
  readonly claimDays: number | null;
  readonly damageDays: number | null;
  readonly uninsuredTimes: number | null;
}

interface Parcel {
  readonly shippedAt: Date | null;
  readonly signedAt: Date | null;
}

/**
 * By when a claim must be filed: so many days from shipping, and of a parcel that was signed for so many from sign-off; the
 * nearer one. Null when the terms name no window, or nothing is known to count from.
 */
export function deadlineOf(terms: Terms | undefined, parcel: Parcel | undefined): Date | null {
  const ends = [windowEnd(parcel?.shippedAt, terms?.claimDays), windowEnd(parcel?.signedAt, terms?.damageDays)].flatMap(
    (each) => each ?? [],
  );
  return ends.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

function windowEnd(from: Date | null | undefined, days: number | null | undefined): Date | undefined {
  return from && days ? new Date(from.getTime() + days * day) : undefined;
}

/** Most that the terms grant for what was not insured, fen; null when it was insured, or nobody says. Contract, and contestable. */
export function capOf(
  terms: Terms | undefined,
  order: { freightFen: number | null; insuredFen: number | null } | undefined,
): number | null {
  if (!terms?.uninsuredTimes || (order?.insuredFen ?? 0) > 0 || !order?.freightFen) return null;
  return order.freightFen * terms.uninsuredTimes;
}

/** They agreed to pay: it is owed to us, and what the case cost is less by it. Fen. */
export function recoveryAgreed(key: string, party: string, fen: number): Booking {
  return {
    kind: 'recovery-agreed',
    key: `recovery-agreed:${key}`,
    lines: [one('recovery-receivable', party, 'debit', fen), one('recovery-income', party, 'credit', fen)],
  };
}

/** Money came in, by transfer or as a deduction from their bill. */
export function recoveryReceived(key: string, party: string, fen: number): Booking {
  return {
    kind: 'recovery-received',
    key: `recovery-received:${key}`,
    lines: [one('recovered', party, 'debit', fen), one('recovery-receivable', party, 'credit', fen)],
  };
}

/** What was agreed and never came is given up: the loss is ours again. */
export function recoveryGivenUp(key: string, party: string, fen: number): Booking {
  return {
    kind: 'recovery-given-up',
    key: `recovery-given-up:${key}`,
    lines: [one('recovery-income', party, 'debit', fen), one('recovery-receivable', party, 'credit', fen)],
  };
}

/** A claim was written off: what was claimed and never came stays our loss, and stands in the books as given up. */
export function claimWrittenOff(key: string, party: string, fen: number): Booking {
  return {
    kind: 'claim-written-off',
    key: `claim-written-off:${key}`,
    lines: [one('written-off', party, 'debit', fen), one('claims-given-up', party, 'credit', fen)],
  };
}

function one(account: Line['account'], party: string, side: 'debit' | 'credit', fen: number): Line {
  return { account, party, unit: 'fen', debit: side === 'debit' ? fen : 0, credit: side === 'credit' ? fen : 0 };
}
