import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all, inTransaction, one, type OpenDatabase, openDatabase, sql } from '#platform/db.ts';
import { hashSecret } from '#platform/ids.ts';
import { keptTables } from '#platform/kept.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { calendarOf } from '#case/contract.ts';
import { type Desk, openDesk } from './desk.ts';

// What this process keeps of the settings, of people and of sessions, while another process changes them.
let desk: Desk;
let other: OpenDatabase;
let n = 0;

beforeAll(async () => {
  desk = await openDesk();
  other = openDatabase(desk.url);
});
afterAll(async () => {
  await other.close();
  await desk.close();
});

function report(orderNo = `26119900000${(n += 1)}`) {
  const shopId = desk.cast.shop;
  return {
    body: {
      shopId,
      problem: 'missing.accessory',
      channel: 'phone' as const,
      words: '少了两个铰链',
      orderNo,
      lines: [{ name: '铰链', quantity: 2 }],
      fields: { wish: 'resend', contact: '13912345678', contactName: '林一' },
      handles: [{ kind: 'phone' as const, value: '13912345678' }],
    },
  };
}
const register = () => desk.as('agent').send(intakeRoutes.register, report());

describe('a person who was here before', () => {
  it('goes on registering', async () => {
    for (let i = 0; i < 3; i += 1) expect((await register()).status).toBe(200);
  });

  it('is refused by the next request once another process has made them inactive', async () => {
    await sql`update staff set active = false where id = ${desk.cast.ids.agent}`.execute(other.db);
    expect(await register()).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    await sql`update staff set active = true where id = ${desk.cast.ids.agent}`.execute(other.db);
    expect((await register()).status).toBe(200);
  });

  it('has the rights of the role and the shops that another process has just given', async () => {
    await sql`update staff set role = 'logistics' where id = ${desk.cast.ids.agent}`.execute(other.db);
    expect(await register()).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    await sql`update staff set role = 'agent' where id = ${desk.cast.ids.agent}`.execute(other.db);
    expect((await register()).status).toBe(200);
    await sql`delete from staff_shops where staff_id = ${desk.cast.ids.agent} and shop_id = ${desk.cast.shop}`.execute(other.db);
    expect((await register()).status).toBe(403);
    await sql`insert into staff_shops (staff_id, shop_id) values (${desk.cast.ids.agent}, ${desk.cast.shop})`.execute(other.db);
    expect((await register()).status).toBe(200);
  });

  it('is nobody once the session was ended, and nothing was written', async () => {
    const hash = hashSecret(desk.cast.cookie('agent'));
    const session = await one(
      sql<{ json: string }>`delete from sessions s where token_hash = ${hash} returning to_json(s)::text as json`,
      other.db,
    );
    const before = await count();
    expect(await register()).toMatchObject({ status: 401 });
    expect(await count()).toEqual(before);
    await sql`insert into sessions select * from json_populate_record(null::sessions, ${session?.json}::json)`.execute(other.db);
    expect((await register()).status).toBe(200);
  });

  it('is told what is wrong with the input only while signed in', async () => {
    const bad = { body: { ...report().body, channel: 'pigeon' as never } };
    expect((await desk.as('agent').send(intakeRoutes.register, bad)).status).toBe(400);
    expect((await desk.as('nobody').send(intakeRoutes.register, bad)).status).toBe(401);
  });

  it('gets the first answer for the same key sent five times at once, and one case stands', async () => {
    const asked = { ...report(), key: 'five-times' };
    const before = await count();
    const sent = await Promise.all(Array.from({ length: 5 }, () => desk.as('agent').send(intakeRoutes.register, asked)));
    const numbers = new Set(sent.filter((each) => each.status === 200).map((each) => each.body.number));
    expect(numbers.size).toBe(1);
    expect(sent.every((each) => each.status === 200 || each.status === 409)).toBe(true);
    const again = await desk.as('agent').send(intakeRoutes.register, asked);
    expect(numbers).toContain(again.body.number);
    expect((await count()).cases).toBe(before.cases + 1);
  });
});

describe('settings that another process changes', () => {
  it('hold for the next request, and for what a job of the worker reads', async () => {
    await sql`update shops set active = false where id = ${desk.cast.shop}`.execute(other.db);
    expect(await register()).toMatchObject({ status: 403 });
    await sql`update shops set active = true where id = ${desk.cast.shop}`.execute(other.db);
    expect((await register()).status).toBe(200);
    await sql`update shops set zone = 'Asia/Tokyo' where id = ${desk.cast.shop}`.execute(other.db);
    // A worker's job begins with a transaction of its own, and no request before it.
    expect((await inTransaction(desk.house.db, (tx) => calendarOf(tx, desk.cast.shop))).zone).toBe('Asia/Tokyo');
    await sql`update shops set zone = 'Asia/Shanghai' where id = ${desk.cast.shop}`.execute(other.db);
  });

  it('stand in tables whose changes are counted', async () => {
    const counted = await all(
      sql<{
        name: string;
      }>`select c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname = 'settings_changed'`,
      desk.house.db,
    );
    expect(keptTables().length).toBeGreaterThan(5);
    expect(counted.map((row) => row.name)).toEqual(expect.arrayContaining([...keptTables()]));
  });
});

async function count(): Promise<{ cases: number; customers: number; events: number }> {
  const row = await one(
    sql<{
      cases: number;
      customers: number;
      events: number;
    }>`select (select count(*)::int from cases) as cases, (select count(*)::int from customers) as customers,
      (select count(*)::int from events) as events`,
    other.db,
  );
  if (!row) throw new Error('a count answers');
  return row;
}
