import { describe, expect, it } from 'vitest';
import { balances, goodsSent, ownCost, pointsGranted, refundChosen, refundPaid, refundReversed } from './ledger.ts';

const shared = [
  { party: 'warehouse:w', percent: 33 },
  { party: 'carrier:c', percent: 67 },
];

describe('bookings', () => {
  it('splits a cost over those liable so that not a fen is lost', () => {
    const booking = refundChosen('refund:1', 101, shared);
    expect(booking.lines.filter((line) => line.account === 'remedy-cost').map((line) => [line.party, line.debit])).toEqual([
      ['warehouse:w', 33],
      ['carrier:c', 68],
    ]);
    expect(balances(booking.lines)).toBe(true);
  });

  it.each([
    ['a refund that was paid', refundPaid('k', 800)],
    ['a refund that was taken back', refundReversed('k', 800, shared)],
    ['points', pointsGranted('k', 7, shared)],
    ['goods with freight', goodsSent('k', { goodsFen: 120, freightFen: 450 }, ownCost)],
  ])('balances %s', (_, booking) => {
    expect(balances(booking?.lines ?? [])).toBe(true);
  });

  it('books nothing for goods without cost', () => {
    expect(goodsSent('k', { goodsFen: 0, freightFen: 0 }, ownCost)).toBeUndefined();
  });

  it('reverses a refund over the shares it was booked with', () => {
    const chosen = refundChosen('k', 101, shared).lines.filter((line) => line.account === 'remedy-cost');
    const back = refundReversed(
      'k',
      101,
      chosen.map((line) => ({ party: line.party ?? '', percent: line.debit })),
    );
    expect(back.lines.filter((line) => line.account === 'remedy-cost').map((line) => [line.party, line.credit])).toEqual(
      chosen.map((line) => [line.party, line.debit]),
    );
  });
});
