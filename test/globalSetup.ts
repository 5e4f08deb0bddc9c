import { startTestCluster } from './cluster.ts';

/**
 * One PostgreSQL for the whole run of vitest or playwright; test files clone its migrated template (database.ts).
 * When it can't be made, tests that need it fail with the reason; the pure ones run.
 */
export default async function setup(): Promise<() => Promise<void>> {
  try {
    const cluster = await startTestCluster();
    process.env['AMENDS_TEST_POSTGRES'] = cluster.url;
    return () => cluster.stop();
  } catch (error) {
    process.env['AMENDS_TEST_POSTGRES_FAULT'] = error instanceof Error ? error.message : String(error);
    return async () => undefined;
  }
}
