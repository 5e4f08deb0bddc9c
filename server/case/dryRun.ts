import { advance } from './advance.ts';
import { testsOf, type Condition, type FactTest, type FactValue, type Facts } from './condition.ts';
import { factsOf } from './edges.ts';
import { noAnswer, type Effect, type Input, type PlaybookRefusal, type Position } from './effects.ts';
import { declaredFacts } from './facts.ts';
import type { Leg, Walk } from './paths.ts';
import type { Playbook } from './playbook.ts';

/** A case that exists in memory only: for checking a changed playbook (FB-11), for training, for tests. */
export type DryCase = {
  readonly position: Position;
  readonly journey: readonly { readonly step: string; readonly answer: string | null }[];
};
export type DryStep =
  | { readonly ok: true; readonly dry: DryCase; readonly effects: readonly Effect[] }
  | { readonly ok: false; readonly refused: PlaybookRefusal };

export const newDryCase: DryCase = { position: { step: '', round: 1, visits: {} }, journey: [] };

/** Takes one input in memory: what the driver does with journey rows, done with values. */
export function dryStep(playbook: Playbook, dry: DryCase, input: Input, facts: Facts, now: Date): DryStep {
  const advanced = advance(playbook, dry.position, input, facts, now);
  if (!advanced.ok) return advanced;
  return { ok: true, dry: advanced.effects.reduce(applied, dry), effects: advanced.effects };
}

/** Walks a walk from registration on; stops at the first refusal. Appeals and silence are inputs, steps that aren't needed are facts. */
export function dryWalk(playbook: Playbook, walk: Walk, now: Date): DryStep {
  const effects: Effect[] = [];
  let dry = newDryCase;
  const inputs: { input: Input; leg?: Leg; at: number }[] = [{ input: { kind: 'enter' }, at: -1 }];
  walk.forEach((leg, at) => {
    if (leg.kind !== 'otherwise') inputs.push({ input: inputOf(playbook, leg), leg, at });
  });
  for (const { input, leg, at } of inputs) {
    const passedNext = walk[at + 1]?.kind === 'otherwise' ? walk[at + 1]?.from : undefined;
    const taken = dryStep(playbook, dry, input, factsToWalk(playbook, passedNext, leg), now);
    if (!taken.ok) return taken;
    dry = taken.dry;
    effects.push(...taken.effects);
  }
  return { ok: true, dry, effects };
}

/** The input by which a leg is walked; an answer comes from the first role that may give it. */
export function inputOf(playbook: Playbook, leg: Leg): Input {
  if (leg.kind === 'appeal') return { kind: 'appeal', by: 'customer', reason: 'dry run' };
  if (leg.answer === noAnswer) return { kind: 'answer', answer: noAnswer, by: 'system' };
  const step = playbook.steps[leg.from];
  const edge = step?.answers[leg.answer];
  return { kind: 'answer', answer: leg.answer, by: (edge?.by ?? step?.by)?.[0] ?? 'service', reason: 'dry run', byAct: true };
}

/**
 * Facts with which every step is possible, but for the one that is to be passed over, and every answer, as far as answers don't
 * exclude one another; the one that is given now comes first.
 */
export function factsToWalk(playbook: Playbook, passed?: string, given?: { readonly from: string; readonly answer: string }): Facts {
  const facts: Record<string, FactValue> = {};
  for (const name of factsOf(playbook))
    facts[name] = { money: 0, number: 0, boolean: false, code: '' }[declaredFacts[name]?.type ?? 'code'];
  for (const step of Object.values(playbook.steps)) {
    if (step.when) Object.assign(facts, factsFor(step.when, true));
    for (const edge of Object.values(step.answers)) if (edge.when) Object.assign(facts, factsFor(edge.when, true));
  }
  const now = given ? playbook.steps[given.from]?.answers[given.answer]?.when : undefined;
  if (now) Object.assign(facts, factsFor(now, true));
  const skip = passed ? playbook.steps[passed]?.when : undefined;
  return skip ? { ...facts, ...factsFor(skip, false) } : facts;
}

function factsFor(condition: Condition, holds: boolean): Facts {
  return Object.fromEntries(testsOf(condition).map((test) => [test.fact, valueFor(test, holds)]));
}

function valueFor({ operator, value }: FactTest, holds: boolean): FactValue {
  const one = Array.isArray(value) ? (value[0] ?? '') : value;
  const other = typeof one === 'boolean' ? !one : typeof one === 'number' ? one + 1 : `not ${one}`;
  switch (operator) {
    case 'is':
    case 'oneOf':
      return holds ? one : Array.isArray(value) ? 'none of these' : other;
    case 'isNot':
      return holds ? other : one;
    case 'atMost':
      return holds ? one : other;
    case 'atLeast':
      return holds ? one : Number(one) - 1;
    case 'lessThan':
      return holds ? Number(one) - 1 : one;
    case 'moreThan':
      return holds ? other : one;
    default:
      return operator satisfies never;
  }
}

function applied(dry: DryCase, effect: Effect): DryCase {
  const { position, journey } = dry;
  switch (effect.effect) {
    case 'leaveStep': {
      const key = `${effect.step}.${effect.answer}`;
      const left = journey.map((row, i) => (i === journey.length - 1 ? { ...row, answer: effect.answer } : row));
      return { position: { ...position, visits: { ...position.visits, [key]: (position.visits[key] ?? 0) + 1 } }, journey: left };
    }
    case 'passStep':
      return { position, journey: [...journey, { step: effect.step, answer: 'otherwise' }] };
    case 'enterStep': {
      const { step, round, visits, appeals } = { ...position, step: effect.step };
      const next = { step, round, visits, ...(effect.cameFrom ? { cameFrom: effect.cameFrom } : {}), ...(appeals ? { appeals } : {}) };
      return { position: next, journey: [...journey, { step, answer: null }] };
    }
    case 'nextRound':
      return {
        ...dry,
        position: { ...position, round: effect.round, ...(effect.because === 'appeal' ? { appeals: (position.appeals ?? 0) + 1 } : {}) },
      };
    case 'close':
      return { ...dry, position: { ...position, ended: effect.outcome, endedBy: effect.endedBy } };
    case 'startClock':
    case 'stopClock':
    case 'pauseClock':
    case 'resumeClock':
    case 'askMaterials':
    case 'openTask':
    case 'inviteAct':
    case 'setStanding':
    case 'dedicate':
    case 'say':
    case 'wait':
    case 'limit':
    case 'move':
    case 'reopen':
      return dry;
    default:
      return effect satisfies never;
  }
}
