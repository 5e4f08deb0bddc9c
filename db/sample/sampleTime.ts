import { minute } from '#platform/clock.ts';
import { addDays, instantOf, localDayOf } from '#platform/localTime.ts';

/** Wall clock of the sample shops, days before the start of the demo: everything is relative to it, so that clocks are alive. */
export function ago(now: Date, days: number, time: string): string {
  return instantOf(addDays(localDayOf(now, 'Asia/Shanghai'), -days), time, 'Asia/Shanghai').toISOString();
}

/** `YYYY-MM-DD HH:MM:SS` of the same, as exports write it. */
export function wallAgo(now: Date, days: number, time: string): string {
  return `${addDays(localDayOf(now, 'Asia/Shanghai'), -days)} ${time}:00`;
}

/** The next time that a sample shop's clock shows `time`, more than an hour ahead: promises of the day. */
export function nextAt(now: Date, time: string): Date {
  const today = new Date(ago(now, 0, time));
  return today.getTime() - now.getTime() > 70 * minute ? today : new Date(ago(now, -1, time));
}

/** A small deterministic source of numbers from 0 up to 1: the sample shop is the same on every machine. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
