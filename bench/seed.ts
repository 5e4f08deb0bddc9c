import type pg from 'pg';
import { systemClock } from '#platform/clock.ts';
import { openDatabase } from '#platform/db.ts';
import { hashSecret, newSecret } from '#platform/ids.ts';
import { type Cast, seedCast } from '../test/cast.ts';

export interface Seeded {
  readonly cast: Cast;
  /** Session cookies of the agent: one person at many browsers, so that the limit per caller is never what is measured. */
  readonly sessions: readonly string[];
  readonly sessionsOf: Readonly<Record<Asking, readonly string[]>>;
}

/** Who asks for lists: own and team's cases, two shops, all shops. */
type Asking = 'agent' | 'lead' | 'operations';

/** The first order number; the n-th order is `firstOrder + n`. */
export const firstOrder = 261_110_000_000;

/** The named cast, sessions, and n signed orders, each with a cabinet and its hinges, its buyer and its parcel. */
export async function seedShop(url: string, pool: pg.Pool, orders: number): Promise<Seeded> {
  const store = openDatabase(url);
  const cast = await seedCast({ db: store.db, clock: systemClock });
  await store.close();
  const sessionsOf = {
    agent: await signIn(pool, cast.ids.agent),
    lead: await signIn(pool, cast.ids.lead),
    operations: await signIn(pool, cast.ids.operations),
  };
  await seedGoods(pool, cast);
  for (let from = 0; from < orders; from += 50_000) await seedOrders(pool, cast, from, Math.min(orders, from + 50_000) - 1);
  await pool.query('analyze');
  return { cast, sessions: sessionsOf.agent, sessionsOf };
}

async function signIn(pool: pg.Pool, staffId: string): Promise<string[]> {
  const sessions = Array.from({ length: 200 }, () => newSecret());
  await pool.query(
    `insert into sessions (token_hash, staff_id, created_at, seen_at, expires_at) select h, $2, now(), now(), now() + interval '1 day' from unnest($1::text[]) h`,
    [sessions.map(hashSecret), staffId],
  );
  return sessions;
}

async function seedGoods(pool: pg.Pool, cast: Cast): Promise<void> {
  await pool.query(
    `insert into goods (id, shop_id, code, title, price_fen, warehouse_id, changed_at) values (uuidv7(), $1, 'FC-120', '栖木折叠餐边柜 FC-120', 42900, $2, now())`,
    [cast.shop, cast.warehouse],
  );
  await pool.query(
    `insert into goods_parts (id, goods_id, position, code, name, name_en, model, quantity, cost_fen, value_fen, resent_from, stock)
      select uuidv7(), g.id, p.at, p.code, p.name, p.en, p.code, p.n, 210, 400, $1, 100000 from goods g,
        (values (1, 'HJ-35', '铰链', 'hinge', 4), (2, 'LS-40', '螺丝', 'screw', 16), (3, 'BS-01', '背板', 'back board', 1)) p(at, code, name, en, n)`,
    [cast.warehouse],
  );
}

async function seedOrders(pool: pg.Pool, cast: Cast, from: number, to: number): Promise<void> {
  await pool.query(
    `with o as (
        insert into orders (id, shop_id, order_no, platform, state, placed_at, paid_at, shipped_at, signed_at, goods_fen, paid_fen, arrived_at, changed_at)
        select uuidv7(), $1, ($5::bigint + i)::text, 'taobao', 'signed', now() - interval '6 days', now() - interval '6 days', now() - interval '5 days', now() - interval '2 days', 42900, 42900, now(), now()
        from generate_series($3::int, $4::int) i returning id, order_no),
      k as (
        insert into order_contacts (order_id, shop_id, receiver, phone, phone_kind, buyer_id, nick)
        select id, $1, '林**', '1' || right(order_no, 10), 'real', 'b' || order_no, 'buyer' || order_no from o),
      l as (
        insert into sub_orders (id, order_id, shop_id, line_no, kind, goods_id, goods_code, goods_version, title, quantity, price_fen, paid_fen)
        select uuidv7(), o.id, $1, '1', 'goods', g.id, g.code, 1, g.title, 1, 42900, 42900 from o, goods g returning id, goods_id),
      lp as (
        insert into order_line_parts (line_id, shop_id, part_id, position, code, name, name_en, model, quantity, cost_fen, value_fen, resent_from)
        select l.id, $1, p.id, p.position, p.code, p.name, p.name_en, p.model, p.quantity, p.cost_fen, p.value_fen, p.resent_from from l join goods_parts p on p.goods_id = l.goods_id),
      p as (
        insert into parcels (id, shop_id, waybill, carrier_id, warehouse_id, state, weight_g, weight_expected_g, shipped_at, signed_at)
        select uuidv7(), $1, '77' || order_no, $2, $6, 'signed', 18200, 18300, now() - interval '5 days', now() - interval '2 days' from o returning id, waybill)
      insert into order_parcels (order_id, parcel_id, shop_id) select o.id, p.id, $1 from o join p on p.waybill = '77' || o.order_no`,
    [cast.shop, cast.carrier, from, to, firstOrder, cast.warehouse],
  );
}
