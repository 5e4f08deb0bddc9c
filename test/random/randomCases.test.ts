import { expect, test } from 'vitest';
import { randomInvariants, runRandomly } from './runRandomly.ts';

// More steps and other seeds: `bin/soak random --steps 50000 --seed 7`.
test('random actions by all roles through random playbooks: no state without a way out, no deadline lost, nobody does what they may not, the ledger balances, nothing is paid twice', async () => {
  const { tally, broken } = await runRandomly({ seed: 20_261_121, steps: 300 });
  expect(tally.wrong).toEqual([]);
  expect(broken).toEqual([]);
  // The run got somewhere: it closed cases, was turned away, and walked many different edges.
  expect(tally.closed).toBeGreaterThan(5);
  expect(tally.turnedAway).toBeGreaterThan(50);
  expect(tally.repeated).toBeGreaterThan(20);
  expect(tally.taken.size).toBeGreaterThan(20);
  expect(randomInvariants.length).toBeGreaterThan(5);
}, 240_000);
