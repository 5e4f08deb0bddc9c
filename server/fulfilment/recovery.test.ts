import { describe, expect, it } from 'vitest';
import { balances } from './ledger.ts';
import { capOf, deadlineOf, recoveryAgreed, recoveryGivenUp, recoveryReceived } from './recoveryMath.ts';
import { recoveryTable } from './recoveryStates.ts';

const at = (day: string): Date => new Date(`${day}T00:00:00Z`);
const terms = { claimDays: 30, damageDays: 7, uninsuredTimes: 5 };

describe('by when a claim on a carrier must be filed (LI-4)', () => {
  it.each([
    ['lost on its way: from shipping', { shippedAt: at('2026-11-01'), signedAt: null }, '2026-12-01'],
    ['signed for: the nearer of both', { shippedAt: at('2026-11-01'), signedAt: at('2026-11-04') }, '2026-11-11'],
    ['signed for late: still the window from shipping', { shippedAt: at('2026-11-01'), signedAt: at('2026-11-28') }, '2026-12-01'],
  ])('%s', (_, parcel, day) => {
    expect(deadlineOf(terms, parcel)).toEqual(at(day));
  });

  it('is unknown without terms, and without anything to count from', () => {
    expect(deadlineOf(undefined, { shippedAt: at('2026-11-01'), signedAt: null })).toBeNull();
    expect(deadlineOf(terms, undefined)).toBeNull();
    expect(
      deadlineOf({ claimDays: null, damageDays: 7, uninsuredTimes: null }, { shippedAt: at('2026-11-01'), signedAt: null }),
    ).toBeNull();
  });
});

describe('the most that terms grant without insurance', () => {
  it.each([
    ['so many times the freight', { freightFen: 1200, insuredFen: null }, 6000],
    ['no cap when it was insured', { freightFen: 1200, insuredFen: 35_900 }, null],
    ['nobody knows the freight', { freightFen: null, insuredFen: null }, null],
  ])('%s', (_, order, cap) => {
    expect(capOf(terms, order)).toBe(cap);
  });
});

describe('what is booked', () => {
  it('balances, and names the party on every line', () => {
    const bookings = [
      recoveryAgreed('r', 'carrier:x', 3200),
      recoveryReceived('r', 'carrier:x', 3000),
      recoveryGivenUp('r', 'carrier:x', 200),
    ];
    expect(bookings.map((each) => balances(each.lines))).toEqual([true, true, true]);
    expect(bookings.flatMap((each) => each.lines).every((line) => line.party === 'carrier:x')).toBe(true);
    const receivable = bookings.flatMap((each) => each.lines).filter((line) => line.account === 'recovery-receivable');
    expect(receivable.reduce((sum, line) => sum + line.debit - line.credit, 0)).toBe(0);
  });
});

describe('the states of a recovery', () => {
  it('lets a draft neither be paid nor agreed, and ends only paid or written off', () => {
    expect(recoveryTable.judge('draft', 'pay')).toMatchObject({ ok: false, refused: { code: 'no-such-move' } });
    expect(recoveryTable.judge('draft', 'agree')).toMatchObject({ ok: false });
    expect(recoveryTable.judge('refused', 'file')).toEqual({ ok: true, to: 'filed' });
    expect(recoveryTable.judge('paid', 'write-off')).toMatchObject({ ok: false });
    expect([...recoveryTable.ends]).toEqual(['paid', 'written-off']);
  });
});
