import type { Facts } from './condition.ts';
import { type DryCase, dryStep, factsToWalk, newDryCase } from './dryRun.ts';
import type { Effect, Input } from './effects.ts';
import { missingParts } from './missingParts.fixture.ts';
import type { Role } from './vocabulary.ts';

export const playbook = missingParts();
export const now = new Date('2026-11-21T02:00:00Z');
export const facts = factsToWalk(playbook);

/** Takes answers one after the other and gives the effects of the last. */
export function after(
  answers: readonly string[],
  given: Facts = facts,
  start: DryCase = begun(given),
): { dry: DryCase; effects: readonly Effect[] } {
  let dry = start;
  let effects: readonly Effect[] = [];
  for (const said of answers) {
    const taken = dryStep(playbook, dry, answerOf(dry, said), given, now);
    if (!taken.ok) throw new Error(`${said}: ${JSON.stringify(taken.refused)}`);
    ({ dry, effects } = taken);
  }
  return { dry, effects };
}

function answerOf(dry: DryCase, answer: string): Input {
  const step = playbook.steps[dry.position.step];
  const by: Role = answer === 'no-answer' ? 'system' : ((step?.answers[answer]?.by ?? step?.by)?.[0] ?? 'service');
  return { kind: 'answer', answer, by, reason: 'because', byAct: true };
}

export function begun(given: Facts = facts): DryCase {
  const taken = dryStep(playbook, newDryCase, { kind: 'enter' }, given, now);
  if (!taken.ok) throw new Error(JSON.stringify(taken.refused));
  return taken.dry;
}

export function refusal(dry: DryCase, input: Input, given: Facts = facts): string {
  const taken = dryStep(playbook, dry, input, given, now);
  return taken.ok ? 'taken' : taken.refused.code;
}

/** Effects in short: `say offer-made`, `startClock completion`. */
export function brief(effects: readonly Effect[]): string[] {
  return effects.map((each) => {
    switch (each.effect) {
      case 'leaveStep':
        return `leave ${each.step} by ${each.answer}`;
      case 'enterStep':
      case 'passStep':
        return `${each.effect === 'enterStep' ? 'enter' : 'pass'} ${each.step}`;
      case 'startClock':
        return `${each.restart ? 'restart' : 'start'} ${each.clock}`;
      case 'stopClock':
        return each.told ? `stop ${each.clock} when ${each.told.message} is told` : `stop ${each.clock}`;
      case 'pauseClock':
        return `pause ${each.clock}`;
      case 'resumeClock':
        return `resume ${each.clock}`;
      case 'say':
        return `say ${each.message}`;
      case 'openTask':
        return `task ${each.task} for ${each.to}`;
      case 'inviteAct':
        return `invite ${each.act}`;
      case 'close':
        return `close as ${each.outcome}`;
      default:
        return each.effect;
    }
  });
}

export const toReview = ['matches'];
export const toEnquire = [...toReview, 'accepted'];
export const toOffer = [...toEnquire, 'missing', 'decided'];
export const toChoice = [...toOffer, 'sent'];
export const toCarryOut = [...toChoice, 'chosen'];
export const toConfirm = [...toCarryOut, 'done'];
