import { startTestCluster } from './cluster.ts';

/** One PostgreSQL for the whole run of vitest or playwright; test files clone its migrated template (database.ts). */
export default async function setup(): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  process.env['AMENDS_TEST_POSTGRES'] = cluster.url;
  return cluster.stop;
}
