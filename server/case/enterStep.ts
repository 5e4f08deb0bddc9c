import { stepOf } from './byHand.ts';
import { startEffect } from './clockEffects.ts';
import { judge, type Facts } from './condition.ts';
import type { Effect, PlaybookRefusal } from './effects.ts';
import type { Playbook, Preset, Step } from './playbook.ts';
import type { Act } from './vocabulary.ts';

export type Arrival = { readonly step: string; readonly cameFrom?: string | undefined; readonly preset?: Preset };
export type Entered = { readonly step: string; readonly effects: readonly Effect[] };

/**
 * Enters a step, or the step that stands in for it: one whose `when` doesn't hold is passed along `otherwise`, visibly.
 * Refuses an unknown step and a fact that wasn't supplied.
 */
export function enterAt(playbook: Playbook, arrival: Arrival, facts: Facts, now: Date): Entered | PlaybookRefusal {
  const effects: Effect[] = [];
  let name = arrival.step;
  for (;;) {
    const step = stepOf(playbook, name);
    if (!step) return { code: 'unknown-step', data: { step: name } };
    const verdict = step.when && step.otherwise ? judge(step.when, facts) : undefined;
    if (verdict && !verdict.known) return { code: 'fact-missing', data: { facts: verdict.missing } };
    if (!verdict || verdict.holds || !step.otherwise) {
      const inside = effectsOf(playbook, step, { ...arrival, step: name }, facts, now);
      return 'code' in inside ? inside : { step: name, effects: [...effects, ...inside.effects] };
    }
    effects.push({ effect: 'passStep', step: name, failing: verdict.failing, to: step.otherwise });
    name = step.otherwise;
  }
}

function effectsOf(playbook: Playbook, step: Step, arrival: Arrival, facts: Facts, now: Date): Entered | PlaybookRefusal {
  const name = arrival.step;
  const effects: Effect[] = [
    {
      effect: 'enterStep',
      step: name,
      stage: step.stage,
      by: step.by,
      another: step.another ?? false,
      ...(arrival.cameFrom ? { cameFrom: arrival.cameFrom } : {}),
      tellEvery: step.tellEvery ?? playbook.silence.tellEvery,
      tellSay: playbook.silence.say,
      shows: step.shows ?? [],
    },
  ];
  for (const clock of step.clocks ?? []) effects.push(startEffect(playbook, clock, { restart: false, step: name, now }));
  if (step.limit) {
    const { within, extend } = step.limit;
    effects.push({
      effect: 'limit',
      step: name,
      within,
      from: now,
      extensions: extend?.max ?? 0,
      ...(extend ? { extendSay: extend.say } : {}),
    });
  }
  for (const task of step.tasks ?? []) {
    const verdict = task.when ? judge(task.when, facts) : undefined;
    if (verdict && !verdict.known) return { code: 'fact-missing', data: { facts: verdict.missing } };
    if (verdict && !verdict.holds) continue;
    effects.push({ effect: 'openTask', task: task.id, to: task.to, ask: task.ask, within: task.within, from: now, step: name });
  }
  if (step.waits?.for === 'materials') effects.push({ effect: 'askMaterials', materials: playbook.registration.materials });
  if (step.act) {
    effects.push({
      effect: 'inviteAct',
      act: step.act as Act,
      step: name,
      conditions: step.conditions ?? [],
      ...(step.act === 'offer' && (step.policy ?? playbook.policy) ? { policy: step.policy ?? playbook.policy } : {}),
      ...(step.validFor ? { validFor: step.validFor } : {}),
      preset: arrival.preset ?? {},
    } as Effect);
  }
  if (step.waits) effects.push(waitEffect(step.waits, name, now));
  return { step: name, effects };
}

function waitEffect(waits: NonNullable<Step['waits']>, step: string, now: Date): Effect {
  const { remindAfter = [], remindSay, giveUpAfter } = waits;
  const reminders = remindSay ? remindAfter.map((after) => ({ after, say: remindSay })) : [];
  return { effect: 'wait', for: waits.for, step, from: now, reminders, ...(giveUpAfter ? { giveUpAfter } : {}) };
}
