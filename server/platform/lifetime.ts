import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';

/** What a command has started and how it may be brought to its end. */
export interface Lifetime {
  /** Called when the command ends, last added first. Add before starting: what is half started is ended too. */
  readonly stops: (() => Promise<void>)[];
  /** Says these words and ends the command with code 1. */
  fail(words: string): void;
}

/** A part that does not come to its end within this must not keep PostgreSQL, the first started, from its clean one. */
const patienceMs = 20_000;
/** Told to end while it still starts, a program first finishes that, at most for this long: nothing is torn away under it. */
const startMs = 5_000;

/**
 * Runs a command until its end: a fault, a signal (also a terminal that was closed) or, unless it `staysUp`, its last line. Whatever it
 * is, all that was started is put down again; then the process exits: 0 when the work is done or what stays up was told to end.
 * `explain` gives words for faults of the set-up; any other fault is shown whole.
 */
export async function untilItEnds(
  options: { staysUp: boolean; explain: (error: unknown) => string | undefined },
  run: (life: Lifetime) => Promise<void>,
): Promise<void> {
  const stops: (() => Promise<void>)[] = [];
  let ending = false;
  const end = async (code: number): Promise<void> => {
    if (ending) return;
    ending = true;
    if (options.staysUp) await Promise.race([running.catch(() => undefined), wait(startMs)]);
    for (const stop of stops.toReversed()) {
      // The timer also keeps the process alive: an end that waits for nothing would otherwise cut off those behind it.
      const outcome = await Promise.race([stop().then(() => 'stopped', String), wait(patienceMs, `not within ${patienceMs / 1000} s`)]);
      if (outcome !== 'stopped') tell(`停止时出现问题  a fault while stopping: ${outcome}`);
    }
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(options.staysUp ? 0 : 1));
  const fail = (words: string): void => {
    if (ending) return;
    tell(words);
    void end(1);
  };
  const running = run({ stops, fail });
  try {
    await running;
    if (!options.staysUp) await end(Number(process.exitCode ?? 0));
  } catch (error) {
    // What is put down under a command that still runs makes it fail; that is no fault to tell.
    if (ending) return;
    tell(options.explain(error) ?? inspect(error));
    await end(1);
  }
}

function tell(words: string): void {
  process.stderr.write(`${words}\n`);
}
