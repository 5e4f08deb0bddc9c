import { byHand, stepOf } from './byHand.ts';
import { clocksPausedBy, sayEffect, startEffect } from './clockEffects.ts';
import { judge, type Facts } from './condition.ts';
import { noAnswer, type Advance, type Effect, type Input, type PlaybookRefusal, type Position } from './effects.ts';
import { arrive, follow, no, type At, type Of } from './followWay.ts';
import type { Edge, Playbook, Step, Way } from './playbook.ts';
import type { Act } from './vocabulary.ts';

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

function begin(at: At, step: string | undefined): Advance {
  if (step !== undefined) return arrive(at, { step });
  const start = startClocksFrom(at, 'registered', at.playbook.start);
  return arrive(at, { step: at.playbook.start }, start);
}

function answer(at: At, input: Of<'answer'>): Advance {
  const { playbook, position } = at;
  if (position.ended) return no({ code: 'already-ended', data: { outcome: position.ended } });
  const step = stepOf(playbook, position.step);
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

function move(at: At, input: Of<'move'>): Advance {
  const { playbook, position } = at;
  if (position.ended) return no({ code: 'already-ended', data: { outcome: position.ended } });
  if (!input.reason.trim()) return no({ code: 'reason-required', field: 'reason' });
  const step = stepOf(playbook, position.step);
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
      return aside(at, playbook.escalateTo, effects);
    case 'leave':
      return aside(at, byHand, effects);
    // The case goes on under another playbook; the driver enters it there (rekind.ts).
    case 're-kind':
      for (const clock of clocksPausedBy(playbook, step)) effects.push({ effect: 'resumeClock', clock: clock.clock });
      return { ok: true, effects, next: { left: input.move } };
    default:
      return input.move satisfies never;
  }
}

/** Steps aside, to a step from which `back` leads to where the case was; aside twice, the first way back stays. */
function aside(at: At, step: string, effects: readonly Effect[]): Advance {
  const { playbook, position } = at;
  return arrive(
    at,
    { step, cameFrom: position.step === step ? position.cameFrom : position.step },
    effects,
    stepOf(playbook, position.step),
  );
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
  const started = (way?.reopenStart ?? []).map((clock) => startEffect(at.playbook, clock, { restart: true, step, now: at.now }));
  return arrive(at, { step }, [{ effect: 'reopen', by: input.by, at: step }, ...started]);
}

/** The way that ended the case; undefined when a universal move did. */
function endingWay({ playbook, position }: At): Way | undefined {
  const endedBy = position.endedBy ?? '';
  const [stepName = '', answerName = ''] = endedBy.split('.');
  const step = stepOf(playbook, stepName);
  if (answerName === noAnswer) return step?.waits?.then;
  const edge = step?.answers[answerName];
  return edge?.to === 'end' ? edge : edge?.then;
}

function startClocksFrom(at: At, origin: 'registered' | 'appealed', step: string): Effect[] {
  const started = Object.entries(at.playbook.clocks).filter(([, rule]) => rule.from === origin);
  return started.map(([clock]) => startEffect(at.playbook, clock, { restart: true, step, now: at.now }));
}
