import pg from 'pg';
import { expect, test } from 'vitest';
import { freshDatabase } from './database.ts';

test('each test file has a migrated database of its own', async () => {
  const [one, other] = [await freshDatabase(), await freshDatabase()];
  expect(one).not.toBe(other);
  const client = new pg.Client({ connectionString: one });
  await client.connect();
  const tables = await client.query<{ name: string | null }>(`select to_regclass('events')::text as name`);
  await client.end();
  expect(tables.rows[0]?.name).toBe('events');
});

test('a test that reaches for another host fails at once and names it', async () => {
  await expect(fetch('http://192.0.2.1/')).rejects.toMatchObject({ cause: { message: expect.stringContaining('192.0.2.1') } });
});
