import type pg from 'pg';
import { searchTokens, tsvectorLiteral } from '#platform/bigrams.ts';
import { formatCaseNumber } from '#case/caseNumber.ts';
import { newId } from '#platform/ids.ts';
import type { Cast } from '../test/cast.ts';

/** Rows written at once. */
const portion = 20_000;
/** The newest tenth of what is filled is open; an open case has ten running clocks, so that as many clocks run as there are cases. */
const openEvery = 10;
const clocksEach = 10;

const things = [
  '铰链',
  '螺丝',
  '背板',
  '滑轨',
  '拉手',
  '隔板',
  '说明书',
  '保修卡',
  '柜脚',
  '磁吸',
  '玻璃门',
  '层板托',
  '抽屉面板',
  '五金包',
  '赠品收纳盒',
  '充电线',
];
const places = [
  '门装不上去',
  '抽屉关不严',
  '柜体晃动',
  '无法安装',
  '外箱完好',
  '外箱有破损',
  '说明书写的是四个',
  '客服说会补发',
  '已经等了三天',
  '孩子房间急用',
];
const streets = ['澜江', '望岳', '临溪', '云栖', '青枫', '石塘', '桐里', '北渡', '雁门', '河口'];
const problems = ['missing.accessory', 'missing.manual', 'missing.gift', 'missing.warranty-card', 'missing.utensil'];

/** What the customer wrote in the n-th case: common words, a rarer street, a number of its own. */
export function wordsOf(n: number): string {
  const pick = <T>(from: readonly T[], by: number): T => from[Math.floor(n / by + n * 7) % from.length] as T;
  const rare = n % 5000 === 0 ? '，外壳有蜥蜴花纹贴纸' : '';
  return `收到货后发现少了${1 + (n % 4)}个${pick(things, 3)}，${pick(places, 11)}，寄到${pick(streets, 17)}路${n % 997}号，型号 QM-${n % 4001}${rare}。`;
}

/** A carrier that one open order in a thousand came with, and one of every fifth. */
export const rareCarrier = '00000000-0000-7000-8000-000000000001';
export const secondCarrier = '00000000-0000-7000-8000-000000000002';

/** Writes cases `from` to `to` (by number) with journey, clocks and search rows as a desk of ten years has them. Straight into the tables: 1,000,000 over HTTP would take hours. `all`: how many there will be. */
export async function fillCases(pool: pg.Pool, cast: Cast, from: number, to: number, all: number): Promise<void> {
  const version = await pool.query<{ id: string; kind: string }>(
    `select id, body ->> 'kind' as kind from playbook_versions where playbook = 'missing-parts' order by version desc limit 1`,
  );
  const { id: versionId, kind } = version.rows[0] ?? {};
  if (!versionId) throw new Error('the program has not put its playbooks into the database yet');
  await staffAndTeams(pool, cast);
  for (let at = from; at < to; at += portion)
    await fillPortion(
      pool,
      cast,
      { versionId, kind: kind ?? 'claim', openFrom: to - Math.floor((to - from) / openEvery) },
      at,
      Math.min(to, at + portion),
    );
  await pool.query('vacuum (analyze) cases, clocks, journey_steps, case_search, customers, customer_handles');
  // What the program registers between two fillings has numbers beyond both.
  await pool.query(`select setval('case_seq', greatest((select last_value from case_seq), $1))`, [all + 1]);
}

/** Forty agents in five teams, so that "mine" is one in forty. */
async function staffAndTeams(pool: pg.Pool, cast: Cast): Promise<void> {
  await pool.query(
    `insert into teams (id, name, name_en) select uuidv7(), '售后' || i || '组', 'Team ' || i from generate_series(2, 5) i on conflict do nothing`,
  );
  await pool.query(
    `insert into staff (id, login, name, role, created_at) select uuidv7(), 'filled' || i, '客服' || i, 'agent', now() from generate_series(1, 39) i on conflict do nothing`,
  );
  await pool.query(
    `insert into carriers (id, code, name, name_en) values ($1, 'RARE', '稀通', 'Rare'), ($2, 'SECOND', '贰通', 'Second') on conflict do nothing`,
    [rareCarrier, secondCarrier],
  );
  await pool.query(
    `insert into staff_shops (staff_id, shop_id) select id, $1 from staff where login like 'filled%' on conflict do nothing`,
    [cast.shop],
  );
}

async function fillPortion(
  pool: pg.Pool,
  cast: Cast,
  playbook: { versionId: string; kind: string; openFrom: number },
  from: number,
  to: number,
): Promise<void> {
  const ns = Array.from({ length: to - from }, (_, i) => from + i);
  const ids = ns.map(() => newId());
  const words = ns.map(wordsOf);
  const numbers = ns.map((n) => formatCaseNumber('2026-11-20', n + 1));
  const people = ns.filter((n) => n % 4 === 0).map((n) => ({ id: newId(), n }));
  await pool.query(
    `with c as (insert into customers (id, name, created_at) select id, '客户' || n, now() from unnest($1::uuid[], $2::int[]) u(id, n) returning id, name)
      insert into customer_handles (id, customer_id, kind, platform, value, created_at)
      select uuidv7(), id, k.kind, k.platform, k.start || substr(name, 3), now() from c, (values ('buyer-id', 'taobao', 'f'), ('nick', 'taobao', 'nick'), ('phone', '', '139')) k(kind, platform, start)`,
    [people.map((each) => each.id), people.map((each) => each.n)],
  );
  const orderNos = ns.map((n) => `2610${String(100_000_000 + n)}`);
  await pool.query(
    `insert into cases (id, seq, number, shop_id, team_id, owner_id, playbook, playbook_version_id, kind, problem, channel, customer_id, order_no, wish, step, stage, waiting_for, summary,
        received_at, registered_at, registered_by, closed_at, outcome, nearest_due, nearest_clock, breached)
      select c.id, c.n + 1, c.number, case ${chance(1, 20)} when 0 then $6::uuid when 1 then $7::uuid else $5::uuid end,
        case when ${chance(2, 10)} < 7 then t.ids[1 + ${chance(3, 5)}] end, case when ${chance(4, 10)} < 6 then a.ids[1 + ${chance(5, 40)}] end,
        'missing-parts', $8, $9, ($10::text[])[1 + ${chance(6, 5)}], (array['phone','byhand','web','email'])[1 + ${chance(7, 4)}], ($12::uuid[])[1 + (c.n - $13::int) / 4], c.order_no, 'resend',
        case when c.open then (array['review','enquire','choice','wait-materials'])[1 + ${chance(8, 4)}] else 'confirm' end,
        case when c.open then (array['review','investigation','choice','materials'])[1 + ${chance(8, 4)}] else 'closure' end,
        case when c.open then (array[null,'warehouse','customer','customer',null,'carrier','order',null])[1 + ${chance(9, 8)}] end,
        left(c.words, 200), now() - c.age, now() - c.age, 'system:system', case when c.open then null else now() - c.age + interval '3 days' end, case when c.open then null else 'resolved' end,
        case when c.open and ${chance(10, 12)} <> 0 then now() + ((c.n * 7919::bigint) % 1000000) * interval '0.8 seconds' - interval '1 day' end, case when c.open then 'completion' end, 0
      from (select u.*, u.n >= $14 as open, interval '4 days' + (u.n % 3650) * interval '1 day' * (u.n < $14)::int as age
          from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $11::text[]) u(id, n, number, words, order_no)) c,
        (select array_agg(id order by name) as ids from teams) t, (select array_agg(id order by login) as ids from staff where role = 'agent' and login <> 'stranger') a`,
    [
      ids,
      ns,
      numbers,
      words,
      cast.shop,
      cast.store,
      cast.otherShop,
      playbook.versionId,
      playbook.kind,
      problems,
      orderNos,
      people.map((each) => each.id),
      from,
      playbook.openFrom,
    ],
  );
  await pool.query(
    `insert into journey_steps (id, case_id, seq, round, step, stage, entered_at, tell_every, left_at, answer)
      select uuidv7(), id, 1, 1, step, stage, registered_at, '{"n":3,"unit":"days"}', closed_at, case when closed_at is null then null else 'yes' end from cases where id = any($1)`,
    [ids],
  );
  await pool.query(
    `insert into clocks (id, case_id, round, name, purpose, step, title_zh, title_en, within, may_pause, ladder, subject, state, started_at, due_at, fires_at)
      select uuidv7(), c.id, 1, case k when 1 then 'completion' else 'task' end, case k when 1 then 'deadline' else 'task' end, c.step, '办结', 'Completion', '{"n":14,"unit":"days"}', true, '{lead}', case k when 1 then null else k::text end,
        'running', c.registered_at, due, due
      from cases c, generate_series(1, ${clocksEach}) k, lateral (select case k when 1 then coalesce(c.nearest_due, now()) else now() end + interval '30 days' + k * interval '1 hour' as due) d
      where c.id = any($1) and c.closed_at is null`,
    [ids],
  );
  const bodies = ns.map((_, i) => `${numbers[i]} ${orderNos[i]} ${words[i]}`.normalize('NFKC').toLowerCase());
  await pool.query(
    `insert into case_search (case_id, shop_id, seq, body, v, open, places)
      select u.id, c.shop_id, c.seq, u.body, u.v::tsvector, c.closed_at is null,
        case when c.closed_at is null then array[$4::uuid, case when c.seq / 10 % 1000 = 7 then $5::uuid when ${chance(11, 5)} = 0 then $6::uuid else $7::uuid end] else '{}' end
      from unnest($1::uuid[], $2::text[], $3::text[]) u(id, body, v) join cases c on c.id = u.id, lateral (select c.seq::int as n) s`,
    [ids, bodies, bodies.map((body) => tsvectorLiteral(searchTokens(body))), cast.warehouse, rareCarrier, secondCarrier, cast.carrier],
  );
}

/** SQL: one of so many for the n-th case, the same each time, and one choice tells nothing about another. */
function chance(choice: number, of: number): string {
  return `((hashint4(n # ${choice * 7_919}) & 2147483647) % ${of})`;
}
