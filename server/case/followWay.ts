import { stepOf } from './byHand.ts';
import { clocksPausedBy, sayEffect, startEffect, stopEffect } from './clockEffects.ts';
import { judge, type Facts } from './condition.ts';
import type { Advance, Effect, Input, PlaybookRefusal, Position } from './effects.ts';
import { enterAt, type Arrival } from './enterStep.ts';
import type { Playbook, Step, Way } from './playbook.ts';

/** All that a decision looks at. */
export type At = { playbook: Playbook; position: Position; facts: Facts; now: Date };
export type Of<K extends Input['kind']> = Extract<Input, { kind: K }>;

/** Goes along a way: clocks, round, message, tasks, then the end or the next step. */
export function follow(at: At, step: Step, way: Way, answerName: string, before: Effect[], input: Of<'answer'>): Advance {
  const { playbook, position, now } = at;
  const effects: Effect[] = [...before];
  for (const clock of way.stop ?? []) if (!playbook.clocks[clock]?.stops) effects.push(stopEffect(playbook, clock));
  for (const clock of way.pause ?? []) effects.push({ effect: 'pauseClock', clock, because: 'edge' });
  for (const clock of way.resume ?? []) effects.push({ effect: 'resumeClock', clock });
  for (const clock of way.start ?? []) effects.push(startEffect(playbook, clock, { restart: false, step: position.step, now }));
  for (const clock of way.restart ?? []) effects.push(startEffect(playbook, clock, { restart: true, step: position.step, now }));
  const round = way.nextRound ? position.round + 1 : position.round;
  if (way.nextRound) effects.push({ effect: 'nextRound', round, because: 'dissatisfied' });
  if (way.standing) effects.push({ effect: 'setStanding', standing: way.standing, step: position.step });
  if (way.dedicate) effects.push({ effect: 'dedicate', of: way.dedicate });
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

/** Enters a step; clocks that rested stay at rest when the next step waits for the same. */
export function arrive(at: At, arrival: Arrival, before: readonly Effect[] = [], leaving?: Step): Advance {
  const entered = enterAt(at.playbook, arrival, at.facts, at.now);
  if ('code' in entered) return no(entered);
  const pausing = clocksPausedBy(at.playbook, stepOf(at.playbook, entered.step));
  const paused = clocksPausedBy(at.playbook, leaving);
  const goesOn = paused.filter((each) => !pausing.some((other) => other.clock === each.clock));
  const resumed = goesOn.map((each): Effect => ({ effect: 'resumeClock', clock: each.clock }));
  const started = before.flatMap((each) => (each.effect === 'startClock' ? [each.clock] : []));
  const newly = pausing.filter((each) => started.includes(each.clock) || !paused.some((other) => other.clock === each.clock));
  const pauses = newly.map((each): Effect => ({ effect: 'pauseClock', clock: each.clock, because: each.because }));
  return { ok: true, effects: [...before, ...resumed, ...entered.effects, ...pauses], next: { step: entered.step } };
}

/** A refusal as an answer. */
export function no(refusal: PlaybookRefusal): Advance {
  return { ok: false, refused: refusal };
}
