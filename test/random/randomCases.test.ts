import { expect, test } from 'vitest';
import { runRandomly } from './runRandomly.ts';

// More steps and other seeds: `bin/soak random --steps 20000 --seed 7`.
test.each([20_261_121, 7])(
  'random actions by all roles through random playbooks (seed %i): no state without a way out, no deadline lost, nobody does what they may not, the ledger balances, nothing is paid twice',
  async (seed) => {
    const { tally, broken } = await runRandomly({ seed, steps: 350 });
    expect(tally.wrong).toEqual([]);
    expect(broken).toEqual([]);
    // The run got somewhere: it closed cases, was turned away, and took many different answers.
    expect(tally.closed).toBeGreaterThan(5);
    expect(tally.turnedAway).toBeGreaterThan(8);
    expect(tally.repeated).toBeGreaterThan(3);
    expect(tally.taken.size).toBeGreaterThan(30);
  },
  300_000,
);
