import { messageOf } from './byHand.ts';
import type { Effect } from './effects.ts';
import type { Playbook, Step } from './playbook.ts';
import type { PauseReason } from './vocabulary.ts';

/** The effect that starts a playbook's clock; with `restart` one that runs already is counted anew (CL-2, CL-3). */
export function startEffect(playbook: Playbook, clock: string, how: { restart: boolean; step: string; now: Date }): Effect {
  const rule = playbook.clocks[clock];
  if (!rule) throw new Error(`playbook ${playbook.playbook} passed its check without clock ${clock}`);
  const { title, within, warn, source, mayPause } = rule;
  const { restart, step, now } = how;
  return {
    effect: 'startClock',
    clock,
    title,
    within,
    ...(warn ? { warn } : {}),
    source,
    mayPause,
    restart,
    ladder: playbook.ladder,
    from: now,
    step,
  };
}

/** Stops a clock at once, or, for one that is met by telling, when `message` has reached the customer (CL-4). */
export function stopEffect(playbook: Playbook, clock: string, message?: string): Effect {
  const by = playbook.clocks[clock]?.stops;
  return by && message ? { effect: 'stopClock', clock, told: { message, by } } : { effect: 'stopClock', clock };
}

/** The clocks that stand still while the case is at this step (CL-5). */
export function clocksPausedBy(playbook: Playbook, step: Step | undefined): { clock: string; because: PauseReason }[] {
  const because = step && pauseReason(step);
  if (!because) return [];
  const paused = Object.entries(playbook.clocks).filter(([, rule]) => rule.mayPause && rule.pausedWhile?.includes(because));
  return paused.map(([clock]) => ({ clock, because }));
}

function pauseReason(step: Step): PauseReason | undefined {
  const kind = step.waits?.for;
  switch (kind) {
    case 'customer':
    case 'materials':
    case 'choice':
    case 'confirmation':
      return 'customer';
    case 'order':
    case 'partner':
    case 'goods':
      return kind;
    case 'tasks':
    case undefined:
      return undefined;
    default:
      return kind satisfies never;
  }
}

/** A message of the playbook, to be filled in and sent by the channels (TA-1). */
export function sayEffect(playbook: Playbook, message: string, reason?: string): Effect {
  const words = messageOf(playbook, message);
  if (!words) throw new Error(`playbook ${playbook.playbook} passed its check without message ${message}`);
  return { effect: 'say', message, words, ...(reason ? { reason } : {}) };
}
