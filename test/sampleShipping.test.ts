import { afterAll, beforeAll, expect, it } from 'vitest';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemActor } from '#platform/actor.ts';
import { day, settableClock } from '#platform/clock.ts';
import { all, inTransaction, sql } from '#platform/db.ts';
import { seedShipping } from '../db/sample/casesShipping.ts';
import { seedOrders } from '../db/sample/orders.ts';
import { seedPeople } from '../db/sample/people.ts';
import { type Amends, openAmends } from '../server/main.ts';
import { freshDatabase } from './database.ts';

const now = new Date('2026-11-20T17:20:00+08:00');
let amends: Amends;
beforeAll(async () => {
  const clock = settableClock(new Date(now.getTime() - 30 * day));
  const dataDir = mkdtempSync(join(tmpdir(), 'amends-sample-'));
  const plain = { demo: false, host: '127.0.0.1', port: 0, publicUrl: 'http://desk.test', trustProxy: false, logLevel: 'error' as const };
  amends = await openAmends({ ...plain, dataDir }, await freshDatabase(), { clock });
  const shops = await seedOrders(amends.house.db, now);
  const { ids, team } = await inTransaction(amends.house.db, (tx) => seedPeople({ tx, now, actor: systemActor, cause: 'sample' }, shops));
  await seedShipping(amends, clock, { now, ids, team, shops });
});
afterAll(() => amends.close());

it('the sample shop shows shipping information in its stages (sample-shop.md, cases 1 to 4)', async () => {
  const cases = await all(
    sql<{ problem: string; step: string; outcome: string | null }>`select problem, step, outcome from cases order by received_at`,
    amends.house.db,
  );
  expect(cases).toMatchObject([
    { problem: 'shipping.not-changed', step: 'investigate', outcome: null },
    { problem: 'shipping.changed-unasked', step: 'confirm', outcome: null },
    { problem: 'shipping.written-wrongly', step: 'offer', outcome: null },
    { problem: 'shipping.change-request', outcome: 'resolved' },
  ]);
});
