import { after, atStart, legsFrom, nameOf, pairOf, type Leg, type Standing, type Walk } from './paths.ts';
import { passagesOf } from './edges.ts';
import type { Playbook } from './playbook.ts';

/** A walk isn't stretched beyond this many legs for the sake of one more pair, so that it stays a story. */
const longestWalk = 16;

/**
 * Every pair of edges that can follow one another, loop limits, silence, hand-backs and appeals included, found by walking:
 * a limit counts only once its loop has been walked often enough.
 */
export function edgePairs(playbook: Playbook): ReadonlySet<string> {
  const pairs = new Set<string>();
  const legs = resolvedLegs(playbook);
  const begin = atStart(playbook);
  for (const leg of legsFrom(playbook, begin)) pairs.add(pairOf(undefined, leg));
  for (const first of legs) {
    for (const second of legs) {
      const follows =
        first.to === 'end'
          ? second.kind === 'appeal' && second.from === first.from && mayAppeal(playbook, first)
          : second.kind !== 'appeal' && second.from === first.to;
      if (!follows || (second.kind === 'otherwise' && second.to === first.from)) continue;
      if (isBack(playbook, second) && second.to !== first.from) continue;
      if (isBack(playbook, first) && spentBefore(playbook, first, second)) continue;
      pairs.add(pairOf(first, second));
    }
  }
  return pairs;
}

/** What walks together walk: every pair of edges that follow one another, or every edge. */
export type Cover = 'pairs' | 'edges';

/** Walks from the start to an end which together walk every pair of `edgePairs`, or every edge of them; greedy, the same every time. */
export function coveringWalks(playbook: Playbook, cover: Cover = 'pairs'): readonly Walk[] {
  const keyOfLeg = cover === 'pairs' ? pairOf : (_last: Leg | undefined, leg: Leg) => nameOf(leg);
  const pairs = [...edgePairs(playbook)];
  const open = new Set(cover === 'pairs' ? pairs : pairs.map((pair) => pair.slice(pair.indexOf(' → ') + 3)));
  const walks: Walk[] = [];
  while (open.size > 0) {
    const walk = oneWalk(playbook, open, keyOfLeg);
    const before = open.size;
    walk.forEach((leg, i) => open.delete(keyOfLeg(walk[i - 1], leg)));
    if (open.size === before) throw new Error(`no walk through ${playbook.playbook} covers ${[...open].slice(0, 3).join('; ')}`);
    walks.push(walk);
  }
  return walks;
}

function oneWalk(playbook: Playbook, open: ReadonlySet<string>, keyOfLeg: typeof pairOf): Walk {
  const left = new Set(open);
  let standing = atStart(playbook);
  const walk: Leg[] = [];
  for (;;) {
    const room = longestWalk - walk.length;
    const more =
      room > 0 ? search(playbook, standing, (leg, from) => left.has(keyOfLeg(from.last, leg)), walk.length === 0 ? 40 : room) : undefined;
    if (!more) break;
    for (const leg of more) {
      left.delete(keyOfLeg(standing.last, leg));
      standing = after(playbook, standing, leg);
      walk.push(leg);
    }
  }
  if (standing.step === 'end') return walk;
  return [...walk, ...(search(playbook, standing, (leg) => leg.to === 'end') ?? [])];
}

/** The shortest legs from here of which the last is a goal; breadth first over steps, limits, hand-backs and appeals. */
export function search(
  playbook: Playbook,
  start: Standing,
  goal: (leg: Leg, from: Standing) => boolean,
  furthest = 40,
  through: (leg: Leg) => boolean = () => true,
): Walk | undefined {
  type Node = { standing: Standing; leg?: Leg; before?: Node; depth: number };
  const seen = new Set([keyOf(start)]);
  const queue: Node[] = [{ standing: start, depth: 0 }];
  for (let i = 0; i < queue.length; i += 1) {
    const node = queue[i] as Node;
    if (node.depth >= furthest) continue;
    for (const leg of legsFrom(playbook, node.standing)) {
      if (goal(leg, node.standing)) return [...trail(node), leg];
      if (!through(leg)) continue;
      const standing = after(playbook, node.standing, leg);
      const key = keyOf(standing);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ standing, leg, before: node, depth: node.depth + 1 });
    }
  }
  return undefined;

  function trail(node: Node): Leg[] {
    const legs: Leg[] = [];
    for (let each: Node | undefined = node; each?.leg; each = each.before) legs.unshift(each.leg);
    return legs;
  }
}

function keyOf({ step, cameFrom, visits, appeals, last }: Standing): string {
  return [
    step,
    cameFrom,
    appeals,
    last ? nameOf(last) : '',
    ...Object.entries(visits)
      .map(([k, v]) => `${k}=${v}`)
      .sort(),
  ].join('|');
}

/** Every edge with a real target: one leg per step that a hand-back can lead to. */
function resolvedLegs(playbook: Playbook): Leg[] {
  const passages = passagesOf(playbook);
  const legs = passages.flatMap(({ from, answer, kind, to, label }): Leg[] => {
    if (to !== 'back') return [{ from, answer, kind, to, label }];
    const before = [...new Set(passages.filter((each) => each.to === from).map((each) => each.from))];
    return before.map((step) => ({ from, answer, kind, to: step, label }));
  });
  const rule = playbook.appeal;
  const appealed = rule ? legs.filter((leg) => leg.to === 'end' && mayAppeal(playbook, leg)).map((leg) => leg.from) : [];
  const appeals = [...new Set(appealed)].map(
    (from): Leg => ({ from, answer: 'appeal', kind: 'appeal', to: rule?.step ?? '', label: { zh: '申请复核', en: 'Appeal' } }),
  );
  return [...legs, ...appeals];
}

function mayAppeal(playbook: Playbook, leg: Leg): boolean {
  return passagesOf(playbook).some(
    (each) => each.from === leg.from && each.answer === leg.answer && each.kind === leg.kind && each.way.appeal !== undefined,
  );
}

/** Handed back to a step that can only have been left because this very answer was used up: it can't be given again. */
function spentBefore(playbook: Playbook, back: Leg, leg: Leg): boolean {
  const ways = passagesOf(playbook).filter((each) => each.from === leg.from && each.to === back.from);
  return leg.kind === 'answer' && ways.length > 0 && ways.every((each) => each.kind === 'limit' && each.answer === leg.answer);
}

function isBack(playbook: Playbook, leg: Leg): boolean {
  return passagesOf(playbook).some(
    (each) => each.from === leg.from && each.answer === leg.answer && each.kind === leg.kind && each.to === 'back',
  );
}
