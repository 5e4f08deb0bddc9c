import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { onDatabase, templateName } from './cluster.ts';

/**
 * A migrated, empty database for one test file; gives its address. Call it once per file (it takes about 100 ms), in
 * `beforeAll` or at the top. Never dropped singly: dropping costs more than making, and the cluster goes with the run.
 */
export async function freshDatabase(): Promise<string> {
  const url = process.env['AMENDS_TEST_POSTGRES'];
  if (!url)
    throw new Error(`there is no test PostgreSQL: ${process.env['AMENDS_TEST_POSTGRES_FAULT'] ?? 'run through vitest or playwright'}`);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: onDatabase(url, 'postgres') });
  await client.connect();
  try {
    await client.query(`create database ${name} template ${templateName}`);
  } finally {
    await client.end();
  }
  return onDatabase(url, name);
}
