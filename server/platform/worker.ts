import { day } from './clock.ts';
import { sql } from './db.ts';
import { newId } from './ids.ts';
import type { Jobs } from './jobs.ts';
import { runDueIntents } from './intents.ts';
import type { House, IntentHandler, Sweep } from './module.ts';
import type { Wire } from './live.ts';

/** Between two beats of a worker, in ms: what another process looks at (health.ts). */
const beatEvery = 5000;
/** Between the starts of two rounds at least, in ms: what was committed meanwhile is moved on together. After a quiet time a round begins at once. */
const roundEvery = 200;
/** The same for projections (rows that lists and search read): writing many at once costs little more than writing one. */
const projectEvery = 800;

export interface Worker {
  /** Business time of the last finished round: what /readyz and the lag gauge look at. */
  lastRound(): Date;
  stop(): Promise<void>;
}

/**
 * The part that acts by itself: moves events on, runs due intents, sweeps. Any number of processes may run it on one
 * database: cursor rows, intents and clocks are each taken under a lock that the others skip.
 */
export async function startWorker(
  house: House,
  jobs: Jobs,
  wire: Wire,
  handlers: ReadonlyMap<string, IntentHandler>,
  sweeps: readonly Sweep[],
): Promise<Worker> {
  let stopped = false;
  let last = house.clock.now();
  let wanted = true;
  const lastRun = new Map<string, number>();
  const process = newId();
  let lastBeat = 0;
  await jobs.work();

  // Only after a round that ended: a worker that is stuck falls silent.
  const beat = async (now: Date): Promise<void> => {
    if (Math.abs(now.getTime() - lastBeat) < beatEvery) return;
    lastBeat = now.getTime();
    await sql`insert into worker_beats (process, at) values (${process}, ${now}) on conflict (process) do update set at = excluded.at`.execute(
      house.db,
    );
    await sql`delete from worker_beats where at < ${new Date(now.getTime() - day)}`.execute(house.db);
  };

  const sweepThese = async (these: readonly Sweep[]): Promise<void> => {
    const now = house.clock.now().getTime();
    for (const sweep of these) {
      if (now - (lastRun.get(sweep.name) ?? 0) < sweep.everySeconds * 1000) continue;
      lastRun.set(sweep.name, now);
      await sweep.run(house);
    }
  };
  // What must be seen within a second doesn't wait until something else wakes the worker.
  const quick = sweeps.filter((sweep) => sweep.everySeconds < 1);
  let began = 0;
  let projected = Number.NEGATIVE_INFINITY;
  let owed = false;

  const round = async (): Promise<void> => {
    began = performance.now();
    const projections = began - projected >= projectEvery;
    if (projections) projected = began;
    owed = !projections;
    while ((await jobs.relay({ projections })) >= 500 && !stopped);
    await runDueIntents(house, handlers);
    await sweepThese(sweeps);
    last = house.clock.now();
    await beat(last);
  };

  wire.onWake(() => {
    wanted = true;
  });
  const loop = (async () => {
    while (!stopped) {
      try {
        const now = performance.now();
        if ((wanted && now - began >= roundEvery) || (owed && now - projected >= projectEvery)) {
          wanted = false;
          await round();
        } else {
          await sweepThese(quick);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      } catch (error) {
        // A database that went away: say so and go on trying; nothing is lost, the rows are the truth.
        house.log.error({ category: 'worker', error: error instanceof Error ? error.message : 'unknown' }, 'a round of the worker failed');
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    }
  })();
  return {
    lastRound: () => last,
    stop: async () => {
      stopped = true;
      await loop;
      await jobs.stop();
      // A database that is away has other worries than a row that grows old.
      await sql`delete from worker_beats where process = ${process}`.execute(house.db).catch(() => undefined);
    },
  };
}
