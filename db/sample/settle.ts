import { setTimeout as pause } from 'node:timers/promises';
import { one, sql } from '#platform/db.ts';
import { runDueIntents } from '#platform/intents.ts';
import type { Module } from '#platform/module.ts';
import type { Amends } from '../../server/main.ts';

/**
 * Lets everything that is due happen now: events relayed, jobs done, intents carried out, sweeps run, until nothing is left.
 * `sure`: so many times in a row nothing must be left.
 */
export async function settle(amends: Amends, modules: readonly Module[], sure = 2): Promise<void> {
  const sweeps = modules.flatMap((module) => module.sweeps ?? []);
  for (let quiet = 0, rounds = 0, waits = 0; quiet < sure; rounds += 1) {
    if (rounds > 200) throw new Error('the desk never becomes quiet');
    let did = await amends.jobs.relay();
    // Asking each queue costs more than all else here, and mostly nothing waits in any of them.
    if (await hasJobs(amends)) did += await amends.jobs.drain();
    did += await runDueIntents(amends.house, amends.handlers);
    // Sweeps look around once nobody else has anything to do.
    if (did === 0) for (const sweep of sweeps) did += await sweep.run(amends.house);
    // An event waits while any other transaction of the whole PostgreSQL is older than it: quiet isn't done then.
    if (did === 0 && waits < longestWait && (await hasUnread(amends))) {
      waits += 1;
      rounds -= 1;
      await pause(20);
    } else quiet = did === 0 ? quiet + 1 : 0;
  }
}

/** How often an event that can't be read yet is waited for, 20 ms each. */
const longestWait = 250;

async function hasJobs({ house }: Amends): Promise<boolean> {
  const row = await one(sql<{ found: boolean }>`select exists (select 1 from pgboss.job where state < 'active') as found`, house.db);
  return row?.found ?? false;
}

async function hasUnread({ house }: Amends): Promise<boolean> {
  const row = await one(
    sql<{ found: boolean }>`select exists (select 1 from event_cursors c, lateral (select 1 from events e
      where (e.tx, e.id) > (c.tx, c.event_id) and e.tx >= pg_snapshot_xmin(pg_current_snapshot()) limit 1) e) as found`,
    house.db,
  );
  return row?.found ?? false;
}
