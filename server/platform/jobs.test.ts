import { expect, it } from 'vitest';
import { freshDatabase } from '../../test/database.ts';
import { systemActor } from './actor.ts';
import { settableClock } from './clock.ts';
import { inTransaction, openDatabase } from './db.ts';
import { writeEvents } from './events.ts';
import { newId } from './ids.ts';
import { openJobs } from './jobs.ts';
import type { House, Subscription } from './module.ts';

it('works off everything that waits, and of one case in its order, without waiting to be woken again', async () => {
  const url = await freshDatabase();
  const store = openDatabase(url);
  const clock = settableClock(new Date('2026-11-20T09:20:00Z'));
  const quiet = () => undefined;
  const house = { db: store.db, clock, log: { info: quiet, warn: quiet, error: quiet }, wake: quiet } as unknown as House;
  const [busy, other] = [newId(), newId()];
  const ran: string[] = [];
  const told: Subscription = {
    queue: 'told',
    on: ['said'],
    perCase: true,
    run: (event) => {
      ran.push(`${event.caseId === busy ? 'busy' : 'other'} ${JSON.stringify(event.data)}`);
      return Promise.resolve();
    },
  };
  const jobs = await openJobs(house, url, [told], []);
  try {
    await inTransaction(store.db, (tx) =>
      writeEvents(
        { tx, now: clock.now(), actor: systemActor, cause: 'test' },
        [...Array(50).keys()].map((n) => ({ kind: 'said', caseId: n % 2 ? other : busy, data: { n } })),
      ),
    );
    await jobs.relay();
    await jobs.work();
    await expect.poll(() => ran.length, { timeout: 15_000 }).toBe(50);
    expect(ran.filter((each) => each.startsWith('busy'))).toEqual([...Array(25).keys()].map((n) => `busy {"n":${n * 2}}`));
  } finally {
    await jobs.stop();
    await store.close();
  }
});
