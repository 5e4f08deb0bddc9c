import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { freshDatabase } from '../../test/database.ts';
import { inTransaction, one, openDatabase, sql } from './db.ts';

test('a connection that dies in the middle of a transaction fails that transaction, not the program', async () => {
  const { db, close } = openDatabase(await freshDatabase());
  const broken = inTransaction(db, async (tx) => {
    const mine = await one(sql<{ pid: number }>`select pg_backend_pid() as pid`, tx);
    await sql`select pg_terminate_backend(${mine?.pid})`.execute(db);
    await wait(200);
    await sql`select 1`.execute(tx);
  });
  await expect(broken).rejects.toThrow(/terminat|not queryable|closed/i);
  expect(await one(sql<{ n: number }>`select 1 as n`, db)).toEqual({ n: 1 });
  await close();
});
