import { passagesFrom, type Passage } from './edges.ts';
import type { Playbook, Words } from './playbook.ts';

/** One edge as it was walked; `to` is a real step or `end`, also where the playbook says `back`. */
export type Leg = {
  readonly from: string;
  readonly answer: string;
  /** `appeal` continues after an end; `otherwise` needs no answer but facts by which the step isn't needed. */
  readonly kind: Passage['kind'] | 'appeal';
  readonly to: string;
  readonly label: Words;
};

/** A way through a playbook from its start to an end, as legs that follow one another. */
export type Walk = readonly Leg[];

/** Where a walk stands; enough to know which legs are possible next. */
export type Standing = {
  readonly step: string;
  readonly cameFrom: string | undefined;
  readonly visits: Readonly<Record<string, number>>;
  readonly appeals: number;
  readonly last: Leg | undefined;
};

const appealLabel: Words = { zh: '申请复核', en: 'Appeal' };

/** Every way from the start to an end that visits no step twice. Loop limits and hand-backs need a loop and don't occur. */
export function loopFreePaths(playbook: Playbook): readonly Walk[] {
  const found: Walk[] = [];
  const go = (standing: Standing, walked: Walk, seen: ReadonlySet<string>) => {
    for (const leg of legsFrom(playbook, standing)) {
      if (leg.to === 'end') found.push([...walked, leg]);
      else if (!seen.has(leg.to) && leg.kind !== 'appeal') go(after(playbook, standing, leg), [...walked, leg], new Set([...seen, leg.to]));
    }
  };
  go(atStart(playbook), [], new Set([playbook.start]));
  return found;
}

/** Where every walk begins. */
export function atStart(playbook: Playbook): Standing {
  return { step: playbook.start, cameFrom: undefined, visits: {}, appeals: 0, last: undefined };
}

/** The legs that are possible from here, limits and hand-backs resolved. After an end: the appeal, if it is allowed. */
export function legsFrom(playbook: Playbook, standing: Standing): readonly Leg[] {
  const { step, cameFrom, visits, appeals, last } = standing;
  if (step === 'end') return appealFrom(playbook, last, appeals);
  return passagesFrom(playbook, step).flatMap((passage): Leg[] => {
    const { answer, kind, label } = passage;
    const given = visits[`${step}.${answer}`] ?? 0;
    const max = kind === 'limit' ? playbook.steps[step]?.answers[answer]?.max : passage.max;
    if (kind === 'limit' && given < (max ?? 0)) return [];
    if (kind === 'answer' && max !== undefined && given >= max) return [];
    // A step that isn't needed doesn't throw the case back to where it has just come from.
    if (kind === 'otherwise' && last?.from === passage.to) return [];
    const to = passage.to === 'back' ? cameFrom : passage.to;
    return to === undefined ? [] : [{ from: step, answer, kind, to, label }];
  });
}

/** Where a leg leads. */
export function after(playbook: Playbook, standing: Standing, leg: Leg): Standing {
  const key = `${leg.from}.${leg.answer}`;
  const limited = playbook.steps[leg.from]?.answers[leg.answer]?.max !== undefined;
  const given = (standing.visits[key] ?? 0) + 1;
  return {
    step: leg.to,
    cameFrom: leg.kind === 'otherwise' ? standing.cameFrom : leg.from,
    visits: limited ? { ...standing.visits, [key]: given } : standing.visits,
    appeals: standing.appeals + (leg.kind === 'appeal' ? 1 : 0),
    last: leg,
  };
}

/** Names a pair of legs that follow one another; the first of a walk follows `start`. */
export function pairOf(first: Leg | undefined, second: Leg): string {
  return `${first ? nameOf(first) : 'start'} → ${nameOf(second)}`;
}

/** A leg in one line, the same for the same edge: `choice.declined(limit)>escalate`. */
export function nameOf(leg: Leg): string {
  return `${leg.from}.${leg.answer}${leg.kind === 'limit' ? '(limit)' : ''}>${leg.to}`;
}

function appealFrom(playbook: Playbook, last: Leg | undefined, appeals: number): Leg[] {
  const rule = playbook.appeal;
  if (!rule || !last || appeals >= rule.levels) return [];
  const ended = passagesFrom(playbook, last.from).find((each) => each.answer === last.answer && each.kind === last.kind);
  return ended?.way.appeal ? [{ from: last.from, answer: 'appeal', kind: 'appeal', to: rule.step, label: appealLabel }] : [];
}
