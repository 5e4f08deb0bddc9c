import { clocksPausedBy, sayEffect, startEffect, stopEffect } from './clockEffects.ts';
import { judge, type Facts } from './condition.ts';
import { noAnswer, type Advance, type Effect, type Input, type PlaybookRefusal, type Position } from './effects.ts';
import { enterAt, type Arrival } from './enterStep.ts';
import type { Edge, Playbook, Step, Way } from './playbook.ts';
import type { Act, Role } from './vocabulary.ts';

/**
 * Takes one step of a case through its playbook: pure, the same inputs give the same effects.
 * @param position where the case stands; for `enter` only `round` and `visits` matter
 * @param facts every fact that `factsOf(playbook)` names; a missing one is refused (`fact-missing`), never guessed
 * @param now the moment that started clocks and waits count from
 * @returns effects in the order in which they are to be run, or why not (VE-4, TA-3, RE-8, CL-1 to CL-7)
 */
export function advance(playbook: Playbook, position: Position, input: Input, facts: Facts, now: Date): Advance {
  const at: At = { playbook, position, facts, now };
  switch (input.kind) {
    case 'enter':
      return begin(at, input.step);
    case 'answer':
      return answer(at, input);
    case 'move':
      return move(at, input);
    case 'appeal':
      return appeal(at, input);
    case 'reopen':
      return reopen(at, input);
    default:
      return input satisfies never;
  }
}

type At = { playbook: Playbook; position: Position; facts: Facts; now: Date };
type Of<K extends Input['kind']> = Extract<Input, { kind: K }>;

function begin(at: At, step: string | undefined): Advance {
  if (step !== undefined) return arrive(at, { step });
  const start = startClocksFrom(at, 'registered', at.playbook.start);
  return arrive(at, { step: at.playbook.start }, start);
}

function answer(at: At, input: Of<'answer'>): Advance {
  const { playbook, position } = at;
  if (position.ended) return no({ code: 'already-ended', data: { outcome: position.ended } });
  const step = playbook.steps[position.step];
  if (!step) return no({ code: 'unknown-step', data: { step: position.step } });
  const left = (reason: string | undefined): Effect => ({
    effect: 'leaveStep',
    step: position.step,
    answer: input.answer,
    by: input.by,
    ...(reason ? { reason } : {}),
  });
  if (input.answer === noAnswer && step.waits?.then) {
    if (input.by !== 'system') return no({ code: 'not-your-step', data: { step: position.step, by: ['system'] } });
    return follow(at, step, step.waits.then, input.answer, [left(undefined)], input);
  }
  const edge = Object.hasOwn(step.answers, input.answer) ? step.answers[input.answer] : undefined;
  if (!edge) return no({ code: 'unknown-answer', data: { step: position.step, answer: input.answer, answers: Object.keys(step.answers) } });
  const refusal = whyNot(at, step, edge, input);
  if (refusal) return no(refusal);
  const way = spent(position, input.answer, edge) && edge.then ? edge.then : edge;
  return follow(at, step, way, input.answer, [left(input.reason)], input);
}

function whyNot(at: At, step: Step, edge: Edge, input: Of<'answer'>): PlaybookRefusal | undefined {
  const by = edge.by ?? step.by;
  if (!by.includes(input.by)) return { code: 'not-your-step', data: { step: at.position.step, by } };
  if (step.act && !edge.direct && !input.byAct) return { code: 'needs-act', data: { act: step.act as Act } };
  if (edge.reason && !input.reason?.trim()) return { code: 'reason-required', field: 'reason' };
  if (!edge.when) return undefined;
  const verdict = judge(edge.when, at.facts);
  if (!verdict.known) return { code: 'fact-missing', data: { facts: verdict.missing } };
  return verdict.holds ? undefined : { code: 'condition-fails', data: { answer: input.answer, failing: verdict.failing } };
}

/** Whether the answer's loop limit is used up: `max: 3` lets it through three times. */
function spent(position: Position, answerName: string, edge: Edge): boolean {
  return edge.max !== undefined && (position.visits[`${position.step}.${answerName}`] ?? 0) >= edge.max;
}

function follow(at: At, step: Step, way: Way, answerName: string, before: Effect[], input: Of<'answer'>): Advance {
  const { playbook, position, now } = at;
  const effects: Effect[] = [...before];
  for (const clock of way.stop ?? []) if (!playbook.clocks[clock]?.stops) effects.push(stopEffect(playbook, clock));
  for (const clock of way.pause ?? []) effects.push({ effect: 'pauseClock', clock, because: 'edge' });
  for (const clock of way.resume ?? []) effects.push({ effect: 'resumeClock', clock });
  for (const clock of way.start ?? []) effects.push(startEffect(playbook, clock, { restart: false, step: position.step, now }));
  for (const clock of way.restart ?? []) effects.push(startEffect(playbook, clock, { restart: true, step: position.step, now }));
  const round = way.nextRound ? position.round + 1 : position.round;
  if (way.nextRound) effects.push({ effect: 'nextRound', round, because: 'dissatisfied' });
  const said = saidOn(playbook, way, input.lane ?? false);
  if (said.now) effects.push(sayEffect(playbook, said.now, input.reason));
  for (const clock of way.stop ?? []) if (playbook.clocks[clock]?.stops) effects.push(stopEffect(playbook, clock, said.message));
  for (const task of way.tasks ?? []) {
    const wanted = task.when ? judge(task.when, at.facts) : undefined;
    if (wanted && !wanted.known) return no({ code: 'fact-missing', data: { facts: wanted.missing } });
    if (wanted && !wanted.holds) continue;
    effects.push({ effect: 'openTask', task: task.id, to: task.to, ask: task.ask, within: task.within, from: now, step: position.step });
  }
  if (way.to === 'end') return end(at, way, `${position.step}.${answerName}`, effects);
  const to = way.to === 'back' ? position.cameFrom : way.to;
  if (to === undefined) return no({ code: 'nothing-to-go-back-to' });
  return arrive(at, { step: to, cameFrom: position.step, preset: way.with ?? {} }, effects, step);
}

/** The message that stands for this way, and whether it goes out now: the fast lane speaks once, where it ends. */
function saidOn(playbook: Playbook, way: Way, lane: boolean): { message: string | undefined; now: string | undefined } {
  const { fastLane } = playbook;
  if (!lane || !fastLane) return { message: way.say, now: way.say };
  return { message: fastLane.say, now: way.to === fastLane.reaches ? fastLane.say : undefined };
}

function end(at: At, way: Way, endedBy: string, effects: Effect[]): Advance {
  const { appeal: rule, survey } = at.playbook;
  const outcome = way.as ?? 'resolved';
  const surveyed = survey?.after.includes(outcome) ? { survey: { wait: survey.wait, say: survey.say, asks: survey.asks } } : {};
  const exhausted = way.appeal && rule && (at.position.appeals ?? 0) >= rule.levels;
  if (exhausted) effects.push(sayEffect(at.playbook, rule.exhausted));
  const appealable = way.appeal && rule && !exhausted ? { appealWithin: rule.within } : {};
  effects.push({ effect: 'close', outcome, endedBy, reopenBy: way.reopenBy ?? [], ...appealable, ...surveyed });
  return { ok: true, effects, next: { ended: outcome } };
}

function move(at: At, input: Of<'move'>): Advance {
  const { playbook, position } = at;
  if (position.ended) return no({ code: 'already-ended', data: { outcome: position.ended } });
  if (!input.reason.trim()) return no({ code: 'reason-required', field: 'reason' });
  const step = playbook.steps[position.step];
  const effects: Effect[] = [
    { effect: 'move', move: input.move, by: input.by, reason: input.reason, ...(input.target ? { target: input.target } : {}) },
    { effect: 'leaveStep', step: position.step, answer: input.move, by: input.by, reason: input.reason },
  ];
  const endedBy = `${position.step}.${input.move}`;
  const close = (outcome: 'withdrawn' | 'merged' | 'transferred'): Advance => {
    effects.push({ effect: 'close', outcome, endedBy, reopenBy: outcome === 'withdrawn' ? ['customer'] : [] });
    return { ok: true, effects, next: { ended: outcome } };
  };
  switch (input.move) {
    case 'withdraw':
      return close('withdrawn');
    case 'merge':
      return close('merged');
    case 'escalate':
      return arrive(at, { step: playbook.escalateTo, cameFrom: position.step === playbook.escalateTo ? position.cameFrom : position.step }, effects, step);
    // The case goes on, under another playbook or under none; the driver decides where and enters it there.
    case 're-kind':
    case 'leave':
      for (const clock of clocksPausedBy(playbook, step)) effects.push({ effect: 'resumeClock', clock: clock.clock });
      return { ok: true, effects, next: { left: input.move } };
    default:
      return input.move satisfies never;
  }
}

function appeal(at: At, input: Of<'appeal'>): Advance {
  const { playbook, position } = at;
  if (!position.ended) return no({ code: 'not-ended' });
  const rule = playbook.appeal;
  if (!rule || endingWay(at)?.appeal !== 'allowed') return no({ code: 'appeal-not-allowed' });
  if ((position.appeals ?? 0) >= rule.levels) return no({ code: 'appeals-exhausted', data: { levels: rule.levels } });
  if (!input.reason.trim()) return no({ code: 'reason-required', field: 'reason' });
  const effects: Effect[] = [
    { effect: 'nextRound', round: position.round + 1, because: 'appeal' },
    ...startClocksFrom(at, 'appealed', rule.step),
    sayEffect(playbook, rule.say, input.reason),
  ];
  return arrive(at, { step: rule.step, cameFrom: position.step }, effects);
}

function reopen(at: At, input: Of<'reopen'>): Advance {
  const { position } = at;
  if (!position.ended) return no({ code: 'not-ended' });
  const way = endingWay(at);
  const allowed = way ? (way.reopenBy ?? []).includes(input.because) : position.ended === 'withdrawn' && input.because === 'customer';
  if (!allowed) return no({ code: 'not-reopenable' });
  const step = way?.reopenAt ?? position.step;
  return arrive(at, { step }, [{ effect: 'reopen', by: input.by, at: step }]);
}

/** The way that ended the case; undefined when a universal move did. */
function endingWay({ playbook, position }: At): Way | undefined {
  const endedBy = position.endedBy ?? '';
  const [stepName = '', answerName = ''] = endedBy.split('.');
  const step = playbook.steps[stepName];
  if (answerName === noAnswer) return step?.waits?.then;
  const edge = step?.answers[answerName];
  return edge?.to === 'end' ? edge : edge?.then;
}

function arrive(at: At, arrival: Arrival, before: readonly Effect[] = [], leaving?: Step): Advance {
  const entered = enterAt(at.playbook, arrival, at.facts, at.now);
  if ('code' in entered) return no(entered);
  const pausing = clocksPausedBy(at.playbook, at.playbook.steps[entered.step]);
  const paused = clocksPausedBy(at.playbook, leaving);
  const goesOn = paused.filter((each) => !pausing.some((other) => other.clock === each.clock));
  const resumed = goesOn.map((each): Effect => ({ effect: 'resumeClock', clock: each.clock }));
  const started = before.flatMap((each) => (each.effect === 'startClock' ? [each.clock] : []));
  const newly = pausing.filter((each) => started.includes(each.clock) || !paused.some((other) => other.clock === each.clock));
  const pauses = newly.map((each): Effect => ({ effect: 'pauseClock', clock: each.clock, because: each.because }));
  return { ok: true, effects: [...before, ...resumed, ...entered.effects, ...pauses], next: { step: entered.step } };
}

function startClocksFrom(at: At, origin: 'registered' | 'appealed', step: string): Effect[] {
  const started = Object.entries(at.playbook.clocks).filter(([, rule]) => rule.from === origin);
  return started.map(([clock]) => startEffect(at.playbook, clock, { restart: true, step, now: at.now }));
}

function no(refusal: PlaybookRefusal): Advance {
  return { ok: false, refused: refusal };
}
