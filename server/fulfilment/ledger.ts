import { splitByShares } from '#platform/money.ts';
import type { accounts, units } from './wire.ts';

export type Account = (typeof accounts)[number];
export type Unit = (typeof units)[number];

/** Who bears a cost, in whole per cent; e.g. `warehouse:<id>`. The shares of a booking add up to 100. */
export interface Bearer {
  readonly party: string;
  readonly percent: number;
}

/** Nobody was found liable: the company bears it. */
export const ownCost: readonly Bearer[] = [{ party: 'own', percent: 100 }];

export interface Line {
  readonly account: Account;
  readonly party: string | null;
  readonly unit: Unit;
  readonly debit: number;
  readonly credit: number;
}

export interface Booking {
  /** What was booked: refund-chosen, refund-paid, cash-paid, payout-paid, payout-bounced, refund-reversed, points-granted, coupon-given, goods-sent, and of recovery (recoveryMath.ts). */
  readonly kind: string;
  /** One booking once. */
  readonly key: string;
  readonly lines: readonly Line[];
}

/** The customer has chosen a refund: it is owed, at the cost of whoever is liable. Fen. */
export function refundChosen(key: string, fen: number, bearers: readonly Bearer[]): Booking {
  return {
    kind: 'refund-chosen',
    key: `chosen:${key}`,
    lines: [...costLines('fen', fen, bearers, 'debit'), line('payable-to-customer', 'fen', 'credit', fen)],
  };
}

/** The payment partner has paid. */
export function refundPaid(key: string, fen: number): Booking {
  return paidFrom('refund-paid', 'payment-partner', key, fen);
}

/** Cash was handed over at the counter. */
export function cashPaid(key: string, fen: number): Booking {
  return paidFrom('cash-paid', 'cash', key, fen);
}

/** The result file says that a payout has arrived (FU-15). `bounces`: how often it had come back before. */
export function payoutPaid(key: string, fen: number, bounces = 0): Booking {
  return paidFrom('payout-paid', 'payout-account', bounces === 0 ? key : `${key}:${bounces}`, fen);
}

/** The bank gave it back (退票): the money is with us, and owed to the customer again. `bounces`: with this one. */
export function payoutBounced(key: string, fen: number, bounces: number): Booking {
  return {
    kind: 'payout-bounced',
    key: `bounced:${key}:${bounces}`,
    lines: [line('payout-account', 'fen', 'debit', fen), line('payable-to-customer', 'fen', 'credit', fen)],
  };
}

/** What is owed to a customer is paid once, whichever way: the key is the same for all. */
function paidFrom(kind: string, account: Account, key: string, fen: number): Booking {
  return { kind, key: `paid:${key}`, lines: [line('payable-to-customer', 'fen', 'debit', fen), line(account, 'fen', 'credit', fen)] };
}

/** The refund was refused or recalled: nothing is owed any more. The same shares as when it was chosen. */
export function refundReversed(key: string, fen: number, bearers: readonly Bearer[]): Booking {
  return {
    kind: 'refund-reversed',
    key: `reversed:${key}`,
    lines: [line('payable-to-customer', 'fen', 'debit', fen), ...costLines('fen', fen, bearers, 'credit')],
  };
}

export function pointsGranted(key: string, points: number, bearers: readonly Bearer[]): Booking {
  return {
    kind: 'points-granted',
    key: `points:${key}`,
    lines: [...costLines('points', points, bearers, 'debit'), line('points-issued', 'points', 'credit', points)],
  };
}

/** A coupon was given: what it is worth to the customer, at the cost of whoever is liable. Fen. */
export function couponGiven(key: string, fen: number, bearers: readonly Bearer[]): Booking {
  return {
    kind: 'coupon-given',
    key: `coupon:${key}`,
    lines: [...costLines('fen', fen, bearers, 'debit'), line('coupons-issued', 'fen', 'credit', fen)],
  };
}

/** Goods left the warehouse or the counter: their cost, and the freight when it is known. Undefined when neither is. */
export function goodsSent(key: string, cost: { goodsFen: number; freightFen: number }, bearers: readonly Bearer[]): Booking | undefined {
  const total = cost.goodsFen + cost.freightFen;
  if (total === 0) return undefined;
  const credits = [line('parts-cost', 'fen', 'credit', cost.goodsFen), line('freight', 'fen', 'credit', cost.freightFen)].filter(
    (each) => each.credit > 0,
  );
  return { kind: 'goods-sent', key: `goods:${key}`, lines: [...costLines('fen', total, bearers, 'debit'), ...credits] };
}

/** Whether debits and credits are equal in each unit; the database checks the same at commit. */
export function balances(lines: readonly Line[]): boolean {
  const sum = (unit: Unit) => lines.filter((each) => each.unit === unit).reduce((total, each) => total + each.debit - each.credit, 0);
  return sum('fen') === 0 && sum('points') === 0;
}

/** Rounding acts here: whole fen by largest remainder, so that the shares add up to the amount (money.ts). */
function costLines(unit: Unit, amount: number, bearers: readonly Bearer[], side: 'debit' | 'credit'): Line[] {
  const parts = splitByShares(
    amount,
    bearers.map((each) => each.percent),
  );
  return bearers
    .map((bearer, i): Line => ({ ...line('remedy-cost', unit, side, parts[i] ?? 0), party: bearer.party }))
    .filter((each) => each.debit + each.credit > 0);
}

function line(account: Account, unit: Unit, side: 'debit' | 'credit', amount: number): Line {
  return { account, party: null, unit, debit: side === 'debit' ? amount : 0, credit: side === 'credit' ? amount : 0 };
}
