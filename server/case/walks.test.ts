import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DryCase, dryStep, dryWalk, factsToWalk, inputOf, newDryCase } from './dryRun.ts';
import { passagesOf } from './edges.ts';
import type { Input } from './effects.ts';
import { missingParts } from './missingParts.fixture.ts';
import { after, atStart, type Leg, legsFrom, loopFreePaths, nameOf, pairOf, type Walk } from './paths.ts';
import { coveringWalks, edgePairs, search } from './walks.ts';
import { loopsOf, loopWalks } from './loopWalks.ts';

const playbook = missingParts();
const now = new Date('2026-11-21T02:00:00Z');

/** Walks in memory and checks that the interpreter went where the walk says. */
function expectWalkable(walk: Walk): void {
  const walked = dryWalk(playbook, walk, now);
  if (!walked.ok) throw new Error(`${walk.map(nameOf).join(' ')}: ${walked.refused.code}`);
  const steps = walk.filter((leg) => leg.kind !== 'appeal').map((leg) => leg.from);
  expect(walked.dry.journey.map((row) => row.step)).toEqual(steps);
  expect(walked.dry.position.ended).toBeDefined();
}

describe('walks through the missing-parts playbook', () => {
  it('every loop-free path ends, and they are as many as they are', () => {
    const paths = loopFreePaths(playbook);
    expect(paths.length).toBeGreaterThan(40);
    paths.forEach(expectWalkable);
    for (const path of paths) expect(new Set(path.map((leg) => leg.from)).size).toBe(path.length);
  });

  it('at most 80 walks cover every pair of edges that follow one another', () => {
    const walks = coveringWalks(playbook);
    expect(walks.length).toBeLessThanOrEqual(80);
    walks.forEach(expectWalkable);
    const covered = new Set(walks.flatMap((walk) => walk.map((leg, i) => pairOf(walk[i - 1], leg))));
    expect([...edgePairs(playbook)].filter((pair) => !covered.has(pair))).toEqual([]);
  });

  it('fewer walks cover every edge, and leave none out', () => {
    const walks = coveringWalks(playbook, 'edges');
    expect(walks.length).toBeLessThan(coveringWalks(playbook).length / 2);
    walks.forEach(expectWalkable);
    const walked = walks.flatMap((walk) => walk.map(nameOf)).join('\n');
    for (const { from, answer, to } of passagesOf(playbook))
      expect(walked).toContain(to === 'back' ? `${from}.${answer}>` : `${from}.${answer}`);
  });

  it('the pairs leave no edge out', () => {
    const pairs = [...edgePairs(playbook)].join('\n');
    for (const { from, answer } of passagesOf(playbook)) expect(pairs).toContain(`${from}.${answer}`);
    expect(pairs).toContain('review.rejected>end → review.appeal>appeal-review');
  });

  it('every loop can be walked 0, 1, 2 and, with a limit, limit + 1 times', () => {
    const walks = loopWalks(playbook);
    walks.forEach(({ walk }) => expectWalkable(walk));
    for (const { step, answer, max } of loopsOf(playbook)) {
      const times = walks.filter((each) => each.loop === `${step}.${answer}`).map((each) => each.times);
      expect(times, `${step}.${answer}`).toEqual([0, 1, 2, ...(max && max + 1 > 2 ? [max + 1] : [])]);
    }
    const beyond = walks.find((each) => each.loop === 'choice.declined' && each.times === 4);
    expect(beyond?.walk.some((leg) => nameOf(leg) === 'choice.declined(limit)>escalate')).toBe(true);
  });

  it('after any run of random legal answers a way out is left, and leads out', () => {
    const facts = factsToWalk(playbook);
    const take = (dry: DryCase, input: Input) => {
      const taken = dryStep(playbook, dry, input, facts, now);
      if (!taken.ok) throw new Error(`${JSON.stringify(input)}: ${taken.refused.code}`);
      return taken.dry;
    };
    const runs = fc.array(fc.nat(1000), { minLength: 1, maxLength: 60 });
    let wentOut = 0;
    const goes = (choices: readonly number[]) => {
      let standing = atStart(playbook);
      let dry = take(newDryCase, { kind: 'enter' });
      const walk = (leg: Leg) => {
        dry = take(dry, inputOf(playbook, leg));
        standing = after(playbook, standing, leg);
        return standing.step === (dry.position.ended ? 'end' : dry.position.step);
      };
      for (const choice of choices) {
        const legs = legsFrom(playbook, standing).filter((leg) => leg.kind !== 'otherwise');
        const leg = legs[choice % Math.max(legs.length, 1)];
        if (leg && !walk(leg)) return false;
      }
      if (standing.step === 'end') return true;
      wentOut += 1;
      const out = search(
        playbook,
        standing,
        (leg) => leg.to === 'end',
        40,
        (leg) => leg.kind !== 'otherwise',
      );
      return out?.every(walk) === true && dry.position.ended !== undefined;
    };
    fc.assert(fc.property(runs, goes), { seed: 2026, numRuns: 1500 });
    expect(wentOut).toBeGreaterThan(100);
  });
});
