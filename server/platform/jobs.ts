import { type JobResult, PgBoss } from 'pg-boss';
import { inTransaction, runRaw, type Tx } from './db.ts';
import { moveCursor, nextEvents, type StoredEvent } from './events.ts';
import { newId } from './ids.ts';
import type { House, Projection, Subscription } from './module.ts';

/** Rows that the relay or a projection takes at once. */
const batch = 500;
/** Jobs that are fetched, and reported done, at once; of one case never two. */
const jobsAtOnce = 20;

export interface Jobs {
  /** Starts polling for jobs (the worker). */
  work(): Promise<void>;
  /** Moves new events on: into jobs for the queues that asked for them, and into projections unless they may wait. Answers events read. */
  relay(options?: { projections: boolean }): Promise<number>;
  /** Runs every waiting job now, in order, until none is left: stories use it instead of waiting. */
  drain(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * pg-boss fed from the event rows. Jobs only wake: a job carries the event and calls an ordinary use case; what must
 * survive stands in an intent or a row of its own. `perCase` queues are strict first-in-first-out per case.
 */
export async function openJobs(
  house: House,
  url: string,
  subscriptions: readonly Subscription[],
  projections: readonly Projection[],
): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: url,
    max: 4,
    application_name: 'amends-jobs',
    useListenNotify: true,
    monitorVacuum: false,
    migrate: false,
    createSchema: false,
  });
  boss.on('error', (error) => house.log.error({ category: 'jobs', error: error.message }, 'pg-boss'));
  await boss.start();
  for (const each of subscriptions) {
    await boss.createQueue(each.queue, {
      policy: each.perCase ? 'key_strict_fifo' : 'standard',
      retryLimit: 20,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 3600,
      heartbeatSeconds: 10,
      deleteAfterSeconds: 3600,
      notify: true,
    });
  }
  const run = async (subscription: Subscription, event: StoredEvent): Promise<void> => {
    await subscription.run({ ...event, at: new Date(event.at) }, house);
    house.wake();
  };
  const byKind = new Map<string, Subscription[]>();
  for (const each of subscriptions) for (const kind of each.on) byKind.set(kind, [...(byKind.get(kind) ?? []), each]);

  const relayOnce = (): Promise<number> =>
    inTransaction(house.db, async (tx) => {
      const { events, read, last } = await nextEvents(tx, 'relay', batch, [...byKind.keys()]);
      if (!last) return 0;
      await insertJobs(boss, tx, events, byKind);
      await moveCursor(tx, 'relay', last);
      return read;
    });

  return {
    work: async () => {
      for (const each of subscriptions) {
        const worker: string = await boss.work<
          StoredEvent,
          unknown,
          { perJobResults: true; batchSize: number; pollingIntervalSeconds: number }
        >(each.queue, { batchSize: jobsAtOnce, pollingIntervalSeconds: 2, perJobResults: true }, async (jobs) => {
          const results: JobResult[] = [];
          for (const job of jobs) results.push(await resultOf(house, each.queue, job.id, () => run(each, job.data)));
          // It would wait for the next notification, or half a minute: a case's second job, or the twenty-first of a day's first minute.
          boss.notifyWorker(worker);
          return results;
        });
      }
    },
    relay: async ({ projections: wanted } = { projections: true }) => {
      const relayed = await relayOnce();
      for (const each of wanted ? projections : []) await projectOnce(house, each);
      return relayed;
    },
    drain: () => drainAll(boss, subscriptions, run),
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  };
}

/** A job that fails is tried again by itself; those beside it are done. */
async function resultOf(house: House, queue: string, id: string, run: () => Promise<void>): Promise<JobResult> {
  try {
    await run();
    return { id, status: 'completed' };
  } catch (error) {
    const fault = error instanceof Error ? error.message : 'unknown';
    house.log.error({ category: 'jobs', queue, error: fault }, 'a job failed and will be tried again');
    return { id, status: 'failed', output: { message: fault } };
  }
}

async function insertJobs(
  boss: PgBoss,
  tx: Tx,
  events: readonly StoredEvent[],
  byKind: ReadonlyMap<string, Subscription[]>,
): Promise<void> {
  const perQueue = new Map<Subscription, StoredEvent[]>();
  for (const event of events) {
    if (event.origin === 'import') continue;
    for (const each of byKind.get(event.kind) ?? []) perQueue.set(each, [...(perQueue.get(each) ?? []), event]);
  }
  for (const [subscription, wanted] of perQueue) {
    await boss.insert(
      subscription.queue,
      // Ids in the order of the events: of jobs that one statement inserts, pg-boss begins with the lowest of each case.
      wanted.map((event) => ({ id: newId(), data: event, ...(subscription.perCase ? { singletonKey: event.caseId ?? 'none' } : {}) })),
      { db: { executeSql: (text, values) => runRaw(tx, text, values ?? []) } },
    );
  }
}

async function projectOnce(house: House, projection: Projection): Promise<void> {
  for (;;) {
    const read = await inTransaction(house.db, async (tx) => {
      const { events, read: seen, last } = await nextEvents(tx, projection.reader, batch, projection.on);
      if (!last) return 0;
      await projection.apply(tx, events);
      await moveCursor(tx, projection.reader, last);
      return seen;
    });
    if (read < batch) return;
  }
}

async function drainAll(
  boss: PgBoss,
  subscriptions: readonly Subscription[],
  run: (subscription: Subscription, event: StoredEvent) => Promise<void>,
): Promise<number> {
  let ran = 0;
  for (let found = true; found; ) {
    found = false;
    for (const each of subscriptions) {
      for (const job of await boss.fetch<StoredEvent>(each.queue, { batchSize: 20 })) {
        found = true;
        ran += 1;
        await run(each, job.data);
        await boss.complete(each.queue, job.id);
      }
    }
  }
  return ran;
}
