import { passagesOf } from './edges.ts';
import { after, atStart, type Leg, type Walk } from './paths.ts';
import type { Playbook } from './playbook.ts';
import { search } from './walks.ts';

/** For each loop of the playbook: walks that take it 0, 1, 2 and, where it has a limit, limit + 1 times. */
export function loopWalks(playbook: Playbook): readonly { readonly loop: string; readonly times: number; readonly walk: Walk }[] {
  return loopsOf(playbook).flatMap(({ step, answer, max }) => {
    const times = [...new Set([0, 1, 2, ...(max ? [max + 1] : [])])].sort((a, b) => a - b);
    return times.flatMap((n) => {
      const walk = walkLoop(playbook, step, answer, n);
      return walk ? [{ loop: `${step}.${answer}`, times: n, walk }] : [];
    });
  });
}

/** Answers by which a case can come to the same step again, with their limit. */
export function loopsOf(playbook: Playbook): readonly { step: string; answer: string; max?: number }[] {
  const passages = passagesOf(playbook).filter((each) => each.kind === 'answer' && each.to !== 'end' && each.to !== 'back');
  const reaches = (from: string, goal: string): boolean => {
    const seen = new Set<string>();
    const open = [from];
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      if (step === goal) return true;
      if (seen.has(step)) continue;
      seen.add(step);
      open.push(...passages.filter((each) => each.from === step).map((each) => each.to));
    }
    return false;
  };
  const order = Object.keys(playbook.steps);
  const turnsBack = passages.filter(
    (each) => each.max !== undefined || (order.indexOf(each.to) <= order.indexOf(each.from) && reaches(each.to, each.from)),
  );
  return turnsBack.map(({ from, answer, max }) => ({ step: from, answer, ...(max ? { max } : {}) }));
}

function walkLoop(playbook: Playbook, step: string, answer: string, times: number): Walk | undefined {
  const loop = (leg: Leg) => leg.from === step && leg.answer === answer;
  const walk: Leg[] = [];
  let standing = atStart(playbook);
  const go = (goal: (leg: Leg) => boolean, through: (leg: Leg) => boolean): boolean => {
    const legs = search(playbook, standing, goal, 40, through);
    for (const leg of legs ?? []) {
      standing = after(playbook, standing, leg);
      walk.push(leg);
    }
    return legs !== undefined;
  };
  for (let n = 0; n < times; n += 1) if (!go(loop, (leg) => leg.to !== 'end')) return undefined;
  if (
    times === 0 &&
    !go(
      (leg) => leg.to === step,
      (leg) => leg.to !== 'end',
    ) &&
    playbook.start !== step
  )
    return undefined;
  return go(
    (leg) => leg.to === 'end' && !loop(leg),
    (leg) => !loop(leg),
  )
    ? walk
    : undefined;
}
