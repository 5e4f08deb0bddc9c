import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '#platform/actor.ts';
import { minute } from '#platform/clock.ts';
import { all, inTransaction, sql } from '#platform/db.ts';
import { type Desk, openDesk } from '../../test/desk.ts';
import { openCase } from './openCase.ts';
import { sweepClocks } from './sweepClocks.ts';

let desk: Desk;
const logged: string[] = [];
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await sql`update clocks set state = 'dropped', fires_at = null where state in ('running', 'paused', 'overdue')`.execute(desk.house.db);
  logged.length = 0;
});

/** The program as it is, with a log that can be read. */
const house = () => ({
  ...desk.house,
  log: { ...desk.house.log, warn: () => undefined, error: (what: object) => void logged.push(JSON.stringify(what)) },
});

/** Cases whose review warns now and is due in half an hour. */
async function warning(n: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < n; i += 1) ids.push(await register());
  const now = desk.clock.now();
  await sql`update clocks set state = 'running', warn_at = ${now}, fires_at = ${now}, due_at = ${new Date(now.getTime() + 30 * minute)}, warned_at = null
    where case_id = any(${ids}::uuid[]) and name = 'firstReview'`.execute(desk.house.db);
  return ids;
}

async function register(): Promise<string> {
  const now = desk.clock.now();
  const given = {
    shopId: desk.cast.shop,
    playbook: 'missing-parts',
    problem: 'missing.accessory',
    channel: 'phone',
    receivedAt: now,
    customerId: null,
    orderId: null,
    orderNo: '26112000008842',
    wish: 'resend',
    ownerId: desk.cast.ids.agent,
    teamId: desk.cast.team,
    priority: 0,
    summary: '柜门装到一半少两个铰链',
  };
  const opened = await inTransaction(desk.house.db, (tx) =>
    openCase({ tx, now, actor: systemActor, cause: 'test' }, given, () => Promise.resolve()),
  );
  if (!opened.ok) throw new Error(opened.refused.code);
  return opened.value.id;
}

const told = async (kind: string): Promise<string[]> =>
  (await all(sql<{ id: string }>`select case_id as id from events where kind = ${kind} order by id`, desk.house.db)).map((row) => row.id);

describe('clocks that fall together', () => {
  it('all warn in one sweep, each once, however many sweep at the same time', async () => {
    const ids = await warning(60);
    const fired = await Promise.all([sweepClocks(house()), sweepClocks(house()), sweepClocks(house())]);
    expect(fired.reduce((sum, n) => sum + n, 0) + (await sweepClocks(house()))).toBe(60);
    expect((await told('clock.warned')).toSorted()).toEqual(ids.toSorted());
    desk.clock.advance(30 * minute);
    expect(await sweepClocks(house())).toBe(60);
    expect((await told('clock.breached')).toSorted()).toEqual(ids.toSorted());
    expect(logged).toEqual([]);
  });

  it('tell of one case in the order in which they fell', async () => {
    const [id] = await warning(1);
    desk.clock.advance(30 * minute);
    await sql`update clocks set state = 'running', fires_at = ${desk.clock.now()}, due_at = ${desk.clock.now()}, warn_at = null
      where case_id = ${id} and purpose = 'silence'`.execute(desk.house.db);
    expect(await sweepClocks(house())).toBe(2);
    const breaches = await all(
      sql<{ clock: string }>`select data ->> 'clock' as clock from events where case_id = ${id} and kind = 'clock.breached' order by id`,
      desk.house.db,
    );
    expect(breaches.map((each) => each.clock)).toEqual(['firstReview', 'silence']);
  });

  it('do not wait for a case whose clock can not fire: that one is logged, and stays due', async () => {
    const before = (await told('clock.warned')).length;
    const ids = await warning(5);
    await sql`update clocks set purpose = 'give-up', warn_at = null where case_id = ${ids[2]} and name = 'firstReview'`.execute(
      desk.house.db,
    );
    expect(await sweepClocks(house())).toBe(4);
    expect((await told('clock.warned')).slice(before).toSorted()).toEqual(ids.filter((id) => id !== ids[2]).toSorted());
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain(ids[2]);
    expect(await sweepClocks(house())).toBe(0);
  });

  it('leave a case that somebody works on to the next sweep', async () => {
    const ids = await warning(3);
    await inTransaction(desk.house.db, async (tx) => {
      await sql`select id from cases where id = ${ids[1]} for update`.execute(tx);
      expect(await sweepClocks(house())).toBe(2);
    });
    expect(await sweepClocks(house())).toBe(1);
  });
});
