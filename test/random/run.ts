/**
 * The long run of random cases: `node test/random/run.ts --steps 20000 --seed 7`. It brings a PostgreSQL of its own.
 */
import { parseArgs } from 'node:util';
import { startTestCluster } from '../cluster.ts';
import { runRandomly } from './runRandomly.ts';

const { values } = parseArgs({
  options: { steps: { type: 'string', default: '20000' }, seed: { type: 'string' }, only: { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(performance.timeOrigin) % 1_000_000);
const cluster = await startTestCluster();
process.env['AMENDS_TEST_POSTGRES'] = cluster.url;
let wrong: readonly string[] = ['the run did not end'];
try {
  const began = performance.now();
  const { tally, broken } = await runRandomly({
    seed,
    steps: Number(values.steps),
    ...(values.only ? { only: values.only.split(',') } : {}),
  });
  wrong = [...tally.wrong, ...broken];
  console.log(
    `seed ${seed}: ${tally.steps} steps in ${Math.round((performance.now() - began) / 1000)} s, ${tally.cases} cases, ${tally.closed} closed on the way, ${tally.taken.size} different answers, ${tally.refused} refused, ${tally.turnedAway} turned away, ${tally.repeated} sent twice`,
  );
  for (const each of wrong.slice(0, 30)) console.log(`WRONG ${each}`);
} finally {
  await cluster.stop();
}
process.exit(wrong.length === 0 ? 0 : 1);
