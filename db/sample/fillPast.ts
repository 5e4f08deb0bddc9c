import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { all, type Database, inTransaction, jsonb, one, openDatabase, sql } from '#platform/db.ts';
import type { Playbook } from '#case/contract.ts';
import { pastCases } from './pastCases.ts';
import { rowsOf } from './pastRows.ts';
import { found, type PastGoods, type PastWorld, type Put, type Row } from './pastWorld.ts';

/** Cases that are written in one transaction: it ends long before anybody has to wait for it. */
const portion = 200;
/** Rests between two portions, so that whoever looks at the desk meanwhile has it to themselves; milliseconds. */
const rest = 25;
const setting = 'demo.past';

/** Tables in the order in which their rows may be written: what is pointed at comes first. */
const order = [
  'customers',
  'customer_handles',
  'orders',
  'order_contacts',
  'sub_orders',
  'parcels',
  'order_parcels',
  'cases',
  'reports',
  'case_lines',
  'complaint_reports',
  'journey_steps',
  'clocks',
  'order_checks',
  'reviews',
  'photo_reviews',
  'findings',
  'liabilities',
  'liability_shares',
  'offers',
  'offer_options',
  'choices',
  'intents',
  'fulfilment_tasks',
  'ledger_entries',
  'ledger_lines',
  'points_entries',
  'recoveries',
  'recovery_moves',
  'confirmations',
  'surveys',
  'events',
];

/**
 * Keeps the first numbers of the sequence of cases for a year of past ones, which are older than everything else and written last.
 * To be called before the first case is registered. `size`: how many, about.
 */
export async function reservePast(db: Database, now: Date, size: number): Promise<void> {
  const many = pastCases(now, size).length;
  const value = jsonb({ now: now.toISOString(), size, many });
  await sql`insert into settings (key, value, changed_at, changed_by) values (${setting}, ${value}, ${now}, 'sample')`.execute(db);
  if (many > 0) await sql`select setval('case_seq', ${many})`.execute(db);
}

/**
 * Writes the past cases straight into the tables, each with the rows that a real one leaves, marked as imported: senders, clocks and
 * webhooks ignore them; the search reads them from their events. Goes on where it was broken off. Answers how many it wrote.
 */
export async function fillPast(db: Database): Promise<number> {
  const kept = await one(
    sql<{ value: { now: string; size: number; many: number } }>`select value from settings where key = ${setting}`,
    db,
  );
  if (!kept) return 0;
  const { now, size, many } = kept.value;
  const last = await one(sql<{ n: number | null }>`select max(seq) as n from cases where seq <= ${many} and origin = 'import'`, db);
  const cases = pastCases(new Date(now), size).slice(last?.n ?? 0);
  if (cases.length === 0) return 0;
  const world = await worldOf(db);
  const buyers = await buyersOf(db);
  for (let from = 0; from < cases.length; from += portion) {
    const tables = new Map<string, Row[]>(order.map((table) => [table, []]));
    const put: Put = (table, row) => void found(tables.get(table), `place for ${table}`).push(row);
    for (const each of cases.slice(from, from + portion)) rowsOf(world, each, buyers, put);
    await inTransaction(db, async (tx) => {
      for (const [table, rows] of tables) if (rows.length > 0) await insertRows(table, rows).execute(tx);
    });
    await pause(rest);
  }
  await sql`analyze`.execute(db);
  return cases.length;
}

function insertRows(table: string, rows: readonly Row[]) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].map((name) => sql.ref(name));
  const columns = sql.join(names);
  return sql`insert into ${sql.table(table)} (${columns}) select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${jsonb(rows)})`;
}

async function worldOf(db: Database): Promise<PastWorld> {
  const rows = <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> => all(query, db);
  const [shops, warehouses, carriers, goods, playbooks, policies, team, logistics] = await Promise.all([
    rows(sql<{ code: string; id: string; platform: string; agents: string[] }>`select s.code, s.id, s.platform,
      array(select t.id::text from staff t join staff_shops x on x.staff_id = t.id where x.shop_id = s.id and t.role = 'agent' order by t.login) as agents from shops s`),
    rows(sql<{ code: string; id: string }>`select code, id from warehouses`),
    rows(sql<{ code: string; id: string; name: string }>`select code, id, name from carriers`),
    rows(sql<
      PastGoods & { shop: string }
    >`select s.code as shop, g.id, g.code, g.title, g.title_en as "titleEn", coalesce(g.price_fen, 0) as "priceFen",
      coalesce((select jsonb_agg(jsonb_build_object('code', p.code, 'name', p.name, 'valueFen', coalesce(p.value_fen, 0), 'costFen', coalesce(p.cost_fen, 0)))
        from goods_parts p where p.goods_id = g.id), '[]') as parts from goods g join shops s on s.id = g.shop_id`),
    rows(
      sql<{
        playbook: string;
        id: string;
        body: Playbook;
      }>`select distinct on (playbook) playbook, id, body from playbook_versions order by playbook, version desc`,
    ),
    rows(
      sql<{
        policy: string;
        id: string;
      }>`select distinct on (policy) policy, id from policy_versions where shop_id is null order by policy, version desc`,
    ),
    one(sql<{ id: string }>`select id from teams order by name limit 1`, db),
    one(sql<{ id: string }>`select id from staff where role = 'logistics' order by login limit 1`, db),
  ]);
  return {
    shops: new Map(shops.map((each) => [each.code, each])),
    warehouses: new Map(warehouses.map((each) => [each.code, each.id])),
    carriers: new Map(carriers.map((each) => [each.code, each])),
    goods: new Map(goods.map((each) => [`${each.shop}/${each.code}`, each])),
    playbooks: new Map(playbooks.map((each) => [each.playbook, each])),
    policies: new Map(policies.map((each) => [each.policy, each.id])),
    team: found(team, 'team').id,
    logistics: found(logistics, 'person of logistics').id,
  };
}

/** Buyers that were written before a break. */
async function buyersOf(db: Database): Promise<Map<string, string>> {
  const rows = await all(
    sql<{
      value: string;
      id: string;
    }>`select value, customer_id as id from customer_handles where kind = 'buyer-id' and value like '%-past-%'`,
    db,
  );
  return new Map(rows.map((row) => [row.value, row.id]));
}

/** As a process of its own: waits until the desk answers, and then fills. It ends when its standard input closes, with the demo. */
async function main(): Promise<void> {
  process.stdin.on('end', () => process.exit(0)).resume();
  if (process.stdin instanceof Socket) process.stdin.unref();
  const { DATABASE_URL: url = '', DESK_URL: desk = '' } = process.env;
  for (let tries = 0; tries < 600 && !(await isReady(desk)); tries += 1) await pause(200);
  const store = openDatabase(url, { max: 1, name: 'amends-sample-past' });
  try {
    const written = await fillPast(store.db);
    if (written > 0) console.log(`· 十二个月的历史工单已补齐：${written} 张  the past twelve months are there: ${written} cases`);
  } finally {
    await store.close();
  }
}

async function isReady(desk: string): Promise<boolean> {
  return fetch(`${desk}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );
}

if (import.meta.main) await main();
