import { runDueIntents } from '#platform/intents.ts';
import type { Module } from '#platform/module.ts';
import type { Amends } from '../../server/main.ts';

/** Lets everything that is due happen now: events relayed, jobs done, intents carried out, sweeps run, until nothing is left. */
export async function settle(amends: Amends, modules: readonly Module[]): Promise<void> {
  const sweeps = modules.flatMap((module) => module.sweeps ?? []);
  for (let quiet = 0, rounds = 0; quiet < 2; rounds += 1) {
    if (rounds > 200) throw new Error('the desk never becomes quiet');
    let did = await amends.jobs.relay();
    did += await amends.jobs.drain();
    did += await runDueIntents(amends.house, amends.handlers);
    for (const sweep of sweeps) did += await sweep.run(amends.house);
    quiet = did === 0 ? quiet + 1 : 0;
  }
}
