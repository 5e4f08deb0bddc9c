/** Business time. Everything that decides or stores a time asks this, never the machine nor SQL's now() (architecture.md, Clocks). */
export interface BusinessClock {
  now(): Date;
}

export const systemClock: BusinessClock = { now: () => new Date() };

export interface SettableClock extends BusinessClock {
  /** Moves time on by this many milliseconds. */
  advance(ms: number): void;
  set(at: Date): void;
}

/** A clock that stands still until it is moved: stories use it. */
export function settableClock(start: Date): SettableClock {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    advance: (ms) => {
      at += ms;
    },
    set: (next) => {
      at = next.getTime();
    },
  };
}

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
